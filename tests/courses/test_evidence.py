"""Sources: chosen in blocks, read at once, and gathered for the course."""

import json

from courses.evidence import sources_of
from courses.models import LessonPage
from learning.site.blocks import SourceChooserBlock, sources_in
from learning.site.sources import fill
from tests.courses import content, factories


def test_reading_a_body_asks_nothing_of_the_sources(full_lesson, django_assert_num_queries):
    lesson = LessonPage.objects.get(pk=full_lesson.pk)
    with django_assert_num_queries(0):
        found = [source.pk for source in sources_in(lesson.body)]
    assert found == [factories.Source.objects.get().pk] * 4


def test_filling_reads_all_sources_in_one_query_in_place(lesson, django_assert_num_queries):
    sources = [factories.SourceFactory(title=f"Title {number}") for number in range(3)]
    lesson.body = json.dumps([block for source in sources for block in content.sourced(source)])
    chosen = list(sources_in(lesson.body))
    with django_assert_num_queries(1):
        filled = fill(chosen)
        titles = [source.title for source in chosen]
    assert titles == [source.title for source in sources for _ in range(4)]
    assert filled == sources


def test_filling_nothing_gives_nothing(db):
    assert fill([]) == []


def test_a_source_that_was_deleted_is_left_out_and_has_no_title(db):
    gone = SourceChooserBlock().to_python(404)
    assert fill([gone]) == []
    assert (gone.title, gone.get_strength_display()) == ("", "")


def test_a_source_that_was_not_filled_reads_itself(db):
    source = factories.SourceFactory(title="Read later")
    assert SourceChooserBlock().to_python(source.pk).title == "Read later"


def test_an_empty_choice_is_no_source():
    assert SourceChooserBlock().bulk_to_python([None]) == [None]


def test_sources_of_a_course_are_its_own_and_no_other_courses(indexed, catalogue, course, full_lesson):
    other = factories.CoursePageFactory(parent=catalogue)
    lesson = factories.LessonPageFactory(parent=factories.ModulePageFactory(parent=other))
    elsewhere = factories.SourceFactory(title="Elsewhere")
    lesson.body = json.dumps(content.sourced(elsewhere))
    lesson.save()
    assert [source.title for source in sources_of(course)] == ["NSPCC briefing"]
    assert list(sources_of(other)) == [elsewhere]
