"""Who may see and send what: every address as every role and as a stranger, against a table.

The addresses are read off the URL patterns. One that is missing from the table fails.
"""

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from learning.people.models import Post
from learning.records.models import Certificate, Completion, Note, Place
from tests.casestudies import factories as cases
from tests.casestudies.two_sides import factories as two_sides
from tests.factories import PostFactory, UserFactory, WorkforceLeadFactory
from tests.quizzes import factories as quizzes
from tests.quizzes.surveys import factories as surveys
from tests.roles import GO, IN, NO, OK, POST, ROLES, row
from tests.routes import routes
from tests.workforce.access import WORKFORCE, arguments_of_workforce

everyone = row(stranger=OK, learner=OK, others=OK)
signed_in = row(stranger=IN, learner=OK, others=OK)
own = row(stranger=IN, learner=OK, others=NO)
file = row(stranger=NO, learner=OK, others=NO)
send = row(stranger=POST, learner=POST, others=POST)
leading = row(stranger=IN, learner=NO, others=NO, lead=OK, administrator=OK)
answering = row(stranger=IN, learner=NO, others=NO, lead=OK, manager=OK)

TABLE = {
    "account_inactive": everyone,
    "account_login": row(stranger=OK, learner=GO, others=GO),
    "account_logout": row(stranger=GO, learner=OK, others=OK),
    "account_signup": row(stranger=OK, learner=GO, others=GO),
    "account_change_password": signed_in,
    "account_set_password": row(stranger=IN, learner=GO, others=GO),
    "account_reset_password": everyone,
    "account_reset_password_done": everyone,
    "account_reset_password_from_key": everyone,
    "account_reset_password_from_key_done": everyone,
    "my_account": signed_in,
    "invitation": row(stranger=NO, learner=NO, others=NO),
    "invite": leading,
    **WORKFORCE,
    "my_learning": signed_in,
    "asked_of_me": signed_in,
    "my_certificates": signed_in,
    "verify": everyone,
    "verify_code": everyone,
    "certificate": own,
    "certificate_pdf": own,
    "enrol": send,
    "renew": send,
    "complete_activity": send,
    "keep_note": send,
    "keep_place": send,
    "print_page": own,
    "film_file": file,
    "film_captions": file,
    "film_poster": file,
    "film_transcript": file,
    "film_transcript_text": file,
    "family_questions": everyone,
    "family_film_file": everyone,
    "family_film_captions": everyone,
    "family_film_poster": everyone,
    "family_film_transcript_text": everyone,
    "keep_played": send,
    "forget_played": send,
    "films_played": signed_in,
    "voice_file": file,
    "pause_point": row(stranger=IN, learner=GO, others=GO),
    "supervision_note": row(stranger=IN, learner=OK, others=GO),
    "answer_case": row(stranger=IN, learner=OK, others=GO),
    "keep_answer": send,
    "add_to_answer": send,
    "complete_case": send,
    "shared_answers": signed_in,
    "share_answer": row(stranger=IN, learner=GO, others=GO),
    "withdraw_answer": send,
    "report_answer": row(stranger=IN, learner=NO, others=NO),
    "exchange_figures": row(stranger=IN, learner=NO, others=NO, lead=OK, partnership_lead=OK),
    "begin_two_sides": send,
    "two_sides_file": own,
    "two_sides_round": own,
    "two_sides_both": own,
    "keep_two_sides_note": send,
    "finish_two_sides": send,
    "invite_colleague": own,
    "leave_colleague": send,
    "join_two_sides": signed_in,
    "extra_time": signed_in,
    "answer_survey": send,
    "erase_survey_answers": send,
    "start_attempt": row(stranger=IN, learner=GO, others=NO),
    "question": own,
    "check_answers": own,
    "submit_attempt": row(stranger=IN, learner=GO, others=NO),
    "result": own,
    "robots": everyone,
    "wagtailcore_login": row(stranger=IN, learner=IN, others=IN),
    "wagtailcore_authenticate_with_password": row(stranger=NO, learner=NO, others=NO),
}

# What someone not enrolled meets when they send a form about the course they are not on; the learner is answered.
SENDS = [
    "complete_activity",
    "keep_note",
    "keep_place",
    "keep_played",
    "forget_played",
    "keep_answer",
    "add_to_answer",
    "complete_case",
    "share_answer",
    "withdraw_answer",
    "pause_point",
    "supervision_note",
    "begin_two_sides",
    "keep_two_sides_note",
    "finish_two_sides",
    "leave_colleague",
    "submit_attempt",
    "answer_survey",
    "erase_survey_answers",
]

