"""Not a letter of other organisations, teams or people in anything that a role is sent: every address, ours and
Wagtail's, with the keys of what is somebody else's; files, mail and the server's log as well.

The addresses are read off the URL patterns, so one that is added is asked for too.
"""

import io
import re
import zipfile
from dataclasses import dataclass, field

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import log

from learning.people import staffing
from learning.people.models import Organisation, Partnership, Post, User
from learning.records.worker import work_once
from learning.site.groups import let_trainers_write_below
from learning.workforce.looks import record_look
from tests.courses import factories as courses
from tests.courses.builder.conftest import plant
from tests.factories import (
    AbsenceFactory,
    LineManagerFactory,
    OrganisationFactory,
    PartnershipFactory,
    PartnershipLeadFactory,
    PostFactory,
    RequirementFactory,
    SharingFactory,
    TeamFactory,
    WorkforceLeadFactory,
)
from tests.routes import routes
from tests.test_admin_access import FOR_ALL, address, admin_routes
from tests.workforce.factories import DAY, ON, certify
from tests.workforce.world import NOW

OURS, BESIDE, NEAR, FAR = "Heimvogel", "Nebenvogel", "Kanarienvogel", "Fernvogel"
WORKFORCE = (
    "workforce",
    "workforce_today",
    "workforce_people",
    "workforce_partnership",
    "snapshots",
    "looks",
)
FILES = ("export_table", "export_people", "export_partnership")
SEARCHES = (
    *("/admin/pages/search/", "/admin/choose-page/search/", "/admin/lessons/", "/admin/case-studies/"),
    *("/admin/quizzes/", "/admin/images/", "/admin/media/", "/admin/documents/", "/admin/users/"),
    *("/admin/tag-autocomplete/", "/admin/snippets/choose/site/localservice/"),
)
# A service may say of which organisation it is part, so whoever writes services chooses from their names.
SERVICES = ("/admin/snippets/site/localservice/", "/admin/snippets/choose/site/localservice/")


@dataclass
class Place:
    """A team with someone in it. All that can be read of them holds one word: names, code and address."""

    word: str
    organisation: Organisation
    course: object
    posts: list[Post] = field(default_factory=list)

    def __post_init__(self):
        self.team = TeamFactory(
            organisation=self.organisation, name=f"{self.word} team", code=f"{self.word}-t"
        )
        self.person = self.someone("Singer")
        certificate = certify(self.person, self.course, ON - 400 * DAY)
        self.keys = [self.person.pk, self.posts[0].pk, certificate.pk]

    def someone(self, name: str, **post) -> User:
        post = {"team": self.team, "starts_on": ON - 900 * DAY, "organisation": self.organisation} | post
        email = f"{name.lower()}@{self.word.lower()}.example"
        self.posts.append(PostFactory(person__name=f"{name} {self.word}", person__email=email, **post))
        return self.posts[-1].person


def organisation(word: str, partnership: Partnership) -> Organisation:
    return OrganisationFactory(name=f"{word} Trust", short_name=word, code=word, partnership=partnership)


@pytest.fixture
def places(home, time_machine) -> dict[str, Place]:
    """Ours; a team beside it; another organisation of the partnership; and one of another partnership."""
    time_machine.move_to(NOW, tick=False)
    catalogue = courses.CourseIndexPageFactory(parent=home)
    let_trainers_write_below(catalogue)
    course = courses.CoursePageFactory(parent=catalogue, title="Think child")
    plant(course, {"One": ["lesson A", "case B", "quiz C"]})
    partnership = PartnershipFactory()
    ours, near = organisation(OURS, partnership), organisation(NEAR, partnership)
    far = organisation(FAR, PartnershipFactory())
    for each in (ours, near, far):
        RequirementFactory(organisation=each, course=course)
        SharingFactory(organisation=each)
    owners = {OURS: ours, BESIDE: ours, NEAR: near, FAR: far}
    found = {word: Place(word, owner, course) for word, owner in owners.items()}
    for place in found.values():
        live_through(place, with_lead=WorkforceLeadFactory(organisation=place.organisation).person)
    moves_away(found[OURS], to=found[NEAR])
    return found


