"""Where a film stops: what is asked, what is kept of an answer, and what is said of it."""

import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casestudies.models import PauseAnswer
from casestudies.pauses import asking
from learning.records.models import Completion, Event
from quizzes.models import QuestionVersion
from tests.casestudies import factories
from tests.quizzes import kinds
from tests.quizzes.factories import question


def text(response) -> str:
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def url_of(page, number: int = 0) -> str:
    return reverse("pause_point", args=[page.pk, page.pauses()[number].name])


def fields_of(page, person, words, number: int = 0) -> dict:
    """An answer in words to a question, as the form on the page sends it."""
    name = page.pauses()[number].name
    version = asking.versions_of(page.quiz_id)[name]
    asked = asking.asked_of(version, person=person, position=number + 1)
    values = asked.shape.initial(kinds.sent(asked, words)) | {"shown_for": version.pk}
    return {f"{name}-{field}": value for field, value in values.items()}


@pytest.fixture
def page(course):
    return factories.pausing(
        course,
        ("prompt", {"at": "0:20", "words": "What did you see?"}),
        factories.pause_at("0:40", question("Who is rung")),
    )


@pytest.mark.parametrize("example", kinds.EXAMPLES, ids=kinds.NAMES)
def test_a_question_of_every_kind_is_asked_answered_and_told_of_and_no_key_is_seen_before(
    example, client, enrolled, course
):
    page = factories.pausing(course, factories.pause_at("0:20", example.block))
    before = text(client.get(page.url))
    assert f"What of {example.kind}?" in before
    assert [secret for secret in example.secrets if secret in before] == []
    words, earned = example.answers[0]
    response = client.post(url_of(page), fields_of(page, enrolled, words))
    assert response["Location"] == f"{page.url}#pause-{page.pauses()[0].name}"
    answer = PauseAnswer.objects.get()
    assert (answer.earned or 0) == earned
    told = text(client.get(page.url))
    assert "Your answer" in told
    assert f"{kinds.SECRET} because" in told


def test_own_words_are_kept_for_their_writer_shown_again_and_erased(client, enrolled, page):
    name = page.pauses()[0].name
    client.post(url_of(page), {f"{name}-words": "He looked at the window."})
    shown = text(client.get(page.url))
    assert "He looked at the window." in shown
    assert "Only you can see this." in shown
    client.post(url_of(page), {"erase": "1"})
    assert not PauseAnswer.objects.exists()


def test_words_save_themselves_and_are_told_when(client, page):
    name = page.pauses()[0].name
    saved = client.post(url_of(page), {f"{name}-words": "Half a"}, headers={"Accept": "application/json"})
    assert list(saved.json()) == ["saved_at"]
    assert PauseAnswer.objects.get().given == "Half a"
    long = {f"{name}-words": "x" * 5001}
    refused = client.post(url_of(page), long, headers={"Accept": "application/json"})
    assert refused.status_code == 400
    assert PauseAnswer.objects.get().given == "Half a"


def test_an_answer_can_be_tried_again_and_the_last_one_stands(client, enrolled, page):
    client.post(url_of(page, 1), fields_of(page, enrolled, ["Who is rung wrong"], 1))
    told = text(client.get(page.url))
    assert "Not this one" in told
    assert "Who is rung ill-chosen" in told
    name = page.pauses()[1].name
    assert f'name="{name}-answer"' in text(client.get(page.url, {"again": name}))
    client.post(url_of(page, 1), fields_of(page, enrolled, ["Who is rung right"], 1))
    assert PauseAnswer.objects.get().earned == 100


def test_an_empty_answer_is_refused_in_words_and_nothing_is_kept(client, page):
    version = QuestionVersion.objects.get()
    name = page.pauses()[1].name
    refused = text(client.post(url_of(page, 1), {f"{name}-shown_for": version.pk}))
    assert "Choose an answer." in refused
    assert "Come back to this" not in refused
    assert not PauseAnswer.objects.exists()


def test_a_question_that_was_changed_meanwhile_is_asked_as_it_is_now(client, enrolled, page):
    old = fields_of(page, enrolled, ["Who is rung right"], 1)
    page.pause_points[1].value["question"][0].value["stem"] = "Who is rung first"
    page.save_revision().publish()
    assert "This question has been changed" in text(client.post(url_of(page, 1), old, follow=True))
    assert not PauseAnswer.objects.exists()


