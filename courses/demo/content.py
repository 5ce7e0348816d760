"""The three courses, as pages that anyone could have made in the admin."""

import datetime

from wagtail.fields import StreamField
from wagtail.models import Page

from courses.catalogue import CourseIndexPage
from courses.demo import cases, data, questions, two_sides
from courses.demo.library import Library, stream
from courses.demo.reviews import review, sign_off
from courses.lessons import LessonPage
from courses.modules import ModulePage
from courses.pages import CoursePage
from learning.people.users import User
from learning.records.pages import Activity
from quizzes.surveys.ready import add_confidence_survey

WORDS = ("title", "slug", "strapline", "summary", "level", "nation_note", "demonstration_notice", "pass_rule")


def write_courses(
    index: CourseIndexPage,
    library: Library,
    *,
    by: User,
    reviewers: dict[str, User],
    expert: User,
    at: datetime.datetime,
) -> dict[str, CoursePage]:
    """Every course of the data, by code. All are drafts until what points from one to another is there.

    A course is reviewed and published after all below it, so that what it first shows is its version 1.
    """
    files = [data.read(f"content/{name}.yaml") for name in data.COURSES]
    courses = [plant(index, rules, library) for rules in files]
    cases.relate(files, library)
    for page in library.ready:
        page.save_revision(user=by).publish(user=by)
    for course in courses:
        draft = course.save_revision(user=by)
        review(course, by=by, reviewers=reviewers)
        if course.is_co_produced:
            sign_off(course, by=expert, at=at)
        draft.publish(user=by)
    survey = add_confidence_survey(course=courses[0], by=by)
    survey.latest_revision.publish(user=by)
    return {course.code: course for course in CoursePage.objects.child_of(index)}


def plant(index: CourseIndexPage, rules: dict, library: Library) -> CoursePage:
    """One course with all below it, as drafts."""
    course = index.add_child(instance=_course(rules["course"], library))
    library.courses[course.code] = course
    for module in rules["modules"]:
        _plant_module(course, module, library)
    return course


def _plant_module(course: CoursePage, rules: dict, library: Library) -> None:
    """A module and its parts. An optional one stays a draft: completing a course takes every live part."""
    module = course.add_child(
        instance=ModulePage(title=rules["title"], slug=rules["slug"], summary=rules["summary"], live=False)
    )
    pages = [module]
    for activity in rules["activities"]:
        page = module.add_child(instance=settled(MAKERS[activity["type"]](activity, library)))
        library.parts[activity["number"]] = page
        pages.append(page)
    library.ready += [] if rules.get("optional") else pages


def _course(facts: dict, library: Library) -> CoursePage:
    audience, support = facts["audience"], facts["support"]
    imhcf = facts.get("imhcf", {"domains": "", "note": "", "source_ids": []})
    course = CoursePage(
        **{name: facts[name] for name in WORDS},
        live=False,
        code=facts["code"],
        nation=facts["nation"],
        prerequisite=library.courses.get(facts.get("prerequisite")),
        is_joint=facts["joint"],
        is_co_produced=facts.get("co_produced", False),
        search_description=facts["strapline"],
        audience_heading=audience["heading"],
        audience_text=audience.get("text", ""),
        audience_items=stream("item", audience["items"]),
        before_you_start=audience["before_you_start"],
        **{f"outcomes_{side}": stream("outcome", words) for side, words in facts["outcomes"].items()},
        **_minutes(facts["minutes"]),
        certificate_months=facts["certificate_months"],
        imhcf_domains=imhcf["domains"],
        imhcf_note=imhcf["note"],
        evidence_checked_on=datetime.date.fromisoformat(f"{facts['evidence_checked']}-01"),
        support_heading=support["heading"],
        support_text=support["text"].strip(),
        support_contacts=stream("contact", [_contact(contact) for contact in support["contacts"]]),
    )
    course.practice_groups = library.groups_of(audience["practice_groups"])
    course.topics = library.topics_of(facts["topics"])
    course.sources = library.sources_of(imhcf["source_ids"])
    return course


def _minutes(facts: dict) -> dict:
    return {
        "minutes": facts["total"],
        "minutes_participatory": facts["participatory"],
        "minutes_child_safeguarding": facts.get("child_safeguarding", 0),
        "minutes_adult_safeguarding": facts.get("adult_safeguarding", 0),
        "minutes_note": facts["note"].strip(),
    }


def _contact(contact: dict) -> dict:
    return {name: contact[name] for name in ("who", "how", "nation")}


def settled(page: Page) -> Page:
    """The page with an id for every block and list item. Streams given in raw form would get new ones at each
    reading, and what a learner wrote in a box is found by the box's id.
    """
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            list(getattr(page, field.name))
    return page


def _lesson(rules: dict, library: Library) -> LessonPage:
    return LessonPage(
        **common(rules),
        body=library.blocks.stream(rules["blocks"]),
        imhcf_domains=rules.get("imhcf", ""),
    )


def common(rules: dict) -> dict:
    """What every part has, whatever its kind."""
    words = {name: rules[name] for name in ("title", "slug", "minutes")}
    return words | {"introduction": rules["introduction"].strip(), "live": False}


def parts_of(course: CoursePage, library: Library) -> dict[str, Activity]:
    """The live parts of a course by number, in order, as they are in the database."""
    pages = {page.pk: page for page in course.activities().specific()}
    numbers = {page.pk: number for number, page in library.parts.items()}
    return {numbers[pk]: page for pk, page in pages.items()}


MAKERS = {
    "lesson": _lesson,
    "case_study": lambda rules, library: cases.case_study(common(rules), rules, library),
    "two_sided": lambda rules, library: two_sides.two_sided_case(common(rules), rules, library),
    "quiz": lambda rules, library: questions.quiz(common(rules), rules, library),
}