def live_through(place: Place, *, with_lead: User) -> None:
    """Someone away, someone who left, and what looks, ends and the admin's log keep of people."""
    place.someone("Absent")
    AbsenceFactory(post=place.posts[-1], starts_on=ON - 60 * DAY)
    place.someone("Gone")
    staffing.end_post(post=place.posts[-1], ends_on=ON - 30 * DAY, by=with_lead, at=NOW)
    record_look(person=place.person, by=with_lead, at=NOW)
    log(instance=place.person, action="wagtail.edit", user=with_lead, title=place.person.name)


def moves_away(place: Place, *, to: Place) -> None:
    """Someone whose name holds the word of where they are now, and who was in the other place before."""
    mover = to.someone("Mover", starts_on=ON - 29 * DAY)
    PostFactory(person=mover, organisation=place.organisation, team=place.team, ends_on=ON - 30 * DAY)


def queries(places: dict[str, Place]) -> list[dict]:
    """Every kind of thing that can be asked for, also by the keys of what is somebody else's."""
    theirs = [
        {"organisation": place.organisation.pk, "team": place.team.pk}
        for place in places.values()
        if place.word != OURS
    ]
    alone = [{"organisation": places[NEAR].organisation.pk}, {"team": places[BESIDE].team.pk}]
    past = [{"on": str(ON - 40 * DAY)}, {"month": "2027-01-31"}, {"on": str(ON - 40 * DAY), "status": "due"}]
    return [{}, *theirs, *alone, *past, {"sort": "-team", "status": "overdue"}, {"sort": "x", "page": "99"}]


def body(response) -> bytes:
    """All that was sent: headers, and words in every part of a workbook."""
    content = response.getvalue()
    if content.startswith(b"PK"):
        book = zipfile.ZipFile(io.BytesIO(content))
        content = b"\n".join(book.read(name) for name in book.namelist())
    return content + repr(response.headers).encode()


def sent(client: Client, places: dict[str, Place]) -> str:
    """Every address of ours, with each key of each place, and what the workforce pages say to each query."""
    parts = []
    keys = {key for word in (BESIDE, NEAR, FAR) for key in places[word].keys}
    for route in routes():
        numbered = keys if "<int:" in route else {0}
        for key in numbered:
            url = "/" + re.sub(r"<(\w+):\w+>", lambda blank: _filled(blank[1], key), route)  # noqa: B023 - used at once
            parts.append(body(client.get(url)))
    for query in queries(places):
        parts += [body(client.get(reverse(name), query)) for name in WORKFORCE]
        for name in FILES:
            parts += [body(client.post(reverse(name), query | {"file": kind})) for kind in ("csv", "xlsx")]
    return b"\n".join(parts).decode(errors="ignore")


def _filled(kind: str, key: int) -> str:
    return {"int": str(key), "uuid": "00000000-0000-4000-8000-000000000000"}.get(kind, "file")


def met(text: str, *words: str) -> list[str]:
    """The words that stand in a text, whatever their case: with what stands round each, to find it by."""
    lower = text.lower()
    found = [lower.find(word.lower()) for word in words]
    return [text[max(0, at - 60) : at + 40] for at in found if at >= 0]


def answering(places, *roles) -> User:
    """Someone who answers for what each role says of a place."""
    person = PostFactory(organisation=places[OURS].organisation, person__name="Lena Lead").person
    for factory, scope in roles:
        factory(person=person, **scope)
    return person


def of(place: Place, kind: str) -> tuple:
    return {
        "lead": (WorkforceLeadFactory, {"organisation": place.organisation}),
        "manager": (LineManagerFactory, {"team": place.team}),
        "partnership": (PartnershipLeadFactory, {"partnership": place.organisation.partnership}),
    }[kind]


def test_a_lead_meets_the_organisation_alone(places, sign_in):
    text = sent(sign_in(answering(places, of(places[OURS], "lead"))), places)
    assert len(met(text, f"Singer {OURS}", f"Singer {BESIDE}")) == 2
    assert met(text, NEAR, FAR) == []


def test_a_manager_meets_the_team_alone(places, sign_in):
    text = sent(sign_in(answering(places, of(places[OURS], "manager"))), places)
    assert met(text, f"Singer {OURS}")
    assert met(text, BESIDE, NEAR, FAR) == []


