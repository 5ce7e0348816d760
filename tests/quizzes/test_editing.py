"""Pasting questions into a quiz in the admin: previewed, then added to the draft, and nothing published."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from learning.site.groups import let_trainers_write_below
from quizzes.models import QuestionVersion, QuizPage, QuizVersion
from tests import editor
from tests.quizzes import factories

FIVE = "\n\n".join(f"{n}. Pasted {n}?\n* Yes {n}\n# Well said\nNo {n}\n> So it is" for n in range(1, 6))
BROKEN = "Broken?\nYes\nNo"


@pytest.fixture
def writer(course, trainer_client):
    """A trainer who may write below the catalogue."""
    let_trainers_write_below(course.get_parent())
    return trainer_client


@pytest.fixture
def url(quiz_page):
    return reverse("paste_questions", args=[quiz_page.pk])


def draft(page: QuizPage) -> QuizPage:
    return Page.objects.get(pk=page.pk).get_latest_revision_as_object()


def stems(page: QuizPage) -> list[str]:
    return [block.value["stem"] for block in page.questions]


def words(response) -> str:
    return " ".join(html.unescape(response.content.decode()).split())


def test_the_editor_leads_to_the_box(writer, quiz_page, url):
    page = writer.get(reverse("wagtailadmin_pages:edit", args=[quiz_page.pk])).content.decode()
    assert page.count(f'href="{url}"') == 2  # above the questions, and among the page's actions


def test_a_quiz_not_yet_saved_says_when_questions_can_be_pasted(writer, course):
    module = course.get_children().get()
    page = writer.get(reverse("wagtailadmin_pages:add", args=["quizzes", "quizpage", module.pk]))
    assert "Once the quiz is saved as a draft, you can paste questions" in words(page)


def test_a_preview_shows_each_question_as_a_learner_meets_it_and_writes_nothing(writer, quiz_page, url):
    before = Page.objects.get(pk=quiz_page.pk).revisions.count()
    page = writer.post(url, {"text": f"{FIVE}\n\n{BROKEN}"})
    said = words(page)
    assert "5 questions, as a learner meets them" in said
    assert "Add 5 questions to the draft" in said
    assert html.unescape(html.unescape(page.content.decode())).count('type="radio"') == 10
    assert "Line 31: “Broken?” has no right answer. Put * in front of it." in said
    assert f"{BROKEN}</textarea>" in page.content.decode()
    assert Page.objects.get(pk=quiz_page.pk).revisions.count() == before


def test_five_prepared_questions_are_added_in_four_clicks(writer, quiz_page, url):
    """The button in the editor, the box (which has the focus), Preview, Add: and one is back in the editor."""
    writer.get(url)
    writer.post(url, {"text": FIVE})
    response = writer.post(url, {"text": FIVE, "add": "1"}, follow=True)
    assert response.redirect_chain == [(reverse("wagtailadmin_pages:edit", args=[quiz_page.pk]), 302)]
    assert "5 questions added to the draft. Nothing is published yet." in words(response)
    assert stems(draft(quiz_page))[-5:] == [f"Pasted {n}?" for n in range(1, 6)]


def test_what_was_there_stays_and_nothing_is_published(writer, quiz_page, url):
    before = list(draft(quiz_page).questions.get_prep_value())
    writer.post(url, {"text": FIVE, "add": "1"})
    after = list(draft(quiz_page).questions.get_prep_value())
    assert after[: len(before)] == before
    live = QuizPage.objects.get(pk=quiz_page.pk)
    assert stems(live) == stems(quiz_page)
    assert live.has_unpublished_changes
    assert QuizVersion.objects.count() == 1


def test_questions_go_after_a_draft_that_someone_else_saved_meanwhile(writer, quiz_page, url):
    writer.get(url)
    other = draft(quiz_page)
    other.questions.append(factories.question("Theirs"))
    other.save_revision()
    writer.post(url, {"text": FIVE, "add": "1"})
    assert stems(draft(quiz_page))[4:6] == ["Theirs", "Pasted 1?"]


def test_sending_the_same_twice_adds_it_once(writer, quiz_page, url):
    writer.post(url, {"text": FIVE, "add": "1"})
    revisions = quiz_page.revisions.count()
    response = writer.post(url, {"text": FIVE, "add": "1"}, follow=True)
    assert "5 questions already in it, so not added again." in words(response)
    assert len(draft(quiz_page).questions) == 9
    assert quiz_page.revisions.count() == revisions


def test_good_questions_are_added_and_the_others_wait_in_the_box(writer, quiz_page, url):
    response = writer.post(url, {"text": f"{BROKEN}\n\n{FIVE}", "add": "1"}, follow=True)
    assert response.redirect_chain == [(url, 302)]
    assert "What could not be read is still here to mend." in words(response)
    assert f"{BROKEN}</textarea>" in response.content.decode()
    assert "Line 1: “Broken?” has no right answer." in words(response)
    assert BROKEN in writer.get(url).content.decode()  # a reload loses nothing
    assert len(draft(quiz_page).questions) == 9


def test_what_waits_in_the_box_is_gone_once_it_has_been_mended(writer, quiz_page, url):
    writer.post(url, {"text": BROKEN, "add": "1"})
    writer.post(url, {"text": f"{BROKEN}\n\n{FIVE}", "add": "1"})
    writer.post(url, {"text": "Mended?\n* Yes\nNo", "add": "1"})
    assert "Broken?" not in writer.get(url).content.decode()


def test_a_pasted_question_can_be_published_and_asked(writer, quiz_page, url):
    source = factories.add_source("S58")
    text = (
        "Situation: A boy is off school.\nWhat now?\n* Ask\n* Listen\n# Always\nWait\n> Because\nSource: s58"
    )
    writer.post(url, {"text": text, "add": "1"})
    draft(quiz_page).get_latest_revision().publish()
    asked = QuestionVersion.objects.get(stem="What now?")
    assert (asked.kind, asked.situation, asked.explanation) == ("multiple", "A boy is off school.", "Because")
    assert [(one["text"], one["is_right"], one["feedback"]) for one in asked.options] == [
        ("Ask", True, ""),
        ("Listen", True, "Always"),
        ("Wait", False, ""),
    ]
    assert asked.sources == [{"code": "S58", "title": source.title, "url": source.url}]


def test_a_quiz_that_would_be_too_long_is_left_as_it_is(writer, quiz_page, url):
    text = "\n\n".join(f"Pasted {n}?\n*Yes\nNo" for n in range(97))
    page = writer.post(url, {"text": text, "add": "1"})
    assert "This one has room for 96 more, and these are 97. Take some out." in words(page)
    assert "Pasted 96?" in page.content.decode()
    assert len(draft(quiz_page).questions) == 4


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Paste or type at least one question."),
        (" \n\t\n", "Paste or type at least one question."),
        ("x" * 100_001, "100 kB can be read at once"),
        ("Who?\n\n" * 201, "This is 201 questions. Paste up to 200 at a time."),
        ("\x00", "Paste or type at least one question."),
    ],
    ids=["nothing", "spaces", "too long", "too many", "NUL alone"],
)
def test_what_cannot_be_read_at_all_is_refused_in_words(text, said, writer, url):
    page = writer.post(url, {"text": text, "add": "1"})
    assert page.status_code == 200
    assert said in words(page)


def test_signs_that_nobody_sees_are_taken_out(writer, quiz_page, url):
    writer.post(url, {"text": "\ufeffWho\x00?\r\n*\u00a0Y\u00ades\r\nNo", "add": "1"})
    assert draft(quiz_page).questions[-1].value["stem"] == "Who?"
    assert [one["text"] for one in draft(quiz_page).questions[-1].value["options"]] == ["Yes", "No"]


def test_words_are_words_and_never_markup(writer, quiz_page, url):
    page = writer.post(url, {"text": "<script>x</script>?\n*<b>Yes</b>\nNo"}).content.decode()
    framed = html.unescape(re.search(r'srcdoc="([^"]*)"', page)[1])
    assert "<script>x" not in page
    assert "<script>x" not in framed
    assert "<script>x" in html.unescape(framed)


def test_a_locked_quiz_is_left_alone_and_says_so(writer, administrator, quiz_page, url):
    QuizPage.objects.filter(pk=quiz_page.pk).update(locked=True, locked_by=administrator)
    response = writer.post(url, {"text": FIVE, "add": "1"}, follow=True)
    assert "This quiz is locked, so nothing can be added to it now." in words(response)
    assert len(draft(quiz_page).questions) == 4


@pytest.mark.parametrize("name", ["paste_questions", "how_it_is_answered"])
@pytest.mark.parametrize("who", ["learner_client", "lead_client", "trainer_client", "client"])
def test_nobody_who_may_not_edit_the_quiz_comes_in(name, who, request, quiz_page):
    client = request.getfixturevalue(who)
    for response in (
        client.get(reverse(name, args=[quiz_page.pk])),
        client.post(reverse(name, args=[quiz_page.pk]), {"text": FIVE, "add": "1"}),
    ):
        assert response.status_code in (302, 405)
        assert "Question one" not in response.content.decode()
    assert len(draft(quiz_page).questions) == 4


@pytest.mark.parametrize("name", ["paste_questions", "how_it_is_answered"])
def test_a_page_that_is_no_quiz_is_not_found(name, writer, course):
    assert writer.get(reverse(name, args=[course.pk])).status_code == 404
    assert writer.get(reverse(name, args=[2**62])).status_code == 404


def test_adding_takes_the_same_queries_for_two_questions_as_for_fifty(writer, quiz_page, url):
    writer.post(url, {"text": "First?\n*Yes\nNo", "add": "1"})
    counts = []
    for tag, many in (("a", 2), ("b", 50)):
        text = "\n\n".join(f"{tag} {n}?\n*Yes\nNo\nSource: S1" for n in range(many))
        factories.Source.objects.get_or_create(code="S1", title="Source", strength="review")
        with CaptureQueriesContext(connection) as queries:
            assert writer.post(url, {"text": text, "add": "1"}).status_code == 302
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert len(draft(quiz_page).questions) == 57


def test_a_quiz_of_forty_two_questions_opens_and_is_saved_as_one_types(writer, trainer, course):
    """More boxes than Django's thousand."""
    asks = [factories.question(f"Q{n}", sources=[factories.add_source(f"S{n}")]) for n in range(42)]
    quiz = factories.plant_quiz(course, title="Long", questions=asks)
    url = reverse("wagtailadmin_pages:edit", args=[quiz.pk])
    assert writer.get(url).status_code == 200
    data = editor.sent(quiz, trainer)
    data |= editor.held(quiz.questions.stream_block, "questions", quiz.questions)
    assert len(data) > 1000
    response = writer.post(url, data, headers={"Accept": "application/json"})
    assert response.json()["success"] is True
    assert draft(quiz).questions.get_prep_value() == quiz.questions.get_prep_value()
