"""The front page, standing pages and what stands round every page."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Page, Site

from learning.site.blocks import AddressBlock, HomePageBlocks
from learning.site.models import HomePage, SiteSettings, StandardPage
from learning.site.tree import plant_home

TABLE = {
    "columns": [{"type": "text", "heading": ""}, {"type": "text", "heading": "Time"}],
    "rows": [{"values": ["<p>Asking</p>", "<p>75 minutes</p>"]}],
    "caption": "Courses",
}
BLOCKS = [
    {"type": "text", "value": "<h2>Signing in</h2><p>Keep the <b>same</b> account.</p>"},
    {"type": "notice", "value": "<p>In danger: ring 999.</p>"},
    {"type": "table", "value": TABLE},
    {"type": "link", "value": {"text": "Look at the courses", "url": "/courses/"}},
]


@pytest.fixture
def standing(home):
    page = StandardPage(
        title="Help and contact", slug="help", summary="With the site.", body=json.dumps(BLOCKS)
    )
    return home.add_child(instance=page)


# The front page


def test_the_front_page_offers_signing_in_and_the_first_three_courses(home, make_course, client):
    for number in range(4):
        make_course(f"Course {number}", parts=0, search_description="What it is about.")
    response = client.get("/")
    assert [card["title"] for card in response.context["courses"]] == ["Course 0", "Course 1", "Course 2"]
    page = response.content.decode()
    assert f'href="{reverse("account_login")}"' in page
    assert "What it is about." in page


def test_a_course_that_was_taken_down_is_not_on_the_front_page(course, client):
    course.unpublish()
    assert client.get("/").context["courses"] == []


def test_whoever_is_signed_in_goes_to_my_learning(learner_client, home):
    assert learner_client.get("/").headers["Location"] == reverse("my_learning")


def test_the_front_page_can_be_previewed_by_whoever_is_signed_in(home, administrator):
    response = home.make_preview_request(extra_request_attrs={"user": administrator})
    assert response.status_code == 200


def test_the_front_page_shows_every_block(home, client):
    point = {"icon": "clock", "title": "Ten minutes is enough", "text": "Stop where you like."}
    home.heading, home.lead = "Two services. One family at the door.", "Joint training."
    home.body = json.dumps(
        [
            *BLOCKS,
            {
                "type": "points",
                "value": {"heading": "How it works", "points": [point]},
            },
            {"type": "panel", "value": HomePageBlocks().child_blocks["panel"].meta.preview_value},
        ]
    )
    home.save()
    page = client.get("/").content.decode()
    for words in ("Two services. One family at the door.", "Ten minutes is enough", "Check a certificate"):
        assert words in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_front_page_takes_as_many_queries_for_one_course_as_for_three(
    count, make_course, client, count_queries
):
    for number in range(count):
        make_course(f"Course {number}", parts=0)
    assert count_queries(client, "/") == 5


# Standing pages


def test_a_standing_page_shows_every_block(standing, client):
    page = client.get("/help/").content.decode()
    assert "<h2>Signing in</h2>" in page
    assert '<div class="govuk-inset-text tf-rich"><p>In danger: ring 999.</p></div>' in page
    assert 'href="/courses/"' in page


def test_a_table_has_no_heading_cell_without_words(standing, client):
    page = client.get("/help/").content.decode()
    assert page.count('<th class="govuk-table__header"') == 1
    assert "75 minutes" in page


def test_a_standing_page_that_was_taken_down_is_not_found(standing, client):
    standing.unpublish()
    assert client.get("/help/").status_code == 404


def test_a_page_below_one_that_was_taken_down_is_not_found(course, lessons, client):
    url = course.get_url()
    assert client.get(url).status_code == 200
    course.get_parent().unpublish()
    assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    "url", ["/courses/", "#more", "https://example.org", "mailto:a@b.example", "tel:999"]
)
def test_an_address_that_leads_somewhere_is_accepted(url):
    assert AddressBlock().clean(url) == url


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "courses", " javascript:x"])
def test_an_address_that_is_a_script_or_nothing_is_refused(url):
    with pytest.raises(ValidationError, match="Start with /"):
        AddressBlock().clean(url)


# The tree


def test_the_home_page_takes_the_place_of_wagtails_own(home):
    assert Site.objects.get().root_page_id == home.pk
    assert list(Page.objects.filter(depth=2)) == [home.page_ptr]


def test_planting_again_keeps_the_home_page_and_renames_the_site(home):
    again = plant_home(title="Another", site_name="Northmoor Learning", hostname="learning.example", port=443)
    assert again == home
    assert HomePage.objects.get().title == "Think Family Learning"
    site = Site.objects.get()
    assert (site.site_name, site.hostname, site.port) == ("Northmoor Learning", "learning.example", 443)


# Round every page


def test_the_foot_of_the_page_says_what_the_settings_say(home, client):
    settings = SiteSettings.objects.get()
    settings.demonstration_notice = "This is a demonstration."
    settings.help_numbers = [("number", {"who": "Samaritans", "number": "116 123", "after": ""})]
    settings.footer_links = [("link", {"title": "Privacy", "url": "/privacy/"})]
    settings.leave_url = "https://neutral.example/"
    settings.save()
    page = client.get(reverse("account_login")).content.decode()
    for words in (
        "This is a demonstration.",
        'href="tel:116123"',
        'href="/privacy/"',
        "https://neutral.example/",
    ):
        assert words in page


def test_the_sites_name_is_in_the_title(client, db):
    plant_home(title="Home", site_name="Northmoor Learning")
    assert "- Northmoor Learning</title>" in client.get(reverse("account_login")).content.decode()


def test_before_anything_is_set_pages_still_show_and_write_nothing(client, db):
    assert client.get(reverse("account_login")).status_code == 200
    assert not SiteSettings.objects.exists()


def test_settings_and_name_take_one_query(home, django_assert_num_queries):
    with django_assert_num_queries(1):
        settings = SiteSettings.objects.current()
        assert settings.site_name == "Think Family Learning"


def test_a_page_of_sign_in_takes_one_query(home, client, count_queries):
    assert count_queries(client, reverse("account_login")) == 1


@pytest.mark.parametrize(
    ("url", "current"),
    [
        ("/my-learning/", "My learning"),
        ("/my-learning/certificates/", "Certificates"),
        ("/certificates/", "Certificates"),
        ("/accounts/me/", None),
    ],
)
def test_the_navigation_says_where_one_is(url, current, learner_client, home):
    nav = learner_client.get(url).context["nav"]
    assert [item["title"] for item in nav] == ["My learning", "Courses", "Certificates", "Help"]
    assert next((item["title"] for item in nav if item["current"]), None) == current


def test_a_stranger_is_offered_the_page_that_checks_certificates(home, client):
    nav = client.get(reverse("account_login")).context["nav"]
    assert {item["title"]: item["url"] for item in nav}["Certificates"] == reverse("verify")


def test_accounts_to_try_are_shown_in_a_demonstration_alone(home, client, settings):
    settings.DEMONSTRATION_ACCOUNTS = [{"email": "lead@northmoor.example", "who": "Workforce lead"}]
    assert "lead@northmoor.example" not in client.get(reverse("account_login")).content.decode()
    settings.DEMONSTRATION = True
    assert "lead@northmoor.example" in client.get(reverse("account_login")).content.decode()
