"""Courses to start from: modules and parts with nothing in them yet, all drafts."""

from dataclasses import dataclass, field

from django.db import models, transaction
from wagtail.models import Page

from casestudies.blocks import Lens
from casestudies.pages import CaseStudyPage
from courses.builder.changes import add_draft
from courses.builder.places import Place
from courses.lessons import LessonPage
from courses.modules import ModulePage
from courses.pages import CoursePage
from learning.records.addresses import free_slug
from learning.records.pages import Activity
from quizzes.pages import QuizPage


class Skeleton(models.TextChoices):
    BLANK = "blank", "A blank course: one module with one lesson"
    JOINT = "joint", "A joint course: a case heard from both sides, who decides what, and a quiz"


@dataclass(frozen=True)
class Bone:
    """A part to be: its kind, its title, and what stands in it from the start."""

    kind: type[Activity]
    title: str
    facts: dict = field(default_factory=dict)


PROMPTS = {
    Lens.CHILD: "What might it be like to be the child?",
    Lens.PARENT: "What might the parent need, and fear?",
    Lens.FAMILY: "Who else is in this family, and who would you ring first?",
}
MODULES = {
    Skeleton.BLANK: {"First module": [Bone(LessonPage, "First lesson")]},
    Skeleton.JOINT: {
        "See the family": [
            Bone(LessonPage, "The same home, seen by two services"),
            Bone(
                CaseStudyPage,
                "A family, heard from both sides",
                {
                    "prompts": [
                        ("prompt", {"lens": lens.value, "question": question})
                        for lens, question in PROMPTS.items()
                    ]
                },
            ),
        ],
        "Work it out together": [
            Bone(LessonPage, "Who decides what", {"body": ["who_decides"]}),
            Bone(QuizPage, "Check", {"questions": ["single"]}),
        ],
    },
}


@transaction.atomic
def start_course(*, index: Page, title: str, skeleton: Skeleton, by) -> CoursePage:
    """A new course in draft, put together as a skeleton has it."""
    course = CoursePage(title=title, slug=free_slug(title, below=index), is_joint=skeleton == Skeleton.JOINT)
    _plant(course, index, by=by)
    for module_title, bones in MODULES[skeleton].items():
        module = _plant(ModulePage(title=module_title), course, by=by)
        for bone in bones:
            _plant(_part(bone), module, by=by)
    return course


def _part(bone: Bone) -> Activity:
    part = bone.kind(title=bone.title)
    for name, blocks in bone.facts.items():
        kinds = part._meta.get_field(name).stream_block.child_blocks
        setattr(
            part,
            name,
            [block if isinstance(block, tuple) else (block, kinds[block].get_default()) for block in blocks],
        )
    return part


def _plant(page: Page, above: Page, *, by) -> Page:
    return add_draft(page, Place(above, "last-child"), by=by)
