"""Files of questions into the bank and out of it: previewed, given a topic, never twice, and published when asked."""

import pytest
from django.urls import reverse

from quizzes.interchange.detect import Format, read
from quizzes.models import BankQuestion
from tests.factories import LineManagerFactory
from tests.quizzes.factories import bank_question
from tests.quizzes.files.test_importing import file, kept

GIFT = (
    "Where is Bo tonight?{=With Dad ~At school}\n\n$CATEGORY: top/Asking\n\nWho is at home?{=Ask ~Guess}\n\n"
    "Which is best?{=Ask who lives there, each by name, and what they need this week ~No ~Yes ~So}\n\nbroken { here"
)


@pytest.fixture
def preview(trainer_client):
    """The page after a file was sent."""
    return trainer_client.post(
        reverse("import_to_bank"), {"file": file(GIFT), "format": "auto", "topic": "At home"}
    )


def add(client, preview, how: str) -> str:
    sent = {"kept": kept(preview), "add": how}
    return client.post(reverse("import_to_bank"), sent, follow=True).content.decode()


def topics() -> list[list[str]]:
    return [question.topics for question in BankQuestion.objects.order_by("pk")]


def test_a_preview_shows_each_question_and_what_cannot_be_read_and_adds_nothing(preview):
    words = preview.content.decode()
    assert "Add 3 questions and publish" in words
    assert "Where is Bo tonight?" in words
    assert preview.context["problems"][0].line == 9
    assert not BankQuestion.objects.exists()


def test_each_has_its_category_as_topic_or_the_one_that_was_given(preview, trainer_client):
    words = add(trainer_client, preview, "draft")
    assert "3 questions added to the bank as drafts." in words
    assert topics() == [["At home"], ["Asking"], ["Asking"]]
    assert not BankQuestion.objects.live().exists()


def test_what_may_not_be_published_stays_a_draft_with_the_reason(preview, trainer_client):
    words = add(trainer_client, preview, "publish")
    assert "2 questions added to the bank and published. 1 question added to the bank as drafts." in words
    assert "much longer" in words
    assert BankQuestion.objects.live().count() == 2


def test_the_same_again_adds_nothing(preview, trainer_client):
    add(trainer_client, preview, "draft")
    assert "3 questions already in it, so not added again." in add(trainer_client, preview, "publish")
    assert BankQuestion.objects.count() == 3


def test_what_comes_back_broken_adds_nothing(trainer_client):
    answer = trainer_client.post(reverse("import_to_bank"), {"kept": "{", "add": "draft"}, follow=True)
    assert "did not come back whole" in answer.content.decode()
    assert not BankQuestion.objects.exists()


@pytest.mark.parametrize("form", [Format.GIFT, Format.MOODLE_XML, Format.JSON])
def test_the_bank_comes_out_as_it_went_in(preview, trainer_client, form):
    add(trainer_client, preview, "draft")
    text = trainer_client.get(reverse("export_bank"), {"format": form.value}).content
    stems = [item.stem for item in read(text)[1].items]
    assert stems == ["Where is Bo tonight?", "Who is at home?", "Which is best?"]


def test_an_empty_bank_has_nothing_to_download(trainer_client):
    words = trainer_client.get(reverse("export_bank"), {"format": "gift"}).content.decode()
    assert "There is nothing to download." in words


@pytest.mark.parametrize("name", ["import_to_bank", "export_bank"])
def test_a_manager_is_turned_away(name, learner, sign_in):
    bank_question("Why?", "Asking")
    LineManagerFactory(person=learner)
    assert b"Why?" not in sign_in(learner).get(reverse(name), follow=True).content


def test_the_list_leads_to_both(trainer_client):
    words = trainer_client.get(reverse(BankQuestion.snippet_viewset.get_url_name("list"))).content.decode()
    assert reverse("import_to_bank") in words
    assert reverse("export_bank") in words
