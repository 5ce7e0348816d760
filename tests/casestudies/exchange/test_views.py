"""Answer first, then read what others would do; the first answer stays as it was."""

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from casestudies.models import Reflection, ReflectionText
from learning.people.models import Post, PracticeGroup
from tests.casestudies import factories
from tests.casestudies.factories import AT, WORDS, answers
from tests.factories import UserFactory

SEEDS = ("Seed of a nurse.", "Seed of a social worker.")


def url(case) -> str:
    return reverse("answer_case", args=[case.pk])


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def committed(client, case) -> Reflection:
    client.post(url(case), answers(case, WORDS + " first"))
    return Reflection.objects.get()


def test_nothing_of_the_others_is_sent_before_one_has_answered(client, case):
    pages = [case.get_url(), url(case), reverse("add_to_answer", args=[case.pk])]
    client.post(url(case), answers(case, "Too short."))
    for address in pages:
        for method in (client.get, client.post):
            found = text(method(address, follow=True))
            assert not [seed for seed in (*SEEDS, "Care coordinator") if seed in found], address


def test_committing_opens_what_others_would_do_the_other_side_first(client, case):
    response = client.post(url(case), answers(case), follow=True)
    page = text(response)
    assert "Your first answer is saved and will not change. Here is what others would do." in page
    assert all(seed in page for seed in SEEDS)
    assert page.count("Written by the course team") == 2
    assert "First step: Book a joint visit" in page
    assert "Care coordinator" in page


@pytest.mark.parametrize(
    ("code", "first", "last"), [("mhn", "social worker", "nurse"), ("csw", "nurse", "social worker")]
)
def test_the_other_side_speaks_first(client, enrolled, case, code, first, last):
    group = PracticeGroup.objects.get(code=code)
    Post.objects.filter(person=enrolled).update(practice_group=group, service_side=group.service_side)
    page = text(client.post(url(case), answers(case), follow=True))
    assert page.index(f"Seed of a {first}.") < page.index(f"Seed of a {last}.")
    assert page.index("From the other side first") < page.index("From your own side")


def test_a_commitment_keeps_the_words_the_step_the_post_and_the_version(client, enrolled, case):
    client.post(url(case), answers(case))
    reflection = Reflection.objects.get()
    post = enrolled.posts.get()
    assert (reflection.first_step_first, reflection.first_step_second) == ("ring", "")
    assert (reflection.practice_group, reflection.service_side) == (post.practice_group, post.service_side)
    assert reflection.version.course_id == case.course_page().pk
    assert sorted(reflection.texts.values_list("prompt", "text_first", "question")) == sorted(
        (prompt.id, WORDS, prompt.value["question"]) for prompt in case.prompts
    )


def test_someone_without_a_post_answers_from_no_side(course, case, sign_in):
    person = UserFactory()
    factories.join(person, course)
    page = text(sign_in(person).post(url(case), answers(case), follow=True))
    assert "What others would do</h2>" in page
    assert Reflection.objects.get().practice_group is None


def test_too_few_words_are_counted_named_and_kept(client, case):
    child = case.prompts[0].id
    response = client.post(url(case), answers(case) | {f"answer_{child}": "Just three words"})
    page = text(response)
    assert response.status_code == 200
    assert "Write at least 25 words about the child. You have written 3. What you have is saved." in page
    assert f'href="#id_answer_{child}"' in page
    assert "Just three words</textarea>" in page
    assert Reflection.objects.get().committed_at is None
    assert ReflectionText.objects.get(prompt=child).text_first == "Just three words"


def test_a_first_step_is_asked_for(client, case):
    page = text(client.post(url(case), answers(case, first_step="")))
    assert "Choose a first step. What you have written is saved." in page
    assert Reflection.objects.get().committed_at is None


def test_a_forged_first_step_is_refused_and_the_words_are_kept(client, case):
    page = text(client.post(url(case), answers(case, first_step="wait_and_see")))
    assert "Choose one of the first steps in the list." in page
    assert WORDS in page
    assert Reflection.objects.get().first_step_first == ""
    assert ReflectionText.objects.filter(text_first=WORDS).count() == 3


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("w " * 5000, "Shorten your answer about the child to 5,000 characters. It has 9999."),
        (WORDS + "\x00", "Take the characters that cannot be shown out of your answer about the child."),
    ],
)
def test_what_cannot_be_kept_is_refused_by_name_and_the_rest_is_kept(client, case, typed, refusal):
    child, parent = case.prompts[0].id, case.prompts[1].id
    page = text(client.post(url(case), answers(case) | {f"answer_{child}": typed}))
    assert refusal in page
    assert not ReflectionText.objects.filter(prompt=child).exists()
    assert ReflectionText.objects.get(prompt=parent).text_first == WORDS


def test_answers_to_questions_of_another_page_are_not_kept(client, course, case):
    other = factories.case(course, title="Other", film=None)
    client.post(url(case), answers(other))
    assert set(ReflectionText.objects.values_list("text_first", flat=True)) == {""}


def test_the_first_answer_never_changes(client, case, committed):
    client.post(url(case), answers(case, "Another answer " * 20, first_step="visit"))
    client.post(reverse("keep_answer", args=[case.pk]), answers(case, "Late draft " * 20))
    client.post(
        reverse("add_to_answer", args=[case.pk]), answers(case, "A second answer.", first_step="visit")
    )
    committed.refresh_from_db()
    assert committed.first_step_first == "ring"
    assert set(committed.texts.values_list("text_first", flat=True)) == {WORDS + " first"}


