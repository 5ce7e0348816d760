"""Every page of ours as every role: the addresses are read off the URL patterns and the page types.

A route that takes an argument and is not in SAMPLES fails, so that a new page is looked at or the test fails.
"""

import json
import re
from collections import defaultdict

import pytest
from playwright.sync_api import Browser, expect

from tests.routes import routes
from tests.served.hands import Mouse
from tests.served.learner import Learner
from tests.served.server import Server
from tests.served.watch import Watch, elements

ROLES = [
    "stranger",
    "health.visitor",
    "social.worker",
    "nurse",
    "trainer",
    "manager",
    "lead",
    "partnership",
    "admin",
]

# Answers to forms and the like: they take a POST, or are files. tests/test_access.py asks who may send them.
NOT_PAGES = {
    "accept_staff_list", "add_to_answer", "answer_survey", "begin_two_sides", "board_pack", "certificate_pdf",
    "complete_activity", "complete_case", "discard_staff_list", "enrol", "erase_survey_answers", "export_partnership",
    "export_people", "export_table", "family_film_captions", "family_film_file", "family_film_poster",
    "family_film_transcript_text", "film_captions", "film_file", "film_poster", "film_transcript_text", "finish_two_sides",
    "forget_played", "invite_from_lists", "keep_answer", "keep_note", "keep_place", "keep_played", "keep_two_sides_note",
    "leave_colleague", "organisation_need_file", "organisation_need_ticked", "partnership_need_ticked", "pack_file", "pause_point", "renew", "robots", "staff_list_template",
    "start_attempt", "submit_attempt", "take_file", "take_snapshot", "voice_file", "wagtailcore_authenticate_with_password",
    "wagtailcore_login",
    "withdraw_answer",
}  # fmt: skip

# What stands in a route's arguments, for whoever asks: their own attempt and certificate, and pages of the first course.
PREPARE = """
import json
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from courses.models import CoursePage, LessonPage
from casestudies.models import CaseStudyPage, FamilyIndexPage, Share, TwoSidedCasePage
from casestudies.two_sides import moving
from casestudies.two_sides.files import Round
from learning.people.models import Organisation, Post, Team, User
from learning.workforce.staff_lists import keeping
from learning.records import records
from learning.records.models import Certificate
from learning.workforce.models import AcceptedEvidence, NeedDefault, Pack, Snapshot
from quizzes.models import QuizPage
from quizzes.attempts import attempts
now = timezone.now()
course = CoursePage.objects.order_by("path")[0]
below = lambda model: model.objects.descendant_of(course).order_by("path")
quiz, case, lesson = below(QuizPage)[0], below(CaseStudyPage)[0], below(LessonPage)[0]
printable = next((lesson.pk, block.id) for lesson in below(LessonPage) for block in lesson.body
                 if block.block_type == {printable!r})
shared = Share.objects.filter(state="ok").order_by("pk")[0]
families = FamilyIndexPage.objects.get()
two_sided = TwoSidedCasePage.objects.order_by("path")[0]
any_certificate = Certificate.objects.order_by("pk")[0]
team = Team.objects.managed_by(User.objects.get(email="manager@northmoor.example"), on=timezone.localdate())[0]
month = Snapshot.objects.filter(organisation__code="nch").latest_first()[0]
post = Post.objects.held_on(timezone.localdate()).filter(team=team).in_order()[0]
rule = post.organisation.requirements.order_by("pk")[0]
proposal = NeedDefault.objects.order_by("pk")[0]
own, shared_by_all = [post.organisation_id], [proposal.partnership_id]
needs = {{name: own for name in ("needs", "need_cell", "need_add", "need_history", "need_upload", "need_proposals")}}
needs = {{"organisation_" + name: at for name, at in needs.items()}} | {{
    "organisation_need_change": [*own, rule.pk], "partnership_need_change": [*shared_by_all, proposal.pk]
}} | {{"partnership_" + name: shared_by_all for name in ("needs", "need_cell", "need_add", "need_history")}}
listed = keeping.bring(organisation=Organisation.objects.get(code="nch"), kind="staff", name="november.csv", by=None, at=now,
    data=b"Employee number,Name,E-mail,Staff group\\n007,Ada New,ada.new@northmoor.example,Visitor\\n",
    as_at=timezone.localdate())
keeping.set_columns(listed, places=listed.columns, is_everyone=True, reason="", at=now)
lists = dict.fromkeys(["staff_list", "staff_list_columns", "staff_list_words"], [listed.pk])
accepted = AcceptedEvidence.objects.create(organisation=post.organisation, person=post.person, course=course,
    completed_on=timezone.localdate(), accepted_at=now)
agreement = post.organisation.sharing_agreements.standing().order_by("pk")[0]
out = {{}}
for person in User.objects.filter(email__in={emails!r}):
    records.enrol(learner=person, course=course, by=person, at=now)
    done = attempts.start(learner=person, quiz=quiz.quiz, at=now)
    attempts.submit(attempt=done, at=now)
    attempt = attempts.start(learner=person, quiz=quiz.quiz, at=now)
    records.enrol(learner=person, course=two_sided.programme(), by=person, at=now)
    side = moving.own_side(Post.objects.main_of(person, on=timezone.localdate())) or "adult"
    sitting = moving.begin(learner=person, page=two_sided, side=side, at=now)
    for each in Round:
        moving.make_move(sitting=sitting, round=each, chosen=[], at=now)
    pack = Pack.objects.create(organisation=month.organisation, by=person, file="pdf", asked_at=now)
    certificate = Certificate.objects.of(person).latest_first().first() or any_certificate
    out[person.email.split("@")[0]] = needs | {{
        "invitation": ["not-a-link"], "account_reset_password_from_key": ["1", "set-password"],
        "certificate": [certificate.pk], "verify_code": [certificate.code],
        "family_questions": [families.pk], "film_transcript": [case.pk], "answer_case": [case.pk], "supervision_note": [case.pk], "share_answer": [case.pk],
        "report_answer": [shared.reflection.page_id, str(shared.public_id)], "print_page": list(printable),
        "question": [str(attempt.public_id), 1], "check_answers": [str(attempt.public_id)],
        "two_sides_file": [sitting.pk], "two_sides_round": [sitting.pk, "ask"], "two_sides_both": [sitting.pk],
        "invite_colleague": [sitting.pk], "join_two_sides": ["not-a-link"],
        "result": [str(done.public_id)], "workforce_person": [post.person_id],
        "snapshot": [str(month.pk)], "count_snapshot_again": [str(month.pk)], "pack": [str(pack.pk)], "end_post": [post.pk],
        **lists,
        "reminder_plan": [post.organisation_id], "withdraw_evidence": [accepted.pk],
        "sharing_of": [post.organisation_id], "end_sharing": [agreement.pk],
    }}
names = {names!r}
pages = [page.url for page in Page.objects.live().filter(depth__gt=1).order_by("path")]
def addresses(samples):
    return [reverse(name, args=samples.get(name, [])) for name in names]
print(json.dumps({{role: addresses(samples) + pages for role, samples in out.items()}}))
"""


