"""200 attempts of each kind of question tell nothing of its key before the answers are sent."""

import html
import json
import re
from collections import Counter, defaultdict

import pytest
from crispy_forms.utils import render_crispy_form

from quizzes.attempts import attempts
from quizzes.models import QuestionVersion
from quizzes.taking.forms import AnswerForm
from quizzes.versions import Mode
from tests.quizzes import factories, kinds
from tests.quizzes.factories import AT
from tests.quizzes.taking.test_saving import BACKGROUND

ATTEMPTS, PAGES = 200, 10
# Chi-square of one chance in a million, by how many places there are less one.
BOUND = {1: 23.9, 2: 27.6, 3: 30.7}
SHUFFLED = ["single", "multiple", "matching", "ordering", "ranking"]
DIFFERS = re.compile(r'[0-9a-f]{8}-[0-9a-f-]{27}|name="csrfmiddlewaretoken" value="[^"]*"')

KEY = re.compile("[0-9a-f]{12}")
# Numbers that are no keys: how often an answer was saved, and how many are answered.
COUNTS = re.compile('name="revision" value="[0-9]*"|<progress[^>]*>')


@pytest.fixture
def begin(course, enrolled):
    """Begin an attempt at a quiz of one question, over and over."""
    pages = {}

    def begin(name: str, **fields):
        page = pages.get(name) or factories.plant_quiz(
            course, questions=[kinds.BY_KIND[name].block], **fields
        )
        pages[name] = page
        attempt = factories.begin(page, enrolled)
        return attempt, attempt.questions.with_answer().get()

    return begin


def bare(page: str, asked) -> str:
    """A page without its random ids and the words of its options, which are all that may differ."""
    texts = asked.question_version.texts
    for option_id, key in asked.options:
        page = page.replace(option_id, "ID").replace(html.escape(texts[key]), "WORDS")
    return DIFFERS.sub("", page)


def headers(response) -> str:
    return json.dumps(dict(response.headers), sort_keys=True)


def test_200_attempts_of_every_kind_differ_in_random_ids_and_in_the_order_of_words_alone(
    course, enrolled, learner_client
):
    """What each question shows in 200 attempts, and its whole page with its headers in some of them."""
    blocks = [kinds.BY_KIND[name].block for name in kinds.NAMES]
    page = factories.plant_quiz(course, questions=blocks, shuffle_questions=False)
    shown, places = defaultdict(set), defaultdict(Counter)
    for number in range(ATTEMPTS):
        attempt = factories.begin(page, enrolled)
        for asked in attempt.questions.in_order().with_answer():
            name = asked.question_version.kind
            form = render_crispy_form(AnswerForm(question=asked))
            shown[name].add((bare(form, asked), len(form)))
            if number < PAGES:
                response = learner_client.get(attempt.question_url(asked.position))
                body = response.content.decode()
                shown[name, "page"].add((bare(body, asked), len(body), headers(response)))
            if name in SHUFFLED:
                first = asked.question_version.options[0]["key"]
                places[name][[key for _, key in asked.options].index(first)] += 1
        attempts.submit(attempt=attempt, at=AT)
    assert len(shown) == 2 * len(kinds.NAMES)
    assert [what for what, looks in shown.items() if len(looks) > 1] == []
    for name in SHUFFLED:
        assert_even(places[name], len(places[name]))


def assert_even(places: Counter, options: int) -> None:
    """The first of the author's options stands in each place about as often."""
    expected = ATTEMPTS / options
    chi_square = sum((places[place] - expected) ** 2 / expected for place in range(options))
    assert chi_square < BOUND[options - 1], places


@pytest.mark.parametrize("name", kinds.NAMES)
def test_no_page_before_submission_holds_a_key_or_a_word_about_answers(name, begin, learner_client):
    attempt, asked = begin(name)
    url = attempt.question_url(1)
    wrong = kinds.BY_KIND[name].answers[-1][0]
    responses = [
        learner_client.get(url),
        learner_client.post(url, {"save": "Save and continue"}),
        learner_client.post(url, {name: "forged" for name in asked.shape.fields()}),
        learner_client.post(url, kinds.typed(asked, wrong), follow=True),
        learner_client.get(url + "?change"),
        learner_client.get(attempt.check_url),
        learner_client.get(attempt.activity.get_url()),
    ]
    told = {*kinds.BY_KIND[name].secrets, *keys_of(QuestionVersion.objects.get())}
    pages = [COUNTS.sub("", response.content.decode()) + headers(response) for response in responses]
    assert [secret for secret in told for page in pages if secret in page] == []


def keys_of(version) -> set[str]:
    """The digest, and keys: as words where they are made of digits and letters, as values where they are words."""
    keys = {row["key"] for row in (*version.options, *version.prompts)}
    return {version.digest} | {key if KEY.fullmatch(key) else f'value="{key}"' for key in keys}


@pytest.mark.parametrize("name", kinds.NAMES)
def test_a_quiz_that_tells_at_once_tells_nothing_until_a_whole_answer_is_checked(name, begin, learner_client):
    attempt, asked = begin(name, mode=Mode.FORMATIVE)
    url, wrong = attempt.question_url(1), kinds.BY_KIND[name].whole_miss
    whole = kinds.typed(asked, wrong)
    responses = [
        learner_client.get(attempt.activity.get_url()),
        learner_client.get(url),
        learner_client.post(url, {"save": "Check my answer"}),
        learner_client.post(url, dict.fromkeys(asked.shape.fields(), "\x00") | {"save": "x"}),
        learner_client.post(url, whole, headers=BACKGROUND),
        learner_client.post(url, whole | {"flag": "x"}, headers=BACKGROUND),
        learner_client.post(url, kinds.typed(asked, wrong, later="x", save="x"), follow=True),
        learner_client.get(url),
        learner_client.get(attempt.check_url),
    ]
    told = {*kinds.BY_KIND[name].secrets, *keys_of(QuestionVersion.objects.get())}
    pages = [COUNTS.sub("", response.content.decode()) + headers(response) for response in responses]
    assert [secret for secret in told for page in pages if secret in page] == []
    told = learner_client.post(url, whole | {"revision": 1}, follow=True).content.decode()
    assert kinds.SECRET in told
    told = COUNTS.sub("", told)
    assert [key for key in keys_of(QuestionVersion.objects.get()) if key in told] == []


@pytest.mark.parametrize("name", kinds.NAMES)
def test_the_words_about_answers_are_there_once_they_are_sent(name, begin, learner_client):
    attempt, asked = begin(name)
    kinds.answer(attempts, asked, kinds.BY_KIND[name].answers[-1][0])
    assert kinds.SECRET in learner_client.post(attempt.submit_url, follow=True).content.decode()


def test_answers_to_match_that_are_not_shuffled_stand_by_the_alphabet(course, enrolled):
    kind, value = kinds.BY_KIND["matching"].block
    pairs = [
        {"prompt": "One", "answer": "Zebra", "feedback": ""},
        {"prompt": "Two", "answer": "Ant", "feedback": ""},
    ]
    asks = [(kind, value | {"pairs": pairs, "extra_answers": ["Mole"], "shuffle_options": False})]
    attempt = factories.begin(factories.plant_quiz(course, questions=asks), enrolled)
    asked = attempt.questions.with_answer().get()
    assert [text for _, text in asked.choices] == ["Ant", "Mole", "Zebra"]
