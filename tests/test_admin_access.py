"""Who may open what in the admin: every address as every role, read off the URL patterns.

Wagtail's own addresses are asked for too. What nobody of a role may enter is a rule and not a table, so that an address
that is added is asked for without being written down here.
"""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.models import Page

from courses.models import CourseIndexPage
from learning.records import records
from learning.site.groups import let_trainers_write_below
from tests.courses import factories as courses
from tests.courses.builder.conftest import plant
from tests.factories import (
    LineManagerFactory,
    PartnershipLeadFactory,
    PostFactory,
    UserFactory,
    WorkforceLeadFactory,
)

NAME = "Zebedee Quillfeather"
# What the sign-in page and the furniture of the admin need: no word of anybody in either.
FOR_ALL = {"wagtailadmin_sprite", "wagtailadmin_javascript_catalog", "wagtailadmin_error_test"}
# The addresses of ours: each is found by whoever may change the course, and by nobody else.
OURS = {
    "courses_in_admin",
    "new_course",
    "course_builder",
    "publish_course",
    "add_module",
    "add_part",
    "step_page",
    "move_page",
    "duplicate_page",
    "use_minutes",
}
NUMBERED = ("admin/quizzes/", "admin/surveys/", "admin/consents/", "admin/two-sides/")


def admin_routes(patterns=None, prefix: str = "", at: str = "") -> dict[str, str]:
    """Route as written, to the name of its address; below admin/ alone."""
    found = {}
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern).lstrip("^")
        if patterns is None and not route.startswith("admin/"):
            continue
        if isinstance(pattern, URLResolver):
            found |= admin_routes(pattern.url_patterns, route, at=pattern.namespace or at)
        elif isinstance(pattern, URLPattern):
            found.setdefault(route, pattern.name or "")
    return found


def address(route: str, numbers: dict[str, int], number: int) -> str | None:
    """A route with its blanks filled: numbers by their names, words with what there is. None: a pattern of its own."""
    words = {
        "app_label": "courses",
        "model_name": "lessonpage",
        "action": "delete",
        "content_type_app_name": "courses",
    }
    words |= {"content_type_model_name": "lessonpage", "content_type_app_label": "wagtailcore"}

    def fill(blank: re.Match) -> str:
        kind, name = blank[1], blank[2]
        return str(numbers.get(name, number)) if kind == "int" else str(words.get(name, number))

    filled = re.sub(r"<(?:(\w+):)?(\w+)>", fill, route)
    return None if re.search(r"[()\[\]\\*?$]", filled) else f"/{filled}"


@pytest.fixture
def built(home):
    catalogue = courses.CourseIndexPageFactory(parent=home)
    let_trainers_write_below(catalogue)
    course = courses.CoursePageFactory(parent=catalogue, title="Think child")
    return plant(course, {"One": ["lesson A", "case B"], "Two": ["quiz C"]})


@pytest.fixture
def canary(built, now):
    """Someone with a post, records and an account, whose name no trainer may meet."""
    person = PostFactory(person__name=NAME, person__email="zebedee@northmoor.example").person
    records.enrol(learner=person, course=built.course, by=person, at=now)
    records.complete(learner=person, activity=built["A"], by=person, at=now)
    return person


@pytest.fixture
def numbers(built, canary):
    """What the blanks of our addresses stand for. Any other number is a page's, and then the canary's."""
    return {
        "course_id": built.course.pk,
        "module_id": built["One"].pk,
        "page_id": built["A"].pk,
        "parent_page_id": built["One"].pk,
    }


@pytest.fixture
def outsider(learner):
    """A learner who is line manager, workforce lead and partnership lead too: what they may not, none of those may."""
    for factory in (WorkforceLeadFactory, LineManagerFactory, PartnershipLeadFactory):
        factory(person=learner)
    return learner


def test_whoever_does_not_work_in_the_admin_is_shown_nothing_of_it(outsider, sign_in, numbers, built):
    """Drafts and their previews are among these addresses."""
    shown = []
    clients = {"stranger": Client(), "outsider": sign_in(outsider)}
    for route, name in admin_routes().items():
        url = address(route, numbers, built["A"].pk)
        if url and name not in FOR_ALL:
            shown += [(role, url) for role, client in clients.items() if client.get(url).status_code == 200]
    assert shown == []


@pytest.mark.parametrize(
    "url",
    [
        "/admin/users/?q=Zebedee",
        "/admin/pages/search/?q=Zebedee",
        "/admin/lessons/?q=Zebedee",
        "/admin/choose-page/search/?q=Zebedee",
        "/admin/images/?q=Zebedee",
        "/admin/media/?q=Zebedee",
    ],
)
def test_a_trainer_finds_no_staff_by_searching(url, trainer_client, administrator_client, canary):
    assert NAME in _body(administrator_client, "/admin/users/?q=Zebedee")
    words = _body(trainer_client, url)
    assert NAME not in words
    assert canary.email not in words


def _body(client, url: str) -> str:
    response = client.get(url)
    return (
        b"".join(response).decode(errors="ignore")
        if response.streaming
        else response.content.decode(errors="ignore")
    )


# Our own addresses


def test_every_address_of_the_builder_is_known_here():
    ours = {name for route, name in admin_routes().items() if route.startswith("admin/courses/")}
    assert ours == OURS


@pytest.fixture
def fellow_client(sign_in, built):
    """Someone who works in the admin and may change another course, and not this one."""
    person = UserFactory()
    person.groups.add(_writers_of_one_course())
    return sign_in(person)


def _writers_of_one_course() -> Group:
    other = courses.CoursePageFactory(parent=CourseIndexPage.objects.get(), title="Their own")
    group = Group.objects.create(name="Writers of one course")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        group.page_permissions.create(page=other, permission=permission)
    return group


def test_someone_elses_course_is_not_found_and_nothing_in_it_changes(built, numbers, fellow_client):
    before = built.titles()
    data = {"title": "New", "kind": "lesson", "direction": "down", "seen": built.order(), "minutes": 5}
    met = {}
    for route, name in admin_routes().items():
        if name in OURS and "course_id" in route:
            url = address(route, numbers, built["A"].pk)
            met[name] = {fellow_client.get(url).status_code, fellow_client.post(url, data).status_code}
    assert {name: codes - {404, 405} for name, codes in met.items()} == dict.fromkeys(met, set())
    assert built.titles() == before


def test_the_list_holds_only_the_courses_that_one_may_change(built, fellow_client):
    words = fellow_client.get(reverse("courses_in_admin")).content.decode()
    assert "Their own" in words
    assert built.course.title not in words


@pytest.mark.parametrize("number", [0, 2**31, 2**63, 10**30, "9" * 5000], ids=lambda number: str(number)[:12])
def test_a_forged_number_is_not_found(number, built, numbers, trainer_client):
    for route, name in admin_routes().items():
        if "<int:" in route and (name in OURS or route.startswith(NUMBERED)):
            url = "/" + re.sub(r"<\w+:\w+>", "x", re.sub(r"<int:\w+>", str(number), route))
            # Where no address is like it, one with a slash at the end is tried.
            met = {ask(url, follow=True).status_code for ask in (trainer_client.get, trainer_client.post)}
            assert met <= {404, 405}, name


def test_nothing_of_the_builder_changes_by_looking(built, numbers, trainer_client):
    before = (built.titles(), Page.objects.count())
    for route, name in admin_routes().items():
        if name in OURS:
            trainer_client.get(address(route, numbers, built["A"].pk))
    assert (built.titles(), Page.objects.count()) == before
