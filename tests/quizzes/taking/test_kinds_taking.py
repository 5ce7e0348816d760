"""Every kind of question in a browser's hands: its pages, its errors, and what is sent amiss."""

import re

import pytest

from quizzes.asking import refusals
from quizzes.attempts import attempts
from quizzes.attempts.attempt_questions import ERASED
from quizzes.attempts.responses import Response, TypedWords
from tests.quizzes import factories, kinds
from tests.quizzes.factories import AT

ODD = ["\x00", "a\x00b", "\u202eabc", "🙂" * 50, "9" * 100_000, "x " * 50_000, "<script>", "%(x)s {y}"]
OWN_WORDS = "שלום 🙂 <b>&amp; “so”"
CHOICES = ["single", "multiple", "true_false"]
SEQUENCES = ["ordering", "ranking"]


@pytest.fixture
def begin(course, enrolled):
    def begin(*names: str, **fields):
        questions = [kinds.BY_KIND[name].block for name in names]
        page = factories.plant_quiz(course, questions=questions, **{"shuffle_questions": False} | fields)
        return factories.begin(page, enrolled)

    return begin


def asked_of(attempt, position: int = 1):
    return attempt.questions.with_answer().get(position=position)


def text_of(response) -> str:
    return response.content.decode()


def first_answer(name: str):
    return kinds.BY_KIND[name].answers[0][0]


@pytest.mark.parametrize("name", kinds.NAMES)
def test_an_answer_is_kept_shown_again_and_listed(name, begin, learner_client):
    attempt = begin(name)
    url = attempt.question_url(1)
    response = learner_client.post(url, kinds.typed(asked_of(attempt), first_answer(name)))
    assert response.url == attempt.check_url
    asked = asked_of(attempt)
    assert learner_client.get(url).context["form"].initial == asked.shape.initial(asked.sent) | {
        "revision": 1
    }
    page = learner_client.get(attempt.check_url)
    assert all(words in asked.answer_words for words in page.context["questions"][0].answer_words)
    assert "Not answered" not in text_of(page)


@pytest.mark.parametrize("name", kinds.NAMES)
def test_nothing_answered_is_refused_with_links_to_each_field(name, begin, learner_client):
    attempt = begin(name)
    page = text_of(learner_client.post(attempt.question_url(1), {"save": "Save and continue"}))
    fields = asked_of(attempt).shape.fields()
    links = re.findall(r'<li><a href="#([^"]+)">[^<]*press Come back to this', page)
    assert len(links) == len(fields)
    assert all(page.count(f'id="{link}"') == 1 for link in links)
    assert "<title>Error: Question" in page
    assert not Response.objects.exists()


@pytest.mark.parametrize("name", kinds.GRIDS)
def test_coming_back_to_a_grid_keeps_the_lines_that_were_answered(name, begin, learner_client):
    attempt = begin(name)
    whole = kinds.typed(asked_of(attempt), first_answer(name), later="Come back to this")
    del whole["line_2"]
    assert learner_client.post(attempt.question_url(1), whole).url == attempt.check_url
    assert len(asked_of(attempt).given) == 1
    assert "no answer" in text_of(learner_client.get(attempt.check_url))


@pytest.mark.parametrize("name", kinds.GRIDS)
def test_saving_part_of_a_grid_asks_for_the_rest_and_keeps_what_was_chosen_on_the_page(
    name, begin, learner_client
):
    attempt = begin(name)
    part = kinds.typed(asked_of(attempt), first_answer(name))
    del part["line_2"]
    page = text_of(learner_client.post(attempt.question_url(1), part))
    line = asked_of(attempt).question_version.prompts[1]["text"]
    assert refusals.LINE_LEFT.format(line=line) in page
    assert len(re.findall(r" (?:checked|selected)[> ]", page)) >= 1


@pytest.mark.parametrize("name", SEQUENCES)
def test_a_place_that_two_things_have_is_refused_beside_the_second(name, begin, learner_client):
    attempt = begin(name)
    form = {"thing_1": "2", "thing_2": "1", "thing_3": "2", "save": "Save"}
    form = learner_client.post(attempt.question_url(1), form).context["form"]
    assert form.errors == {"thing_3": [refusals.PLACE_TWICE.format(place="2")]}


@pytest.mark.parametrize("button", ["save", "later"])
@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize("name", [name for name in kinds.NAMES if name not in kinds.TYPED])
def test_what_was_never_offered_is_refused_in_words(name, odd, button, begin, learner_client):
    attempt = begin(name)
    form = dict.fromkeys(asked_of(attempt).shape.fields(), odd)
    response = learner_client.post(attempt.question_url(1), form | {button: button})
    assert response.status_code == 200
    assert refusals.UNKNOWN_OPTION in text_of(response)
    assert not Response.objects.exists()


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize("name", kinds.TYPED)
def test_odd_words_are_kept_or_refused_in_words_and_still_in_the_box(name, odd, begin, learner_client):
    attempt = begin(name)
    response = learner_client.post(attempt.question_url(1), {"answer": odd, "save": "Save"})
    if response.status_code == 302:
        assert asked_of(attempt).given == odd.strip()
    else:
        assert response.context["form"]["answer"].value() == odd
        [said] = response.context["form"].errors["answer"]
        assert said.split()[0] in {"Shorten", "Take", "Write"}
        assert not Response.objects.exists()


