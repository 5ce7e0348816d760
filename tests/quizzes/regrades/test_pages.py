"""The admin's pages on which a question is marked again: a preview without names, a reason, and an act that can be undone."""

import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learning.site.groups import let_trainers_write_below
from quizzes.models import Attempt, Regrade, RegradeUndo
from quizzes.regrades import regrading
from tests.quizzes import factories, marked
from tests.quizzes.marked import REASON, mark_again, put_right, stands, take


@pytest.fixture
def page(course):
    """The key of “One” is put right after one person has answered it."""
    page = marked.plant(course)
    take(page, factories.enrol(course), "wrong", "wrong")
    return put_right(page)


@pytest.fixture
def writer(course, trainer_client):
    let_trainers_write_below(course.get_parent())
    return trainer_client


@pytest.fixture
def urls(page) -> dict[str, str]:
    block = marked.plan_of(page).block
    return {
        "list": reverse("mark_again", args=[page.pk]),
        "one": reverse("mark_question_again", args=[page.pk, block]),
        "undo": reverse("undo_regrade", args=[page.pk, 1]),
        "figures": reverse("how_it_is_answered", args=[page.pk]),
    }


def words(response) -> str:
    assert response.status_code == 200
    return " ".join(html.unescape(response.content.decode()).split())


def sent(page, **fields) -> dict:
    return {"version": marked.plan_of(page).to_version.pk, "after": 0, "reason": REASON} | fields


def test_one_comes_to_it_from_the_figures_and_the_editor(writer, page, urls):
    for url in (urls["figures"], reverse("wagtailadmin_pages:edit", args=[page.pk])):
        assert f'href="{urls["list"]}"' in writer.get(url).content.decode()
    assert f'href="{urls["one"]}">One</a>' in words(writer.get(urls["list"]))


def test_the_preview_says_both_keys_and_no_names(writer, page, urls, course):
    few = words(writer.get(urls["one"]))
    assert 'until now</h3> <ul class="tf-bulleted"><li>One right</li></ul>' in few
    assert 'from now on</h3> <ul class="tf-bulleted"><li>One wrong</li></ul>' in few
    assert "Fewer than 5 people have handed it in" in few
    assert "Scores that go up" not in few
    for attempt in Attempt.objects.select_related("learner"):
        assert attempt.learner.name not in few


def test_it_is_marked_once_however_often_it_is_sent(writer, page, urls, trainer):
    data = sent(page)
    for _ in range(2):
        assert "Marked again. Whoever passes" in words(writer.post(urls["one"], data, follow=True))
    made = Regrade.objects.get()
    assert (made.made_by, made.reason.words) == (trainer, REASON)
    assert stands(Attempt.objects.get()) == (100, True)
    shown = words(writer.get(urls["list"]))
    assert REASON in shown
    assert "None. Every answer is marked as its question is now." in shown


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"reason": " "}, regrading.NO_REASON),
        ({"reason": "é" * 301}, "at most 300 characters"),
        ({"reason": "a\x00b"}, "Null characters are not allowed."),
        ({"version": "0"}, regrading.CHANGED),
        ({"after": "7"}, regrading.CHANGED),
        ({"version": "9" * 5000}, "What would change"),
        ({"after": "x"}, "What would change"),
    ],
)
def test_bad_input_is_answered_in_words_and_marks_nothing(writer, page, urls, fields, refusal):
    assert refusal in words(writer.post(urls["one"], sent(page, **fields)))
    assert not Regrade.objects.exists()


def test_it_is_undone_after_a_page_that_says_what_stays(writer, page, urls, trainer):
    mark_again(page, trainer)
    assert f'href="{urls["undo"]}"' in words(writer.get(urls["list"]))
    assert "stays completed, and their certificates stay valid" in words(writer.get(urls["undo"]))
    assert not RegradeUndo.objects.exists()
    for _ in range(2):
        assert "Undone. Scores are what they were" in words(writer.post(urls["undo"], follow=True))
    assert RegradeUndo.objects.get().undone_by == trainer
    assert "Undone on" in words(writer.get(urls["list"]))


def test_only_the_newest_is_undone(writer, page, urls, trainer):
    mark_again(page, trainer)
    mark_again(put_right(page, right="One worse"), trainer)
    assert regrading.NOT_NEWEST in words(writer.post(urls["undo"], follow=True))
    assert not RegradeUndo.objects.exists()


def test_whoever_may_not_publish_the_quiz_does_not_find_it(
    page, urls, trainer, trainer_client, learner_client, client
):
    data = sent(page)
    for name in ("list", "one", "undo"):
        assert trainer_client.get(urls[name]).status_code == 404
        for sender in (learner_client, client):
            assert sender.get(urls[name]).status_code == 302
    assert trainer_client.post(urls["one"], data).status_code == 404
    assert learner_client.post(urls["one"], data).status_code == 302
    assert not Regrade.objects.exists()


@pytest.mark.parametrize("number", [0, 2, 2**63, 10**30])
def test_a_regrade_or_a_question_that_is_not_there_is_not_found(writer, page, urls, number):
    assert writer.get(reverse("undo_regrade", args=[page.pk, number])).status_code == 404
    assert writer.post(reverse("undo_regrade", args=[page.pk, number])).status_code == 404
    assert regrading.NOTHING in words(
        writer.get(reverse("mark_question_again", args=[page.pk, f"bank-{number}"]), follow=True)
    )


def test_the_pages_take_the_same_queries_for_many_attempts(writer, page, urls, course, trainer):
    counts = []
    writer.get(urls["list"])
    for people in (1, 6):
        page = put_right(page, right="One right")
        for _ in range(people):
            take(page, factories.enrol(course), "wrong", "wrong")
        page = put_right(page)
        for url in (urls["list"], urls["one"]):
            with CaptureQueriesContext(connection) as queries:
                words(writer.get(url))
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