def test_an_answer_sent_late_from_another_window_is_offered_as_a_second_one(client, case, committed):
    page = text(client.post(url(case), answers(case, "Typed in the other window.", first_step="visit")))
    assert "Your first answer was already saved, and does not change." in page
    assert "Typed in the other window.</textarea>" in page


def test_sending_the_same_answer_twice_is_harmless(client, case, committed):
    at = committed.committed_at
    assert client.post(url(case), answers(case, WORDS + " first"))["Location"] == url(case)
    committed.refresh_from_db()
    assert committed.committed_at == at


def test_a_second_answer_stands_beside_the_first_and_may_be_changed(client, case, committed):
    child = case.prompts[0].id
    for words in ("Then I thought again.", "And again."):
        client.post(
            reverse("add_to_answer", args=[case.pk]), {f"answer_{child}": words, "first_step": "visit"}
        )
    committed.refresh_from_db()
    found = committed.texts.get(prompt=child)
    assert (found.text_first, found.text_second) == (WORDS + " first", "And again.")
    assert (committed.first_step_first, committed.first_step_second) == ("ring", "visit")
    assert "And again.</textarea>" in text(client.get(url(case)))


def test_beside_the_others_is_whom_to_turn_to_and_once_it_is_finished_the_way_on(client, case, committed):
    following = factories.case(case.course_page(), title="The joint plan")
    page = text(client.get(url(case)))
    assert "Close to home?" in page
    assert "Next: The joint plan" not in page
    client.post(reverse("complete_case", args=[case.pk]))
    assert f'href="{following.url}">Next: The joint plan' in text(client.get(url(case)))


def test_adding_nothing_writes_nothing(client, case, committed):
    client.post(reverse("add_to_answer", args=[case.pk]), answers(case, "", first_step=""))
    committed.refresh_from_db()
    assert committed.added_at is None


def test_a_forged_second_step_is_refused_and_the_words_stay(client, case, committed):
    page = text(
        client.post(
            reverse("add_to_answer", args=[case.pk]), answers(case, "Second.", first_step="nothing_like_it")
        )
    )
    assert "Choose one of the first steps in the list." in page
    assert "Second.</textarea>" in page


def test_where_answering_is_optional_a_few_words_open_the_others(client, course):
    case = factories.case(course, film=None, reflection_optional=True)
    assert "Write something in one of the boxes" in text(client.post(url(case), answers(case, "")))
    first = case.prompts[0].id
    page = text(client.post(url(case), {f"answer_{first}": "Two words", "first_step": "ring"}, follow=True))
    assert SEEDS[0] in page


def test_autosave_keeps_the_draft_and_says_when(enrolled, sign_in, case):
    with time_machine.travel(AT, tick=False):
        client = sign_in(enrolled)
        response = client.post(reverse("keep_answer", args=[case.pk]), answers(case, "A beginning."))
        page = text(client.get(url(case)))
    saved = date_format(timezone.localtime(AT), "TIME_FORMAT")
    assert response.json() == {"saved_at": saved}
    assert f"Saved {saved}." in page
    assert "A beginning.</textarea>" in page


def test_autosave_says_when_it_is_too_late(client, case, committed):
    assert client.post(reverse("keep_answer", args=[case.pk]), answers(case)).status_code == 409


def test_autosave_of_someone_signed_out_says_so(anonymous, case):
    assert anonymous.post(reverse("keep_answer", args=[case.pk]), answers(case)).status_code == 401


def test_an_answer_sent_after_the_session_ended_is_in_the_box_after_signing_in(client, enrolled, case):
    client.get(url(case))
    del client.cookies[settings.SESSION_COOKIE_NAME]
    response = client.post(url(case), answers(case, "Typed for twenty minutes."))
    assert response["Location"].startswith(reverse("account_login"))
    client.force_login(enrolled)
    assert "Typed for twenty minutes.</textarea>" in text(client.get(url(case)))


def test_an_answer_is_its_writers_alone(case, committed, course, sign_in, administrator, trainer, lead):
    for other in (administrator, trainer, lead):
        factories.join(other, course)
        assert "first</textarea>" not in text(sign_in(other).get(url(case)))
        assert WORDS not in text(sign_in(other).get(url(case)))


@pytest.mark.parametrize("name", ["answer_case", "add_to_answer", "complete_case"])
def test_someone_not_on_the_course_is_sent_to_it_and_nothing_is_kept(stranger_client, case, name):
    response = stranger_client.post(reverse(name, args=[case.pk]), answers(case))
    assert response["Location"] == case.course_page().get_url()
    assert not Reflection.objects.exists()


def test_autosave_of_someone_not_on_the_course_is_not_found(stranger_client, case):
    assert stranger_client.post(reverse("keep_answer", args=[case.pk]), answers(case)).status_code == 404


@pytest.mark.parametrize("name", ["answer_case", "keep_answer", "add_to_answer", "complete_case"])
def test_a_page_that_does_not_exist_is_not_found(client, name):
    assert client.post(reverse(name, args=[999999])).status_code == 404


def test_what_was_typed_is_kept_when_the_page_was_taken_down_meanwhile(client, case):
    case.unpublish()
    response = client.post(url(case), answers(case, "Nearly there."), follow=True)
    assert "This part has been taken down. What you have done so far is kept." in text(response)
    assert set(ReflectionText.objects.values_list("text_first", flat=True)) == {"Nearly there."}


def test_an_edit_of_the_questions_leaves_the_answer_as_it_was_asked(client, case, committed):
    case.prompts = [("prompt", {"lens": "family", "question": "Something else?"})]
    case.save_revision().publish()
    page = text(client.get(url(case)))
    assert WORDS + " first" in page
    assert committed.texts.filter(question="What was it like for Joel?").exists()
