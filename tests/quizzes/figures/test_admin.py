"""How a quiz is answered, as a trainer sees it: the page, the answers behind it and the file. No names in any."""

import csv
import datetime
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learning.people.sides import Side
from learning.site.groups import let_trainers_write_below
from quizzes.attempts import attempts
from quizzes.figures import distinct_answers, statistics
from quizzes.figures.distinct_answers import Verdict
from quizzes.models import QuizPage, TypedWords
from tests.factories import PostFactory, UserFactory
from tests.quizzes import factories, kinds
from tests.quizzes.factories import AT

SECRET = "Zebedee Quillfeather rang me"
ASKED = ["single", "matching", "short_text", "reflection"]
RIGHT = {
    "single": ["Ask"],
    "matching": {"A medicine": "A nurse", "A school": "A teacher"},
    "short_text": "Repairing",
    "reflection": SECRET,
}
SECONDS_EACH = 30


@pytest.fixture
def quiz(course) -> QuizPage:
    asks = [kinds.BY_KIND[kind].block for kind in ASKED]
    return factories.plant_quiz(course, title="=Check four", questions=asks, shuffle_questions=False)


@pytest.fixture
def answered(quiz, course):
    """answered(3, side=Side.ADULT, single=["Wait"]): three more people answer, all else rightly, 30 seconds each."""

    def take(count: int, *, side: Side = Side.ADULT, **given) -> list:
        people = [UserFactory() for _ in range(count)]
        for person in people:
            PostFactory(person=person, service_side=side)
            attempt = factories.begin(quiz, factories.enrol(course, person))
            for asked in attempt.questions.in_order().with_answer():
                words = (RIGHT | given)[asked.question_version.kind]
                at = AT + asked.position * datetime.timedelta(seconds=SECONDS_EACH)
                attempts.save_answer(question=asked, sent=kinds.sent(asked, words), seen_revision=0, at=at)
            attempts.submit(attempt=attempt, at=at)
        return people

    return take


@pytest.fixture
def many(answered) -> list:
    """Twenty-one people: enough for all that is said."""
    return [
        *answered(6),
        *answered(7, single=["Wait"], matching={"A school": "A stranger"}, short_text=" RECONNECTING. "),
        *answered(6, side=Side.CHILDREN),
        *answered(2, side=Side.CHILDREN, single=["Guess"], short_text=SECRET),
    ]


@pytest.fixture
def see(quiz, course, trainer_client):
    """see("how_it_is_answered"): the response to a trainer."""
    let_trainers_write_below(course.get_parent())
    return lambda name, *args: trainer_client.get(reverse(name, args=[quiz.pk, *args]))


def block(quiz: QuizPage, kind: str) -> str:
    return quiz.questions[ASKED.index(kind)].id


def words(response) -> str:
    html = response.content.decode()
    return " ".join(html[html.index("<main") : html.index("</main>")].split())


def rows(quiz: QuizPage, kind: str) -> dict[str, list[tuple]]:
    parts = distinct_answers.parts_of(quiz.quiz_id, block(quiz, kind))
    return {part.line: [(row.words, row.verdict, row.count) for row in part.rows] for part in parts}


def test_from_twenty_answers_each_question_says_all_that_can_be_reckoned(quiz, many, see):
    single, matching, *_, reflection = statistics.of_quiz(quiz.quiz_id)
    assert (single.facility_pct, matching.facility_pct) == (57, 66)
    assert (single.right, matching.right) == (12, 14)
    # Of (own, rest): (100, 100) twelve times, (0, 25) seven times and (0, 50) twice.
    assert single.discrimination == 0.98
    assert single.seconds == matching.seconds == SECONDS_EACH
    assert [(one.side, one.facility_pct) for one in matching.sides] == [
        (Side.ADULT, 46),
        (Side.CHILDREN, 100),
    ]
    assert reflection.answered == 0
    page = words(see("how_it_is_answered"))
    assert "<dt>Tells people apart</dt><dd>Well (0.98)</dd>" in page
    assert "About 30 seconds" in page
    assert "Adult services: 46% of 13, and 46% of the mark" in page
    assert page.count("Teaching point: staff of adult services miss it") == 2
    assert page.count("See the answers") == 3
    assert page.count("It is not marked, so there are no figures.") == 1