def test_what_is_said_of_an_answer_stays_as_it_was_asked(client, enrolled, page):
    client.post(url_of(page, 1), fields_of(page, enrolled, ["Who is rung wrong"], 1))
    page.pause_points[1].value["question"][0].value["explanation"] = "Another reason"
    page.save_revision().publish()
    assert "Who is rung because" in text(client.get(page.url))


def test_publishing_again_without_a_change_asks_the_same_version(page):
    page.save_revision().publish()
    assert page.quiz.versions.count() == QuestionVersion.objects.count() == 1


def test_an_answer_is_no_event_and_completes_nothing(client, enrolled, page):
    before = Event.objects.count()
    client.post(url_of(page, 1), fields_of(page, enrolled, ["Who is rung right"], 1))
    assert (Event.objects.count(), Completion.objects.count()) == (before, 0)


def test_the_case_is_completed_whether_or_not_its_pauses_are_answered(client, course):
    page = factories.pausing(course, reflection_optional=True)
    client.post(reverse("complete_case", args=[page.pk]))
    assert Completion.objects.count() == 1


def test_only_whoever_is_on_the_course_answers(stranger_client, anonymous, course):
    page = factories.pausing(course, is_taster=True)
    sent = {f"{page.pauses()[0].name}-words": "Words"}
    shown = text(stranger_client.get(page.url))
    assert "What did you see?" in shown
    assert url_of(page) not in shown
    assert "data-pause data-at" not in shown
    for browser in (stranger_client, anonymous):
        assert browser.post(url_of(page), sent).status_code == 302
    assert not PauseAnswer.objects.exists()


def test_what_was_typed_before_a_sign_in_is_there_again(client, enrolled, page):
    name = page.pauses()[0].name
    client.get(page.url)
    client.session.flush()
    client.post(url_of(page), {f"{name}-words": "Typed too late."})
    client.force_login(enrolled)
    assert "Typed too late." in text(client.get(page.url))


def test_an_answer_sent_after_the_session_ran_out_is_chosen_again_and_not_taken(client, enrolled, page):
    late = fields_of(page, enrolled, ["Who is rung wrong"], 1)
    client.get(page.url)
    client.session.flush()
    client.post(url_of(page, 1), late)
    client.force_login(enrolled)
    shown = text(client.get(page.url))
    assert shown.count(" checked") == 1
    assert not PauseAnswer.objects.exists()


def test_an_old_link_to_a_pause_leads_to_it_on_the_page(client, page):
    assert client.get(url_of(page))["Location"] == f"{page.url}#pause-{page.pauses()[0].name}"


def test_an_unknown_pause_is_not_found(client, page):
    unknown = reverse("pause_point", args=[page.pk, "00000000-0000-4000-8000-000000000000"])
    assert client.get(unknown).status_code == client.post(unknown).status_code == 404


def test_another_learner_never_reads_an_answer(client, page, course, sign_in, django_user_model):
    name = page.pauses()[0].name
    client.post(url_of(page), {f"{name}-words": "Mine alone."})
    other = django_user_model.objects.create_user("other@example.org", "Oda Other", "think-family")
    factories.join(other, course)
    assert "Mine alone." not in text(sign_in(other).get(page.url))


def test_an_editor_sees_what_is_asked_and_nothing_that_can_be_sent(administrator, page):
    request = factories.request_of(administrator)
    shown = page.make_preview_request(original_request=request, preview_mode="").content.decode()
    assert "Who is rung wrong" in shown
    assert "/pause/" not in shown


def test_the_page_takes_as_many_queries_for_eight_pauses_as_for_one(client, course):
    counts = []
    for number in (1, 8):
        points = [
            factories.pause_at(f"0:{10 + place}", question(f"Q{number}{place}")) for place in range(number)
        ]
        page = factories.pausing(course, *points, title=f"With {number}")
        client.get(page.url)
        with CaptureQueriesContext(connection) as found:
            client.get(page.url)
        counts.append(len(found))
    assert counts[0] == counts[1]