# What the learner does in a two-sided case, by the number of their sitting.
SITTING = [
    "two_sides_file",
    "two_sides_both",
    "keep_two_sides_note",
    "finish_two_sides",
    "invite_colleague",
    "leave_colleague",
]

PAGES = {
    "home": row(stranger=OK, learner=GO, others=GO),
    "index": everyone,
    "course": everyone,
    "lesson": row(stranger=IN, learner=OK, others=GO),
    "case": row(stranger=IN, learner=OK, others=GO),
    "two_sided": row(stranger=IN, learner=OK, others=GO),
    "quiz": row(stranger=IN, learner=OK, others=GO),
    "survey": row(stranger=IN, learner=OK, others=GO),
    "families": everyone,
    "family_film": everyone,
}


def said(response) -> str:
    """What an answer comes to, in a word."""
    location = response.headers.get("Location", "")
    if response.status_code == 302:
        return IN if location.startswith(reverse("account_login")) else GO
    return {200: OK, 404: NO, 405: POST}.get(response.status_code, str(response.status_code))


@pytest.fixture
def site(home, learner, trainer, expert, manager, lead, partnership_lead, administrator, sign_in):
    """A course with a part of each kind, the learner's attempts and certificate, and a client for each role."""
    course = cases.plant_course(home)
    case = cases.pausing(course, reflection_optional=True)
    two_sided = two_sides.two_sided(course)
    quiz = quizzes.plant_quiz(course)
    survey = surveys.plant_survey(course)
    families = cases.for_families(home)
    family_film = cases.family_film(families)
    lesson = course.activities().get(title="What helps").specific
    lesson.body = [("download", {"title": "One page", "contents": [("text", "<p>To print.</p>")]})]
    lesson.save_revision().publish()
    people = {
        "outsider": UserFactory(name="Otto Outside"),
        "learner": learner,
        "trainer": trainer,
        "expert": expert,
        "manager": manager,
        "lead": lead,
        "partnership_lead": partnership_lead,
        "administrator": administrator,
    }
    quizzes.enrol(course, learner)
    sitting = two_sides.choose_all(two_sides.begin(two_sided, learner, side="children"), 1)
    done = quizzes.take(quiz, learner, right=1, wrong=3)
    attempt = quizzes.begin(quiz, learner)
    post = a_colleague(lead, manager)
    return {
        "pages": {
            "home": home,
            "index": course.get_parent(),
            "course": course,
            "lesson": lesson,
            "case": case,
            "two_sided": two_sided,
            "quiz": quiz,
            "survey": survey,
            "families": families,
            "family_film": family_film,
        },
        "clients": {"stranger": Client()} | {role: sign_in(person) for role, person in people.items()},
        "args": arguments(course, case, quiz, lesson, attempt, done, award(home, learner), post)
        | arguments_of_workforce(course, post, lead, partnership_lead)
        | dict.fromkeys(("answer_survey", "erase_survey_answers"), [survey.pk])
        | family_arguments(family_film)
        | dict.fromkeys(SITTING, [sitting.pk])
        | {
            "two_sides_round": [sitting.pk, "ask"],
            "begin_two_sides": [two_sided.pk],
            "join_two_sides": ["no"],
        },
    }


def a_colleague(lead, manager) -> Post:
    """Of someone in the manager's team, whose organisation the lead leads as well."""
    team = manager.responsibilities.get().team
    WorkforceLeadFactory(person=lead, organisation=team.organisation)
    return PostFactory(organisation=team.organisation, team=team)


def award(home, learner) -> Certificate:
    """A certificate of the learner's own, on another course."""
    course = quizzes.plant_course(home, title="Another course")
    quizzes.enrol(course, learner)
    [lesson] = course.activities().specific()
    quizzes.records.complete(learner=learner, activity=lesson, by=learner, at=quizzes.AT)
    return Certificate.objects.get(learner=learner)


def family_arguments(page) -> dict[str, list]:
    names = ("family_questions", "family_film_poster", "family_film_transcript_text")
    files = {"family_film_file": [page.pk, "file"], "family_film_captions": [page.pk, "captions"]}
    return dict.fromkeys(names, [page.pk]) | files


