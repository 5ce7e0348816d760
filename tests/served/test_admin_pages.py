"""Every page of ours in the admin as each role that works there: read off the URL patterns, as test_pages does."""

import json
import re
from collections import defaultdict

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Browser, expect

from tests.served.hands import Mouse
from tests.served.learner import Learner
from tests.served.server import Server
from tests.served.watch import Watch, elements

OURS = ("learning", "courses", "casestudies", "quizzes")
# Answers to forms, files, and parts of pages that Wagtail's script fetches.
NOT_PAGES = re.compile(
    r"/(modules|parts|step|move|duplicate|minutes|who|comment|results|action/<str:action>|<path:name>)/?$"
    r"|/decide/<int:state_id>/$|^admin/review/signed-off/.|^admin/media/(delete|making|uploads)/|\.csv$|^admin/pages/<int:page_id>/edit/$"
)

BLANK = re.compile(r"<(?:int|str|uuid):(\w+)>")
GIFT = b"$CATEGORY: Asking\nWho first?{=The school ~Nobody}\n\nWho next?\n"

# A course in review with everything amiss, beside the demonstration's own, whose first quiz enough people have answered.
PREPARE = """
import json
from datetime import timedelta
from django.utils import timezone
from wagtail.models import Workflow
from casestudies.models import CaseStudyPage, Film, Participant, Share, TwoSidedCasePage
from courses.builder.skeletons import Skeleton, start_course
from courses.models import CourseIndexPage, CoursePage
from courses.reviews import BOTH_SIDES
from learning.people.models import User
from learning.workforce.models import Requirement
from quizzes.attempts import attempts
from quizzes.regrades import plans, regrading
from quizzes.models import QuizPage, SurveyPage
from quizzes.surveys.ready import add_confidence_survey
trainer = User.objects.get(email="trainer@northmoor.example")
index = CourseIndexPage.objects.order_by("path")[0]
live = CoursePage.objects.live().order_by("path")[0]
draft = start_course(index=index, title="In review", skeleton=Skeleton.JOINT, by=trainer)
Workflow.objects.get(name=BOTH_SIDES).start(draft, trainer)
quizzes = [QuizPage.objects.descendant_of(course).order_by("path")[0] for course in (live, draft)]
for person in User.objects.exclude(attempts__quiz=quizzes[0].quiz).order_by("-pk")[:20]:
    at = timezone.now()
    attempt = attempts.start(learner=person, quiz=quizzes[0].quiz, at=at)
    for asked in attempt.questions.in_order().with_answer():
        at += timedelta(seconds=20)
        wrong = [one for one, _ in asked.options if one not in asked.best_sent]
        attempts.save_answer(question=asked, sent=wrong[:1], seen_revision=0, at=at)
    attempts.submit(attempt=attempt, at=at)
options = quizzes[0].questions[0].value["options"]
wrong, right = options[0], options[1]
wrong["is_right"], right["is_right"] = right["is_right"], wrong["is_right"]
quizzes[0].save_revision(user=trainer).publish()
[plan] = plans.plans_of(quizzes[0].quiz_id)
regrading.regrade(page=quizzes[0], block=plan.block, seen=(plan.to_version.pk, 0), reason="Put right.", by=trainer, at=at)
surveys = [SurveyPage.objects.order_by("path")[0].pk, add_confidence_survey(course=CoursePage.objects.get(pk=draft.pk), by=trainer).pk]
person = Participant.objects.order_by("pk")[0]
print(json.dumps({"film_id": [person.film_id] * 2, "participant_id": [person.pk] * 2, "course_id": [live.pk, draft.pk], "page_id": [quiz.pk for quiz in quizzes], "survey_id": surveys,
                  "block": [quizzes[0].questions[0].id] * 2, "number": [1, 1],
                  "case_id": [kind.objects.order_by("path")[0].pk for kind in (CaseStudyPage, TwoSidedCasePage)], "track": ["captions", "chapters"],
                  "public_id": [str(Share.objects.waiting().order_by("pk")[0].public_id)],
                  "media_id": [one.pk for one in Film.objects.order_by("pk")[:2]],
                  "pk": [Requirement.objects.order_by("pk")[0].pk]}))
"""


def our_routes(patterns=None, prefix: str = "") -> list[str]:
    """The routes below admin/ whose view is ours."""
    found = []
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found += our_routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern) and route.startswith("admin/"):
            view = getattr(pattern.callback, "view_class", pattern.callback)
            if view.__module__.split(".")[0] in OURS and not NOT_PAGES.search(route):
                found.append(route)
    return found


def addresses(samples: dict[str, list[int]]) -> list[tuple[str, str]]:
    """Each route and its address, blanks filled: with the live course and its quiz, and with those in review."""
    found = [("admin/", "/admin/")]
    for route in our_routes():
        names = re.findall(BLANK, route)
        for numbers in zip(*(samples[name] for name in names), strict=True) if names else [()]:
            remaining = iter(numbers)
            found.append((route, "/" + re.sub(BLANK, lambda _, left=remaining: str(next(left)), route)))
    return found


@pytest.fixture(scope="module")
def samples(server: Server) -> dict[str, list[int]]:
    return json.loads(server.run(PREPARE))


@pytest.fixture(scope="module")
def seen() -> dict[str, set[str]]:
    """By route, the elements of its pages that axe has looked at, as whichever role."""
    return defaultdict(set)


@pytest.mark.parametrize("role", ["trainer", "expert", "admin"])
def test_every_page_of_ours_in_the_admin_is_sound_as(
    role: str, browser: Browser, server: Server, samples, seen, structures
):
    context = browser.new_context()
    Learner(context.new_page(), server, Mouse).sign_in(f"{role}@northmoor.example")
    watch, amiss, opened = Watch(context, server.url, structures, is_admin=True), {}, 0
    for route, path in addresses(samples):
        answer = context.request.get(server.url + path, max_redirects=0)
        if answer.status != 200:
            continue
        opened += 1
        # Wagtail's frame differs by role, and is looked at once with each.
        found = elements(answer.text().partition("<main")[2])
        if opened == 1 or not found <= seen[route]:
            seen[route] |= found
            amiss[path] = watch.open(path)
    context.close()
    assert opened > 1
    assert {path: said for path, said in amiss.items() if said} == {}


def test_a_refusal_to_publish_and_a_preview_of_questions_are_sound(browser: Browser, server: Server, samples):
    context = browser.new_context()
    Learner(context.new_page(), server, Mouse).sign_in("trainer@northmoor.example")
    watch = Watch(context, server.url)
    main = watch.page.get_by_role("main")
    watch.page.goto(f"{server.url}/admin/courses/{samples['course_id'][1]}/publish/")
    main.get_by_role("button", name="Publish now").click()
    expect(main.get_by_role("alert")).to_be_visible()
    assert watch.look() == []
    watch.page.goto(f"{server.url}/admin/quizzes/{samples['page_id'][1]}/paste/")
    main.get_by_label("Questions").fill("Who first?\n* The school\nNobody\n\nWho next?\nThe ward\nNobody")
    main.get_by_role("button", name="Preview").click()
    expect(main).to_contain_text("Line 5")
    assert watch.look() == []
    watch.page.goto(f"{server.url}/admin/quizzes/{samples['page_id'][1]}/import/")
    main.get_by_label("File").set_input_files({"name": "q.txt", "mimeType": "text/plain", "buffer": GIFT})
    main.get_by_role("button", name="Preview").click()
    expect(main).to_contain_text("Line 4")
    expect(main).to_contain_text("Its category is not kept")
    assert watch.look() == []
    context.close()
