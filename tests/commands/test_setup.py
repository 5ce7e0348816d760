"""A new installation: everything it needs, and nothing of the demonstration's."""

import io
import re

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from wagtail.models import Page, Site

from casestudies.models import FamilyIndexPage
from courses.management.commands import setup
from courses.pages import CoursePage
from courses.standing_pages import FOLDER, blocks, load_standing_pages
from learning.people.models import Invitation, Organisation, User
from learning.records.models import Effect
from learning.site.models import HomePage, SiteSettings, StandardPage
from tests.factories import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

ANSWERS = {
    "site_name": "Learning in Eastmoor",
    "address": "https://learning.eastmoor.example",
    "organisation": "Eastmoor Community Health",
    "organisation_code": "ECH",
    "organisation_kind": "nhs_trust",
    "organisation_nation": "wales",
    "email": "Ada@Eastmoor.example",
    "name": "Ada  Minister",
    "password": "wind oak lantern",
    "contact_email": "help@eastmoor.example",
}
WORDS = {
    "site_name": "Here",
    "address": "https://here.example",
    "organisation": "<b>Us & them</b>",
    "contact_email": "help@here.example",
    "today": "3 March 2027",
}
SLUGS = {path.stem for path in FOLDER.glob("*.md")} - {"home"}


def set_up(**changes) -> str:
    told = io.StringIO()
    call_command("setup", no_input=True, stdout=told, **(ANSWERS | changes))
    return told.getvalue()


def words(response) -> str:
    return " ".join(response.content.decode().split())


class TestWhatIsMade:
    def test_the_site_has_its_name_its_address_and_our_home_page_at_its_root(self):
        set_up()
        site = Site.objects.get()
        assert (site.site_name, site.hostname, site.port) == (
            "Learning in Eastmoor",
            "learning.eastmoor.example",
            443,
        )
        assert isinstance(site.root_page.specific, HomePage)

    def test_wagtails_own_welcome_is_gone(self):
        set_up()
        assert not Page.objects.filter(title__startswith="Welcome").exists()

    def test_every_standing_page_is_there_and_published(self):
        set_up()
        assert set(Page.objects.live().filter(depth=3).values_list("slug", flat=True)) >= SLUGS

    def test_the_administrator_may_do_everything_and_can_sign_in(self):
        set_up()
        person = User.objects.get()
        assert (person.email, person.name) == ("ada@eastmoor.example", "Ada Minister")
        assert person.is_superuser
        assert person.groups.get().name == "Administrators"
        assert person.check_password("wind oak lantern")

    def test_the_organisation_is_there(self):
        set_up()
        made = Organisation.objects.get()
        assert (made.code, made.name, made.kind) == ("ech", "Eastmoor Community Health", "nhs_trust")
        assert made.nation == "wales"

    def test_trainers_may_write_the_pages_for_families_and_no_other(self):
        set_up()
        trainer = UserFactory()
        trainer.groups.add(Group.objects.get(name="Trainers"))
        may = {
            page.slug
            for page in Page.objects.filter(depth=3)
            if page.permissions_for_user(trainer).can_edit()
        }
        assert may == {"courses", "families"}

    def test_the_foot_of_the_page_has_help_links_and_whom_to_write_to(self):
        set_up()
        page = words(Client().get("/"))
        for expected in ("help@eastmoor.example", 'href="/privacy/"', 'href="tel:116123"'):
            assert expected in page
        assert SiteSettings.objects.get().demonstration_notice == ""

    def test_nothing_of_the_demonstration_is_there(self):
        set_up()
        assert not CoursePage.objects.exists()
        assert not Effect.objects.exists()
        assert User.objects.count() == 1
        shown = "".join(
            words(Client().get(page.get_url())) for page in Page.objects.filter(depth__gt=1).live()
        )
        assert "Northmoor" not in shown
        assert "demonstration" not in shown.lower()

    def test_every_page_opens_with_nothing_left_to_fill_in(self):
        set_up()
        for page in StandardPage.objects.live():
            shown = words(Client().get(page.get_url()))
            assert page.title.replace("'", "&#x27;") in shown
            assert not re.search(
                r"[{}]|\[[^\]]*\]|\*\*|url:", shown.partition("<main")[2].partition("</main")[0]
            )

    def test_every_link_of_every_page_leads_somewhere(self):
        set_up()
        client = Client()
        for page in Page.objects.filter(depth__gt=1).live():
            found = set(re.findall(r'href="(/[^"]*)"', words(client.get(page.get_url()))))
            for link in found - {link for link in found if link.startswith("/static/")}:
                assert client.get(link).status_code in (200, 302), (page.slug, link)

    def test_the_page_of_whom_to_turn_to_shows_the_contacts_of_each_nation(self):
        set_up()
        shown = words(Client().get("/support/"))
        assert len(re.findall(r'id="contacts-[a-z-]+"', shown)) == 5
        assert 'href="tel:08088088000"' in shown

    def test_it_says_what_was_made_and_what_to_do_next(self):
        told = set_up()
        assert "Made the site “Learning in Eastmoor” with 10 standing pages" in told
        assert "Set SITE_URL=https://learning.eastmoor.example" in told
        assert "complete /accessibility/ and /privacy/" in told
        assert "password" not in told

    def test_an_address_that_is_set_already_is_not_asked_for_again(self, settings):
        assert "SITE_URL" not in set_up(address=settings.SITE_URL)