def test_a_partnership_lead_meets_names_of_organisations_alone(places, sign_in):
    text = sent(sign_in(answering(places, of(places[OURS], "partnership"))), places)
    assert met(text, f"{NEAR} Trust")
    assert met(text, FAR, BESIDE, *names_of_people_and_teams(places)) == []


def names_of_people_and_teams(places) -> list[str]:
    people = [f"{name} {word}" for word in places for name in ("Singer", "Absent", "Gone", "Mover")]
    return people + [mark for word in places for mark in (f"{word} team", f"@{word}")]


def test_who_leads_one_organisation_and_manages_a_team_of_another_meets_no_more(places, sign_in):
    """And leads a partnership. Whoever has moved between the two is named only where they are."""
    roles = [of(places[OURS], "lead"), of(places[NEAR], "manager"), of(places[OURS], "partnership")]
    client = sign_in(answering(places, *roles))
    assert met(sent(client, places), FAR) == []
    before = {"on": str(ON - 40 * DAY), "organisation": places[OURS].organisation.pk}
    text = b"".join(
        [
            body(client.get(reverse("workforce_people"), before)),
            body(client.post(reverse("export_people"), before)),
        ]
    ).decode()
    assert met(text, f"Singer {OURS}", "Someone who has left")
    assert met(text, f"Mover {NEAR}", f"Gone {OURS}") == []


@pytest.mark.parametrize("role", ["learner", "trainer", "expert"])
def test_whoever_answers_for_nobody_meets_nobody(role, places, sign_in, request):
    person = request.getfixturevalue(role)
    text = sent(sign_in(person), places)
    assert met(text, person.name)
    assert met(text, OURS, BESIDE, NEAR, FAR) == []


@pytest.mark.parametrize("role", ["trainer", "expert"])
def test_no_address_of_the_admin_holds_a_word_of_staff(role, places, sign_in, request, administrator_client):
    client = sign_in(request.getfixturevalue(role))
    page = places[OURS].course
    names = {"course_id": page.pk, "parent_page_id": page.pk, "module_id": page.get_first_child().pk}
    urls = [address(route, names, key) for route, key in _asked(page.pk, places[FAR])]
    urls += [f"{url}?q=Singer" for url in SEARCHES]
    words = {url: body(client.get(url)).decode(errors="ignore") for url in filter(None, urls)}
    assert len(words) > 300
    assert client.get(reverse("my_account")).status_code == 200, "They were signed out on the way."
    named = {url: met(text, *names_of_people_and_teams(places)) for url, text in words.items()}
    assert {url: found for url, found in named.items() if found} == {}
    others = {url: text for url, text in words.items() if not url.startswith(SERVICES)}
    assert {url: met(text, *places) for url, text in others.items() if "vogel" in text} == {}
    assert met(body(administrator_client.get("/admin/users/?q=Singer")).decode(), *places) != []


def _asked(page: int, place: Place) -> list[tuple[str, int]]:
    """Every address: with the key of a page, and those of lists and records with that of a person."""
    found = [route for route, name in admin_routes().items() if name not in FOR_ALL]
    persons = [route for route in found if "<int:" in route and not route.startswith("admin/pages")]
    return [(route, page) for route in found] + [(route, place.person.pk) for route in persons]


def test_neither_mail_nor_the_servers_log_holds_them(places, sign_in, mailoutbox, caplog):
    caplog.set_level("INFO")
    client = sign_in(answering(places, of(places[OURS], "lead")))
    for place in places.values():
        client.get(reverse("workforce_person", args=[place.person.pk]))
        client.post(reverse("end_post", args=[place.posts[0].pk]), {"ends_on": "x"})
        new = {"name": "Nia New", "email": f"nia@{place.organisation.pk}.example", "starts_on": str(ON)}
        client.post(
            reverse("invite"),
            new
            | {"organisation": place.organisation.pk, "team": place.team.pk}
            | {"practice_group": place.posts[0].practice_group_id},
        )
    while work_once(worker="test"):
        pass
    assert len(mailoutbox) == 2
    mail = "\n".join(f"{one.subject}\n{one.to}\n{one.body}" for one in mailoutbox)
    assert met(mail, f"{OURS} Trust")
    assert met(mail, NEAR, FAR) == []
    assert "Not Found" in caplog.text
    assert met(caplog.text, *places, "Singer") == []