@pytest.fixture(scope="module")
def addresses(server: Server) -> dict[str, list[str]]:
    """By role, every address there is to look at."""
    names = sorted(name for name in routes().values() if name and name not in NOT_PAGES)
    emails = [f"{role}@northmoor.example" for role in ROLES[1:]]
    found = json.loads(server.run(PREPARE.format(names=names, emails=emails, printable="download")))
    return found | {"stranger": found["health.visitor"]}


@pytest.fixture(scope="module")
def seen() -> dict[str, set[str]]:
    """By kind of page, the elements that were looked at, as whichever role."""
    return defaultdict(set)


def kind_of(path: str) -> str:
    """An address without what names one of many: its numbers and codes, and the page of a part of a course."""
    if path.startswith("/courses/"):
        return "/courses/" + "part/" * (path.count("/") - 2)
    return re.sub(r"[0-9a-f-]{20,}|\d+", "#", path)


@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_sound_as(role: str, browser: Browser, server: Server, addresses, seen, structures):
    """No axe violation, no policy violation, no error on the console, no request elsewhere, no sideways scroll."""
    context = browser.new_context()
    if role != "stranger":
        signed_in = Learner(context.new_page(), server, Mouse)
        signed_in.sign_in(f"{role}@northmoor.example")
    watch = Watch(context, server.url, structures)
    amiss = {}
    for path in addresses[role]:
        answer = context.request.get(server.url + path)
        assert answer.status < 500, path
        kind, found = kind_of(path), elements(answer.text())
        if not found <= seen[kind] and "text/html" in answer.headers["content-type"]:
            seen[kind] |= found
            if found := watch.open(path):
                amiss[path] = found
    context.close()
    assert amiss == {}


ERRORS = [
    (
        "a wrong password",
        "/accounts/login/",
        {"E-mail": "nobody@northmoor.example", "Password": "wrong"},
        "Sign in",
    ),
    ("nothing typed at sign-in", "/accounts/login/", {}, "Sign in"),
    ("a password asked for without an address", "/accounts/password/reset/", {}, None),
    ("a code that is not ours", "/certificates/", {"Code": "AAAA"}, None),
]


@pytest.mark.parametrize(("name", "path", "typed", "button"), ERRORS, ids=[error[0] for error in ERRORS])
def test_a_form_with_errors_is_sound(name, path, typed, button, browser: Browser, server: Server):
    context = browser.new_context()
    watch = Watch(context, server.url)
    watch.page.goto(server.url + path)
    main = watch.page.get_by_role("main")
    for label, text in typed.items():
        main.get_by_label(re.compile(f"^{label}")).first.fill(text)
    main.get_by_role("button", name=button).first.click()
    watch.page.wait_for_load_state()
    assert watch.look() == []
    context.close()


def test_a_catalogue_with_nothing_found_is_sound(browser: Browser, server: Server):
    context = browser.new_context()
    assert Watch(context, server.url).open("/courses/?q=" + "zebra" * 20) == []
    context.close()


def test_a_question_sent_blank_is_sound(browser: Browser, server: Server, addresses):
    context = browser.new_context()
    learner = Learner(context.new_page(), server, Mouse)
    learner.sign_in("health.visitor@northmoor.example")
    question = next(path for path in addresses["health.visitor"] if re.search(r"/quizzes/.*/1/$", path))
    watch = Watch(context, server.url)
    watch.page.goto(server.url + question)
    watch.page.get_by_role("button", name="Save and continue").click()
    expect(watch.page).to_have_title(re.compile("^Error:"))
    assert watch.look() == []
    context.close()
