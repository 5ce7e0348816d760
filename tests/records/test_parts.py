"""Lists of parts of every kind."""

from casestudies.models import CaseStudyPage
from learning.records.pages import parts_below
from learning.records.parts import listed
from quizzes.models import QuizPage
from tests.casestudies.factories import film


def test_parts_of_every_kind_are_listed_as_what_they_are(course, module, lessons, django_assert_num_queries):
    module.add_child(instance=CaseStudyPage(title="Dee", minutes=7, film=film()))
    module.add_child(instance=QuizPage(title="Check", minutes=5))
    listed(parts_below(course.path))
    with django_assert_num_queries(2):  # the parts; whether a film may not be shown
        parts = listed(parts_below(course.path))
        shown = [(part.title, part.part_word, part.minutes, part.module_title) for part in parts]
    assert shown[2:] == [("Dee", "Film", 7, "See the family"), ("Check", "Quiz", 5, "See the family")]
    assert [part.pk for part in parts[:2]] == [lesson.pk for lesson in lessons]


def test_what_a_list_does_not_show_is_read_when_it_is_asked_for(course, lessons):
    assert listed(course.activities())[0].slug == lessons[0].slug