class TestWithoutAPassword:
    def test_a_link_to_set_one_is_printed(self):
        told = set_up(password=None)
        [link] = re.findall(r"https://learning\.eastmoor\.example(/accounts/invitation/\S+)", told)
        assert not User.objects.get().has_usable_password()
        assert Invitation.objects.count() == 1
        assert Client().get(link).status_code == 200


class TestRefusals:
    def test_a_site_that_is_set_up_is_left_as_it_is(self):
        set_up()
        with pytest.raises(
            CommandError, match="set up already: it is called Learning in Eastmoor. Nothing was"
        ):
            set_up(email="other@eastmoor.example")
        assert User.objects.count() == 1

    def test_a_database_with_people_is_left_as_it_is(self, learner):
        with pytest.raises(CommandError, match="There are people in this database already"):
            set_up()
        assert not HomePage.objects.exists()

    def test_a_database_without_tables_is_named(self, monkeypatch):
        monkeypatch.setattr(connection.introspection, "table_names", list)
        with pytest.raises(CommandError, match="Run manage.py migrate first"):
            set_up()

    def test_every_missing_answer_is_named_at_once(self):
        with pytest.raises(CommandError) as refused:
            call_command("setup", no_input=True)
        for option in ("--site-name", "--organisation", "--organisation-kind", "--email", "--name"):
            assert f"{option}: " in str(refused.value)
        assert not HomePage.objects.exists()

    @pytest.mark.parametrize(
        ("answer", "told"),
        [
            ({"email": "nobody"}, "--email: Enter the whole e-mail address"),
            ({"address": "learning"}, "--address: Enter the address of the site alone"),
            ({"address": "https://x.example/below/"}, "--address: Enter the address of the site alone"),
            ({"address": "javascript:alert(1)"}, "--address: Enter the address of the site alone"),
            ({"address": "https://x.example:99999"}, "--address: Enter the address of the site alone"),
            ({"organisation_kind": "club"}, "--organisation-kind: Choose one of local_authority"),
            ({"organisation_code": "a b"}, "--organisation-code: A code is made of letters"),
            ({"password": "short"}, "--password: "),
            ({"password": "ada@eastmoor.example"}, "--password: "),
            ({"name": "x" * 201}, "--name: Your name can be at most 200 characters long. This is 201."),
            ({"site_name": "a\x00b"}, "--site-name: The name of the site holds a character"),
        ],
    )
    def test_an_answer_that_cannot_be_used_is_named(self, answer, told):
        with pytest.raises(CommandError, match=re.escape(told)):
            set_up(**answer)
        assert not User.objects.exists()

    def test_a_failure_on_the_way_leaves_nothing(self):
        Group.objects.filter(name="Administrators").delete()
        with pytest.raises(Group.DoesNotExist):
            set_up()
        assert not HomePage.objects.exists()
        assert not Organisation.objects.exists()

    def test_an_organisation_that_is_there_already_is_named(self):
        OrganisationFactory(code="ech")
        with pytest.raises(
            CommandError, match="--organisation-code: There is an organisation with this code"
        ):
            set_up()


