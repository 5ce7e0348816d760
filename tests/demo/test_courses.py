"""The three courses, as they stand on the site."""

import datetime
from collections import Counter

import pytest
from wagtail.models import Page

from casestudies.models import CaseStudyPage, TwoSidedCasePage
from courses.demo.blocks import MAKERS, NOT_A_SOURCE
from courses.models import CoursePage, LessonPage, ModulePage
from learning.records.models import Certificate, Version
from learning.records.unfinished import unfinished
from learning.site.models import SiteSettings, Source
from quizzes.models import QuizPage, SurveyPage

CODES = ("C1", "C2", "C3")
STREAMS = (
    "people",
    "moments",
    "voices",
    "pause_points",
    "watch_for",
    "messages_for_practice",
    "prompts",
    "first_step_options",
    "seed_perspectives",
)
KINDS = {
    "lesson": LessonPage,
    "case_study": CaseStudyPage,
    "two_sided": TwoSidedCasePage,
    "quiz": QuizPage,
}


def parts_of(rules: dict, kind: str) -> list[dict]:
    return [part for module in rules["modules"] for part in module["activities"] if part["type"] == kind]


def blocks_wanted(lesson: dict) -> Counter:
    """How many blocks of each kind a lesson's data asks for."""
    return Counter(MAKERS[block["type"]][0] for block in lesson["blocks"])


@pytest.mark.parametrize("code", CODES)
def test_a_course_has_the_parts_of_its_data_in_their_order(course, code):
    page = course(code)
    wanted = [
        part
        for module in page.rules["modules"]
        if not module.get("optional")
        for part in module["activities"]
    ]

    parts = [(type(part), part.title, part.minutes) for part in page.activities().specific()]

    assert parts == [(KINDS[part["type"]], part["title"], part["minutes"]) for part in wanted]


def test_c1_is_nine_parts_of_75_minutes(course):
    parts = course("C1").activities().specific()

    assert len(parts) == 9
    assert sum(part.minutes for part in parts) == course("C1").minutes == 75


def test_an_optional_module_is_there_as_a_draft(course):
    module = ModulePage.objects.child_of(course("C3")).get(slug="for-managers")

    assert not module.live
    assert [page.live for page in module.get_children()] == [False]


@pytest.mark.parametrize("code", CODES)
def test_a_course_just_loaded_is_version_1_of_all_its_live_pages(course, code):
    page = course(code)
    live = page.get_descendants(inclusive=True).live().not_type(SurveyPage)

    version = Version.objects.get(course=page)

    assert version.number == 1
    assert version.manifest == {str(each.pk): each.live_revision_id for each in live}


@pytest.mark.parametrize("code", CODES)
def test_a_course_was_published_before_anyone_earned_its_certificate(course, code):
    version = Version.objects.latest_of(course(code).pk)
    awarded = (
        Certificate.objects.filter(course=course(code))
        .order_by("awarded_at")
        .values_list("awarded_at", flat=True)
    )
    assert all(version.published_at < moment for moment in awarded)


@pytest.mark.parametrize("code", CODES)
def test_every_block_of_a_lesson_became_a_block(course, code):
    page = course(code)
    made = {lesson.slug: lesson for lesson in LessonPage.objects.descendant_of(page)}

    for lesson in parts_of(page.rules, "lesson"):
        found = Counter(block.block_type for block in made[lesson["slug"]].body)
        assert found == blocks_wanted(lesson), lesson["title"]


@pytest.mark.parametrize("code", CODES)
def test_every_block_would_be_accepted_by_the_editor(course, code):
    for lesson in LessonPage.objects.descendant_of(course(code)):
        lesson.body.stream_block.clean(lesson.body)


@pytest.mark.parametrize("code", CODES)
def test_every_case_study_would_be_accepted_by_the_editor(course, code):
    for page in CaseStudyPage.objects.descendant_of(course(code)):
        page.full_clean()
        for name in STREAMS:
            stream = getattr(page, name)
            stream.stream_block.clean(stream)


def test_a_two_sided_case_is_whole_and_would_be_accepted_by_the_editor(course):
    page = TwoSidedCasePage.objects.descendant_of(course("C3")).get()
    page.full_clean()
    assert page.findings(on=datetime.date(2020, 1, 1)) == []
    assert list(unfinished(page, besides=())) == []


def test_a_box_keeps_its_id_from_one_reading_to_the_next(course):
    def boxes() -> list[str]:
        lesson = LessonPage.objects.descendant_of(course("C1")).get(slug="two-records-one-house")
        exercise = next(block for block in lesson.body if block.block_type == "activity")
        return [prompt.id for prompt in exercise.value["prompts"].bound_blocks]

    assert boxes() == boxes()


def test_a_case_is_told_by_its_film_and_three_others_and_its_film_stops_twice(course):
    [page] = [page for page in CaseStudyPage.objects.descendant_of(course("C3")) if page.told_by()]

    assert [voice.key for voice in page.told_by()] == ["film", "marcus-bell", "hannah-osei", "aisha-karim"]
    assert [point.clock for point in page.pauses()] == ["0:59", "1:44"]
    assert page.quiz.versions.get().quiz_questions.count() == 1


def test_a_case_study_has_its_questions_first_steps_and_perspectives(course):
    page = course("C1")
    rules = next(part for part in parts_of(page.rules, "case_study") if part["number"] == "1.3b")

    dee = CaseStudyPage.objects.descendant_of(page).get(slug=rules["slug"])

    assert [prompt.value["question"] for prompt in dee.prompts] == [
        prompt["question"] for prompt in rules["reflection"]["prompts"]
    ]
    assert [step.value["code"] for step in dee.first_step_options] == [
        step["code"] for step in rules["first_step_options"]
    ]
    assert [(seed.value["practice_group"].code, seed.value["text"]) for seed in dee.seed_perspectives] == [
        (seed["practice_group"], seed["text"]) for seed in rules["seed_perspectives"]
    ]


def test_case_studies_point_at_those_of_other_courses(course):
    opening = CaseStudyPage.objects.descendant_of(course("C1")).get(film__isnull=False)

    assert [related.value.title for related in opening.related] == ["The look away"]


def test_general_knowledge_is_not_a_source(demonstration):
    assert not Source.objects.filter(code=NOT_A_SOURCE).exists()


def test_a_statement_that_rests_on_general_knowledge_alone_shows_no_source(course):
    lesson = LessonPage.objects.descendant_of(course("C1")).get(slug="who-decides-what")

    block = next(
        block for block in lesson.body if "cannot remove a child on their own" in str(block.value.get("html"))
    )

    assert list(block.value["sources"]) == []


@pytest.mark.parametrize("code", CODES)
def test_a_course_says_that_it_is_a_demonstration(course, code, client):
    page = course(code)

    answer = client.get(page.url)

    assert page.demonstration_notice
    assert page.demonstration_notice in answer.content.decode()


def test_the_foot_of_every_page_says_that_the_site_is_a_demonstration(demonstration, client):
    assert SiteSettings.load().demonstration_notice in client.get("/").content.decode()


def test_the_standing_pages_and_the_glossary_are_there(demonstration, client):
    slugs = set(Page.objects.live().filter(depth=3).values_list("slug", flat=True))

    assert {"families", "support", "help", "accessibility", "privacy", "cookies", "words"} <= slugs
    assert client.get("/words/").status_code == 200


def test_the_second_course_can_be_found_beside_the_first(demonstration, client):
    answer = client.get("/courses/").content.decode()

    assert all(title in answer for title in CoursePage.objects.values_list("title", flat=True))