def test_below_twenty_answers_the_page_says_how_many_it_needs(quiz, answered, see):
    answered(6)
    page = words(see("how_it_is_answered"))
    assert page.count("After 14 more answers this page also says") == 3
    assert "Share of the mark earned</dt><dd>" not in page.split("</details>")[1]
    assert see("answers_to_question", block(quiz, "single")).status_code == 404
    text = b"".join(see("figures_file").streaming_content).decode()
    assert "What of single?,6,100,,,,,,6,100,,,,,,,,\r\n" in text


def test_each_answer_is_counted_and_what_a_handful_gave_is_among_the_others(quiz, many):
    assert rows(quiz, "single") == {"": [("Ask", Verdict.RIGHT, 12), ("", Verdict.NONE, 9)]}
    assert rows(quiz, "short_text") == {"": [("repairing", Verdict.RIGHT, 12), ("", Verdict.NONE, 9)]}
    assert rows(quiz, "matching") == {
        "A medicine": [("A nurse", Verdict.RIGHT, 14), ("No answer", Verdict.NOT, 7)],
        "A school": [("A teacher", Verdict.RIGHT, 14), ("A stranger", Verdict.NOT, 7)],
    }


def test_words_that_were_erased_and_lines_that_a_handful_met_are_not_told(quiz, many, answered):
    TypedWords.objects.filter(text="Repairing").update(text="")
    assert rows(quiz, "short_text") == {"": [("reconnecting", Verdict.PARTLY, 7), ("", Verdict.NONE, 14)]}
    raw = quiz.questions.get_prep_value()
    raw[ASKED.index("matching")]["value"]["pairs"][0]["value"]["prompt"] = "A new medicine"
    quiz.questions = quiz.questions.stream_block.to_python(raw)
    factories.publish(quiz)
    answered(3, matching={"A school": "A teacher"})
    assert {line: sum(count for *_, count in told) for line, told in rows(quiz, "matching").items()} == {
        "A medicine": 21,
        "A school": 24,
    }


def test_the_answers_stand_by_side_without_names_what_few_wrote_and_reflections(quiz, many, see):
    page = words(see("answers_to_question", block(quiz, "matching")))
    assert "Adult services: 6<br>Children’s services: 8" in page
    for kind in ("single", "short_text"):
        page = words(see("answers_to_question", block(quiz, kind)))
        assert "12" in page
        assert "quillfeather" not in page.lower()
        assert [person.name for person in many if person.name in page or person.email in page] == []
    for never in (block(quiz, "reflection"), "another"):
        assert see("answers_to_question", never).status_code == 404


def test_the_file_holds_the_figures_and_no_formula(quiz, many, see):
    response = see("figures_file")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    text = b"".join(response.streaming_content).decode()
    assert SECRET not in text
    [title, _, _, _, header, *questions] = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert title[1] == "'=Check four"
    single, matching, _, reflection = [dict(zip(header, row, strict=True)) for row in questions]
    assert single["Answers"] == "21"
    assert single["Tells people apart, -1 to 1"] == "0.98"
    assert single["Most chosen wrong answer"] == "Wait"
    assert matching["Adult services: share of the mark earned, per cent"] == "46"
    assert matching["Worth a look"].startswith("Teaching point: ")
    assert set(reflection.values()) == {"What of reflection?", ""}


@pytest.mark.parametrize("who", ["learner_client", "lead_client", "trainer_client", "client"])
def test_nobody_who_may_not_edit_the_quiz_sees_answers_or_the_file(who, request, quiz):
    client = request.getfixturevalue(who)
    for name, *args in (("figures_file",), ("answers_to_question", block(quiz, "single"))):
        url = reverse(name, args=[quiz.pk, *args])
        assert client.get(url).status_code == 302
        assert client.post(url).status_code in (302, 405)


def test_each_page_takes_the_same_queries_for_any_number_of_answers(quiz, many, answered, see):
    pages = [("how_it_is_answered",), ("answers_to_question", block(quiz, "short_text")), ("figures_file",)]
    counts = []
    for more in (0, 0, 9):  # the first time, settings and content types are read
        answered(more, short_text=f"Other {more}")
        counts.append([])
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                assert see(*page).status_code == 200
            counts[-1].append(len(queries))
    assert counts[1] == counts[2]


def test_a_quiz_that_tells_at_once_says_that_last_answers_count(course, trainer_client):
    let_trainers_write_below(course.get_parent())
    for mode, is_said in (("test", False), ("formative", True)):
        page = factories.plant_quiz(course, title=mode, mode=mode)
        words = trainer_client.get(reverse("how_it_is_answered", args=[page.pk])).content.decode()
        assert ("What counts is their last answer" in words) is is_said