class TestAsking:
    @pytest.fixture
    def typed(self, monkeypatch):
        """typed("answer", …) answers the questions in order, at a terminal."""

        def answer(*lines):
            terminal = io.StringIO("\n".join(lines) + "\n")
            terminal.isatty = lambda: True
            monkeypatch.setattr("sys.stdin", terminal)
            monkeypatch.setattr(setup.getpass, "getpass", lambda prompt: terminal.readline().strip())

        return answer

    def test_it_asks_for_whatever_was_not_given(self, typed):
        asked = [
            "site_name",
            "address",
            "organisation",
            "organisation_code",
            "organisation_kind",
            "organisation_nation",
            "email",
            "name",
        ]
        typed(*[ANSWERS[name] for name in [*asked, "contact_email", "password"]])
        call_command("setup", stdout=io.StringIO())
        assert User.objects.get().check_password("wind oak lantern")
        assert Organisation.objects.get().kind == Organisation.Kind.NHS_TRUST

    def test_an_answer_that_cannot_be_used_is_asked_for_again(self, typed):
        told = io.StringIO()
        given = ANSWERS | {"email": "nobody"}
        typed("ada@eastmoor.example")
        call_command("setup", stdout=told, **given)
        assert "Enter the whole e-mail address" in told.getvalue()
        assert User.objects.get().email == "ada@eastmoor.example"

    def test_an_empty_line_takes_what_is_suggested(self, typed):
        given = ANSWERS | {"organisation_code": None, "contact_email": None}
        typed("", "")
        call_command("setup", stdout=io.StringIO(), **given)
        assert Organisation.objects.get().code == "eastmoor-community-h"[:20]
        assert SiteSettings.objects.get().contact_email == "ada@eastmoor.example"


class TestStandingPages:
    def test_what_an_administrator_changed_stays(self, home):
        load_standing_pages(home, words=WORDS)
        page = StandardPage.objects.get(slug="help")
        page.title = "Our own help"
        page.save_revision().publish()
        load_standing_pages(home, words=WORDS)
        assert StandardPage.objects.get(slug="help").title == "Our own help"
        assert StandardPage.objects.count() + FamilyIndexPage.objects.count() == len(SLUGS)

    def test_words_that_are_filled_in_are_never_markup(self, home):
        load_standing_pages(home, words=WORDS)
        shown = words(Client().get("/about/"))
        assert "&lt;b&gt;Us &amp; them&lt;/b&gt; runs this site" in shown

    def test_a_blank_that_nothing_fills_is_refused(self, home):
        with pytest.raises(KeyError, match="organisation"):
            load_standing_pages(home, words={})

    def test_a_text_becomes_blocks_in_order(self):
        made = blocks(
            "## One\n\nTwo **three** [four](/five/)\n\n> Six\n\n- seven\n- eight\n\n"
            "Table: Nine\n| A | B |\n|---|---|\n| ten | 11 |\n\n> Twelve"
        )
        assert made == [
            {"type": "text", "value": '<h2>One</h2><p>Two <b>three</b> <a href="/five/">four</a></p>'},
            {"type": "notice", "value": "<p>Six</p>"},
            {"type": "text", "value": "<ul><li>seven</li><li>eight</li></ul>"},
            {
                "type": "table",
                "value": {
                    "columns": [{"type": "text", "heading": "A"}, {"type": "text", "heading": "B"}],
                    "rows": [{"values": ["ten", "11"]}],
                    "caption": "Nine",
                },
            },
            {"type": "notice", "value": "<p>Twelve</p>"},
        ]