def test_words_of_any_script_are_shown_as_they_were_written(begin, learner_client):
    attempt = begin("reflection")
    learner_client.post(attempt.question_url(1), {"answer": OWN_WORDS, "save": "Save"})
    for url in (attempt.question_url(1), attempt.check_url):
        assert "שלום 🙂 &lt;b&gt;&amp;amp; “so”" in text_of(learner_client.get(url))


@pytest.mark.parametrize("name", [name for name in kinds.NAMES if name not in (*kinds.TYPED, *SEQUENCES)])
def test_the_ids_of_another_attempt_are_refused(name, begin, course, learner_client):
    attempt = begin(name)
    other = asked_of(factories.begin(attempt.activity.specific, factories.enrol(course)))
    response = learner_client.post(attempt.question_url(1), kinds.typed(other, first_answer(name)))
    assert refusals.UNKNOWN_OPTION in text_of(response)
    assert not Response.objects.exists()


@pytest.mark.parametrize("name", [name for name in kinds.NAMES if name not in kinds.TYPED])
def test_the_writer_refuses_the_ids_of_another_question(name, begin):
    attempt = begin(name, "single" if name != "single" else "multiple")
    asked, other = asked_of(attempt), asked_of(attempt, 2)
    forged = {"x": "y"} if name in kinds.GRIDS else other.best_sent
    with pytest.raises(refusals.UnknownOption):
        attempts.save_answer(question=asked, sent=forged, seen_revision=0, at=AT)


@pytest.mark.parametrize("name", kinds.TYPED)
@pytest.mark.parametrize("text", ["x" * 100_000, "5\x00"])
def test_the_writer_refuses_words_that_cannot_be_kept(name, text, begin):
    with pytest.raises(refusals.UnknownOption):
        attempts.save_answer(question=asked_of(begin(name)), sent=text, seen_revision=0, at=AT)


def test_a_hundred_ids_are_refused_or_counted_once(begin, learner_client):
    attempt = begin("multiple")
    ids = [option_id for option_id, _ in asked_of(attempt).options]
    url = attempt.question_url(1)
    assert refusals.UNKNOWN_OPTION in text_of(learner_client.post(url, {"answer": [*ids, *"abcdefgh" * 12]}))
    learner_client.post(url, {"answer": ids[:1] * 100, "revision": 0})
    assert len(asked_of(attempt).given) == 1


@pytest.mark.parametrize("name", kinds.NAMES)
def test_the_result_shows_what_was_answered_and_what_it_earned(name, begin, learner_client):
    attempt = begin(name)
    answer, earned = kinds.BY_KIND[name].answers[-1]
    kinds.answer(attempts, asked_of(attempt), answer)
    page = learner_client.post(attempt.submit_url, follow=True)
    review = page.context["review"]
    [shown] = review.unmarked if name in kinds.UNMARKED else review.missed
    assert (shown.earned, bool(shown.better)) == (earned, name != "likert")
    assert ("Not marked" in text_of(page)) is (name in kinds.UNMARKED)


@pytest.mark.parametrize("name", kinds.NAMES)
def test_a_question_left_out_has_a_result_of_its_own(name, begin, learner_client):
    page = text_of(learner_client.post(begin(name).submit_url, follow=True))
    assert "Not answered" in page
    assert "No answer" in page


@pytest.mark.parametrize("name", kinds.TYPED)
def test_erased_words_leave_every_page_working(name, begin, learner_client):
    attempt = begin(name)
    kinds.answer(attempts, asked_of(attempt), first_answer(name))
    TypedWords.objects.update(text="")
    assert learner_client.get(attempt.question_url(1)).status_code == 200
    assert ERASED in text_of(learner_client.get(attempt.check_url))
    assert ERASED in text_of(learner_client.post(attempt.submit_url, follow=True))


def test_a_quiz_of_what_is_not_marked_says_so_from_start_to_end(begin, learner_client):
    attempt = begin("likert", "reflection")
    assert "Nothing is marked." in text_of(learner_client.get(attempt.activity.get_url()))
    for position, name in enumerate(["likert", "reflection"], start=1):
        form = kinds.typed(asked_of(attempt, position), first_answer(name))
        learner_client.post(attempt.question_url(position), form)
    check = text_of(learner_client.get(attempt.check_url))
    page = text_of(learner_client.post(attempt.submit_url, follow=True))
    assert "to pass" not in check
    assert "Your answers are in" in page
    assert " of 0" not in check + page


def test_a_mixed_quiz_counts_the_marked_alone(begin, learner_client):
    attempt = begin("single", "likert", "multiple")
    assert "of 2 marks to pass" in text_of(learner_client.get(attempt.activity.get_url()))
    for position, name in enumerate(["single", "likert", "multiple"], start=1):
        form = kinds.typed(asked_of(attempt, position), first_answer(name))
        learner_client.post(attempt.question_url(position), form)
    page = text_of(learner_client.post(attempt.submit_url, follow=True))
    assert "You have passed, with 2 out of 2" in page
    assert "What is not marked" in page