def arguments(course, case, quiz, lesson, attempt, done, certificate, post) -> dict[str, list]:
    block = next(iter(lesson.body))
    return {
        "account_reset_password_from_key": ["1", "bad-key"],
        "invitation": ["unknown"],
        "verify_code": [certificate.code],
        "certificate": [certificate.pk],
        "certificate_pdf": [certificate.pk],
        "enrol": [course.pk],
        "renew": [course.pk],
        "complete_activity": [lesson.pk],
        "keep_note": [lesson.pk, "note"],
        "keep_place": [lesson.pk],
        "print_page": [lesson.pk, block.id],
        "film_file": [case.pk, "file"],
        "film_captions": [case.pk, "captions"],
        "film_poster": [case.pk],
        "film_transcript": [case.pk],
        "film_transcript_text": [case.pk],
        "keep_played": [case.pk],
        "forget_played": [case.pk],
        "voice_file": [case.pk, case.film_id, "file"],
        "pause_point": [case.pk, case.pauses()[0].name],
        "supervision_note": [case.pk],
        "answer_case": [case.pk],
        "keep_answer": [case.pk],
        "add_to_answer": [case.pk],
        "complete_case": [case.pk],
        "share_answer": [case.pk],
        "withdraw_answer": [case.pk],
        "report_answer": [case.pk, uuid.uuid4()],
        "start_attempt": [quiz.pk],
        "question": [attempt.public_id, 1],
        "check_answers": [attempt.public_id],
        "submit_attempt": [attempt.public_id],
        "result": [done.public_id],
        "wagtailcore_authenticate_with_password": [1, 1],
    }


def test_every_route_has_a_name_and_a_row_in_the_table():
    assert set(routes().values()) - set(TABLE) == set()


def test_every_row_of_the_table_is_a_route():
    assert set(TABLE) - set(routes().values()) == set()


def test_every_address_answers_every_role_as_the_table_says(site):
    met, expected = {}, {}
    for name in routes().values():
        for role, client in site["clients"].items():
            address = reverse(name, args=site["args"].get(name, []))
            response = client.get(address)
            met[name, role] = said(response)
            expected[name, role] = TABLE[name][role]
    assert [(*key, met[key], expected[key]) for key in met if met[key] != expected[key]] == []


def test_every_page_answers_every_role_as_the_table_says(site):
    met, expected = {}, {}
    for name, page in site["pages"].items():
        for role, client in site["clients"].items():
            met[name, role] = said(client.get(page.get_url()))
            expected[name, role] = PAGES[name][role]
    assert [(*key, met[key], expected[key]) for key in met if met[key] != expected[key]] == []


# Numbers that no row has. The last ones are larger than a database's columns hold, and than Python reads: that one no database is asked.
@pytest.mark.parametrize(
    "number",
    [2**31, 2**63, pytest.param("9" * 5000, marks=pytest.mark.again)],
    ids=lambda number: str(number)[:12],
)
def test_a_forged_number_in_an_address_is_not_found_whoever_sends_it(number, site):
    met = {}
    for route, name in routes().items():
        if "<int:" not in route:
            continue
        address = forged(route, site["args"].get(name, []), number)
        for role, client in site["clients"].items():
            met[name, role] = {said(client.get(address)), said(client.post(address))}
    stranger = {NO, POST, IN, "401"}
    assert {key: met[key] for key in met if met[key] - (stranger if "stranger" in key else {NO, POST})} == {}


def forged(route: str, args: list, number) -> str:
    """The address of a route with every number in it forged, and the rest as it should be."""
    own = iter(args)

    def fill(place: re.Match) -> str:
        word = next(own)
        return str(number if place[1] == "int" else word)

    return "/" + re.sub(r"<(\w+):\w+>", fill, route)


def test_what_a_stranger_to_the_course_sends_changes_nothing(site):
    before = [model.objects.count() for model in (Completion, Note, Place)]
    for name in SENDS:
        for role in ("stranger", "outsider", "trainer", "expert", "lead", "administrator"):
            address = reverse(name, args=site["args"][name])
            response = site["clients"][role].post(address, {"text": "x", "place": "p"})
            assert response.status_code in (302, 401, 404), (name, role)
    assert [model.objects.count() for model in (Completion, Note, Place)] == before


def test_no_byte_of_a_film_reaches_whoever_is_not_on_its_course(site):
    files = (
        "film_file",
        "film_captions",
        "film_poster",
        "film_transcript",
        "film_transcript_text",
        "voice_file",
    )
    for name in files:
        for role in set(ROLES) - {"learner"}:
            response = site["clients"][role].get(reverse(name, args=site["args"][name]))
            assert response.status_code == 404, (name, role)
            assert b"Priya" not in response.content
            assert b"ftyp" not in response.content


def test_the_admin_is_open_to_whoever_works_in_it_and_to_nobody_else(site):
    met = {role: client.get("/admin/").status_code for role, client in site["clients"].items()}
    assert met == dict.fromkeys(ROLES, 302) | {"trainer": 200, "administrator": 200}


def test_an_expert_by_experience_is_led_to_what_is_in_review(site):
    assert site["clients"]["expert"].get("/admin/").headers["Location"] == reverse("review")
    assert site["clients"]["expert"].get(reverse("review")).status_code == 200
