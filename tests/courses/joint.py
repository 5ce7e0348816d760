"""A course that is ready to be joint but for its reviews, and people who may review it."""

import datetime

from wagtail.models import Page, TaskState, Workflow

from casestudies.models import CaseStudyPage
from courses.models import CoursePage
from courses.reviews import BOTH_SIDES, SIDES, review_below
from learning.people.models import PracticeGroup, User
from learning.people.sides import Side
from tests.courses import factories
from tests.factories import PostFactory
from tests.site.factories import SituationFactory

GROUPS = {Side.ADULT: ("mhn", "psych"), Side.CHILDREN: ("csw", "ed")}
OUTCOME = [("outcome", "Ask who is at home")]
LONG_AGO = datetime.date(2020, 1, 6)


def perspectives(groups: dict = GROUPS) -> list:
    return [
        (
            "perspective",
            {
                "practice_group": PracticeGroup.objects.get(code=code),
                "side": side.value,
                "label": "",
                "text": "I would ring.",
                "first_step": "",
            },
        )
        for side, codes in groups.items()
        for code in codes
    ]


def who_decides() -> tuple:
    return ("who_decides", {"situation": SituationFactory()})


def plant(index: Page, *, live: bool = False, **fields) -> CoursePage:
    """A course with a lesson and a case study, all of them drafts unless they are to be live."""
    review_below(index)
    outcomes = {f"outcomes_{name}": OUTCOME for name in ("adult", "children", "both")}
    words = {"title": "Joint"} | outcomes | fields
    course = factories.CoursePageFactory(parent=index, live=live, **words)
    module = factories.ModulePageFactory(parent=course, title="Asking", live=live)
    factories.LessonPageFactory(parent=module, title="Who decides", body=[who_decides()], live=live)
    module.add_child(
        instance=CaseStudyPage(
            title="Dee",
            live=live,
            text_version="<p>Dee is 34.</p>",
            prompts=[("prompt", {"lens": "child", "question": "What is it like for Kian?"})],
            seed_perspectives=perspectives(),
        )
    )
    return CoursePage.objects.get(pk=course.pk)


def trainer_of(side: str, **fields) -> User:
    """A trainer whose current post is on a side."""
    post = PostFactory(service_side=side, starts_on=LONG_AGO, **fields)
    post.person.groups.add(factories.trainers())
    return User.objects.get(pk=post.person_id)


def submit(page: Page, by: User):
    """Ask for the review of a page as it stands; return the state of its workflow."""
    page.save_revision(user=by)
    return Workflow.objects.get(name=BOTH_SIDES).start(page, by)


def act(state, person: User, action: str = "approve", **words):
    """Take the step that a workflow waits for, as its button does."""
    waiting = TaskState.objects.get(pk=state.current_task_state_id)
    waiting.task.specific.on_action(waiting, User.objects.get(pk=person.pk), action, **words)
    state.refresh_from_db()
    return state


def approve(page: Page, by: User, reviewers: dict | None = None):
    """Submit a page, and let a trainer of each side approve it."""
    reviewers = reviewers or {side: trainer_of(side) for side in SIDES}
    state = submit(page, by)
    for side in SIDES:
        act(state, reviewers[side])
    return state
