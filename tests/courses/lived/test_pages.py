"""What experts by experience, trainers and everyone else find of sign-offs in the admin."""

import pytest
from django.urls import reverse
from wagtail.models import Comment

from courses.lived import signing
from courses.models import ExpertCredit, LivedExperienceSignOff
from learning.site.groups import let_trainers_write_below
from tests.courses import joint
from tests.factories import UserFactory


def say(client, course, word: str, **said):
    """As from a page that was opened just now."""
    seen = signing.stand_of(course)
    data = {
        f"word-{name}": value
        for name, value in ({"word": word, "text": "", "credited_as": "", "seen": seen} | said).items()
    }
    return client.post(reverse("sign_off_in_review", args=[course.pk]), data)


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def signed(course, expert, now):
    return signing.sign_off(course=course, by=expert, at=now, credited_as="Lorna")


def test_an_expert_reads_is_asked_and_signs_off_by_a_name_of_their_own(expert_client, in_review):
    page = reverse("review_course", args=[in_review.pk])
    assert "This will be version 1" in text(expert_client.get(page))
    assert say(expert_client, in_review, "sign_off", credited_as="A mum of two").status_code == 302
    row = LivedExperienceSignOff.objects.get()
    assert (row.version, row.credit.name, row.credit.is_paid) == (1, "A mum of two", None)
    after = text(expert_client.get(page))
    assert "You have signed off version 1. You are named as A mum of two." in after
    assert 'name="word-word"' not in after


def test_not_yet_needs_words_which_the_authors_keep_and_signs_nothing(expert_client, in_review, expert):
    page = text(say(expert_client, in_review, "not_yet"))
    assert "Say what should change first." in page
    say(expert_client, in_review, "not_yet", text="Nobody talks like that.")
    assert [(said.text, said.user, said.page_id) for said in Comment.objects.all()] == [
        ("Nobody talks like that.", expert, in_review.pk)
    ]
    assert not LivedExperienceSignOff.objects.exists()


def test_what_was_changed_since_it_was_read_is_not_signed_off_and_nothing_typed_is_lost(
    expert_client, in_review
):
    seen = signing.stand_of(in_review)
    in_review.save_revision()
    page = text(say(expert_client, in_review, "sign_off", credited_as="Lorna", text="Well said.", seen=seen))
    assert "has been changed since you opened this page, so nothing is signed off yet." in page
    assert ("Lorna" in page, "Well said." in page) == (True, True)
    assert not LivedExperienceSignOff.objects.exists()
    assert f'value="{signing.stand_of(in_review)}"' in page


def test_words_beside_a_sign_off_are_kept_too(expert_client, in_review):
    say(expert_client, in_review, "sign_off", text="Better now.")
    assert Comment.objects.get().text == "Better now."
    assert LivedExperienceSignOff.objects.exists()


def test_what_is_not_in_review_is_not_signed_off(expert_client, course):
    assert say(expert_client, course, "sign_off").status_code == 404


def test_a_trainer_is_not_asked_and_signs_nothing(trainer_client, in_review):
    assert "as someone who has lived it" not in text(
        trainer_client.get(reverse("review_course", args=[in_review.pk]))
    )
    assert say(trainer_client, in_review, "sign_off").status_code == 404
    assert not LivedExperienceSignOff.objects.exists()


def test_an_expert_takes_their_name_back_whenever_they_like(expert_client, signed):
    page = text(expert_client.get(reverse("signed_off")))
    assert 'value="Lorna"' in page
    expert_client.post(reverse("credit_in_review", args=[signed.pk]), {f"credit-{signed.pk}-credited_as": ""})
    assert ExpertCredit.objects.get().name == ""


def test_the_name_of_somebody_else_is_not_theirs_to_change(trainer_client, sign_in, expert, signed):
    other = UserFactory()
    other.groups.add(*expert.groups.all())
    for client in (trainer_client, sign_in(other)):
        address = reverse("credit_in_review", args=[signed.pk])
        assert client.post(address, {f"credit-{signed.pk}-credited_as": "X"}).status_code == 404
    assert ExpertCredit.objects.get().name == "Lorna"


@pytest.mark.parametrize(("word", "is_paid"), [("yes", True), ("no", False)])
def test_a_trainer_of_the_course_notes_whether_somebody_was_paid(word, is_paid, trainer_client, signed):
    let_trainers_write_below(signed.course.get_parent())
    assert "Paid: not noted yet" in text(trainer_client.get(reverse("signed_off")))
    trainer_client.post(reverse("payment_in_review", args=[signed.pk]), {"is_paid": word})
    assert ExpertCredit.objects.get().is_paid is is_paid


def test_payment_is_nothing_for_experts_or_for_trainers_of_other_courses(
    expert_client, trainer_client, signed
):
    for client in (expert_client, trainer_client):
        assert (
            client.post(reverse("payment_in_review", args=[signed.pk]), {"is_paid": "yes"}).status_code == 404
        )
        assert "Paid:" not in text(client.get(reverse("signed_off")))
    assert ExpertCredit.objects.get().is_paid is None


def test_a_word_that_is_neither_yes_nor_no_changes_nothing(administrator_client, signed):
    administrator_client.post(reverse("payment_in_review", args=[signed.pk]), {"is_paid": "perhaps"})
    assert ExpertCredit.objects.get().is_paid is None


def test_a_learner_finds_nothing_of_it(learner_client, signed):
    for name, args in (
        ("signed_off", []),
        ("credit_in_review", [signed.pk]),
        ("payment_in_review", [signed.pk]),
    ):
        address = reverse(name, args=args)
        assert {learner_client.get(address).status_code, learner_client.post(address).status_code} <= {
            302,
            404,
            405,
        }
    assert ExpertCredit.objects.get().is_paid is None


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_takes_as_many_queries_for_one_as_for_many(
    count, administrator_client, catalogue, expert, now, django_assert_num_queries
):
    for number in range(count):
        course = joint.plant(catalogue, title=f"C{number}")
        signing.sign_off(course=course, by=expert, at=now)
    administrator_client.get(reverse("signed_off"))
    with django_assert_num_queries(10):
        administrator_client.get(reverse("signed_off"))
