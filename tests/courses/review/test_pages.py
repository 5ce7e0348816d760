"""The pages of a review: what is in it to read, comments, and what a side decides."""

import pytest
from django.urls import reverse
from wagtail.models import Comment, Page

from casestudies.models import CaseStudyPage
from courses.models import CoursePage, LessonPage
from courses.reviews import approved_sides
from learning.people.sides import Side
from learning.records.models import Completion, Enrolment, Event, Note, Place
from learning.site.groups import let_trainers_write_below
from tests.casestudies import factories as cases
from tests.courses import forms, joint
from tests.courses.factories import LessonPageFactory
from tests.factories import UserFactory

RECORDS = (Completion, Enrolment, Event, Note, Place)


def address(page, course, name: str = "comment_in_review") -> str:
    return reverse(name, args=[course.pk, page.pk])


def say(client, page, course, text: str = "My mum would have said no."):
    return client.post(address(page, course), {f"page-{page.pk}-text": text})


# What they see


def test_an_expert_finds_the_courses_that_are_in_review_and_no_other(expert_client, in_review, other):
    page = expert_client.get(reverse("review")).content.decode()
    assert "Joint" in page
    assert "Canary course" not in page
    assert expert_client.get(reverse("review_course", args=[other.pk])).status_code == 404


def test_a_part_in_review_brings_its_course(expert_client, course):
    lesson = LessonPage.objects.get()
    joint.submit(lesson, joint.trainer_of(Side.CHILDREN))
    assert expert_client.get(reverse("review_course", args=[course.pk])).status_code == 200


def test_when_a_review_is_over_so_is_the_reading(expert_client, course):
    joint.approve(course, joint.trainer_of(Side.CHILDREN))
    assert expert_client.get(reverse("review_course", args=[course.pk])).status_code == 404


def test_every_part_is_listed_with_its_draft_to_read(expert_client, in_review, lesson):
    page = expert_client.get(reverse("review_course", args=[in_review.pk])).content.decode()
    assert [title for title in ("Joint", "Asking", "Who decides", "Dee") if title in page] == [
        "Joint", "Asking", "Who decides", "Dee",
    ]  # fmt: skip
    assert address(lesson, in_review, "review_preview") in page


def test_a_draft_is_read_as_a_learner_sees_it_and_nothing_is_recorded(expert_client, in_review, lesson):
    lesson.introduction = "Words of a draft"
    lesson.save_revision()
    before = [model.objects.count() for model in RECORDS]
    for page in (in_review, lesson, CaseStudyPage.objects.get()):
        response = expert_client.get(address(page, in_review, "review_preview"))
        assert response.status_code == 200, page
    page = expert_client.get(address(lesson, in_review, "review_preview")).content.decode()
    assert "Words of a draft" in page
    assert [model.objects.count() for model in RECORDS] == before


def test_a_module_has_no_page_to_read(expert_client, in_review):
    module = in_review.get_children().get()
    assert expert_client.get(address(module, in_review, "review_preview")).status_code == 404


def test_a_page_of_another_course_is_not_read_through_this_one(expert_client, in_review, other):
    stray = LessonPage.objects.descendant_of(other).get()
    assert expert_client.get(address(stray, in_review, "review_preview")).status_code == 404
    assert say(expert_client, stray, in_review).status_code == 404
    assert not Comment.objects.exists()


def test_a_film_in_review_is_seen_and_any_other_film_is_not(expert_client, in_review):
    shown, hidden = cases.film(), cases.film(title="Canary film")
    case = CaseStudyPage.objects.get()
    case.film = shown
    case.save_revision()
    assert expert_client.get(shown.file.url).status_code == 200
    assert expert_client.get(hidden.file.url).status_code == 404


# What they say


def test_a_comment_stands_in_the_authors_editor(
    expert, expert_client, in_review, lesson, administrator_client
):
    response = say(expert_client, lesson, in_review)
    assert response.headers["Location"].endswith(f"#page-{lesson.pk}")
    comment = Comment.objects.get()
    assert (comment.page_id, comment.user, comment.contentpath) == (lesson.pk, expert, "title")
    assert comment.has_valid_contentpath(LessonPage.objects.get(pk=lesson.pk))
    assert "My mum would have said no." in administrator_client.get(forms.edit_url(lesson)).content.decode()


def test_everyone_in_the_review_reads_it_and_it_is_escaped(expert_client, in_review, lesson, sign_in):
    say(expert_client, lesson, in_review, "<script>alert(1)</script> no")
    page = sign_in(joint.trainer_of(Side.ADULT)).get(reverse("review_course", args=[in_review.pk]))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; no" in page.content.decode()


def test_a_comment_that_is_dealt_with_is_not_shown_again(expert_client, in_review, lesson, administrator):
    say(expert_client, lesson, in_review)
    Comment.objects.update(resolved_at="2027-03-03T10:00Z", resolved_by=administrator)
    page = expert_client.get(reverse("review_course", args=[in_review.pk])).content.decode()
    assert "My mum" not in page


@pytest.mark.parametrize(("text", "words"), [("", "Enter your comment."), ("x" * 2001, "at most 2000")])
def test_a_comment_that_cannot_be_taken_says_why_and_is_not_lost(
    expert_client, in_review, lesson, text, words
):
    page = say(expert_client, lesson, in_review, text).content.decode()
    assert words in page
    assert text in page
    assert not Comment.objects.exists()


def test_the_editor_takes_a_draft_of_a_page_that_was_commented_on_meanwhile(
    expert_client, in_review, lesson, administrator_client
):
    """Its author had the page open before the comment was made: neither is lost."""
    sent = forms.lesson(lesson, forms.paragraph("Ask."))
    say(expert_client, lesson, in_review)
    assert administrator_client.post(forms.edit_url(lesson), sent).status_code == 302
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("count", [1, 12])
def test_the_page_takes_as_many_queries_for_one_part_and_comment_as_for_many(
    count, expert_client, in_review, lesson, queries
):
    for number in range(count):
        LessonPageFactory(parent=lesson.get_parent(), title=f"More {number}", live=False)
        Comment.objects.create(page=lesson, user=UserFactory(), text="Why?", contentpath="title")
    assert queries(expert_client, reverse("review_course", args=[in_review.pk])) == 33


# What a side decides


def waiting_state(course):
    return course.current_workflow_task_state


def decide(client, course, decision: str, text: str = ""):
    state = waiting_state(course)
    url = reverse("decide_in_review", args=[course.pk, state.pk])
    sent = {f"review-{state.pk}-decision": decision, f"review-{state.pk}-text": text}
    return client.post(url, sent, follow=True)


@pytest.fixture
def reviewer_client(sign_in, in_review):
    return sign_in(joint.trainer_of(Side.ADULT))


def test_a_reviewer_approves_for_their_side_on_the_same_page(reviewer_client, in_review):
    page = reviewer_client.get(reverse("review_course", args=[in_review.pk])).content.decode()
    assert "Your review of Joint" in page
    assert "You have approved “Joint”." in decide(reviewer_client, in_review, "approve").content.decode()
    assert approved_sides(in_review, pages=[in_review]) == {Side.ADULT}
    page = reviewer_client.get(reverse("review_course", args=[in_review.pk])).content.decode()
    assert "Your review of" not in page


def test_whoever_wants_changes_says_which(reviewer_client, in_review):
    assert "Say what should be changed." in decide(reviewer_client, in_review, "reject", " ").content.decode()
    assert waiting_state(in_review).status == "in_progress"
    page = decide(reviewer_client, in_review, "reject", "Say who rings.").content.decode()
    assert "The author of “Joint” has been asked for changes." in page
    assert in_review.workflow_states.get().task_states.get().comment == "Say who rings."


def test_a_decision_that_is_neither_is_refused(reviewer_client, in_review):
    assert decide(reviewer_client, in_review, "publish").status_code == 200
    assert waiting_state(in_review).status == "in_progress"


@pytest.mark.parametrize("side", [Side.CHILDREN, Side.NONE])
def test_nobody_decides_what_does_not_wait_for_them(side, sign_in, in_review):
    client = sign_in(joint.trainer_of(side))
    page = client.get(reverse("review_course", args=[in_review.pk])).content.decode()
    assert "Your review of" not in page
    assert decide(client, in_review, "approve").status_code == 404
    assert approved_sides(in_review, pages=[in_review]) == set()


def test_an_expert_and_an_administrator_decide_nothing(expert_client, administrator_client, in_review):
    for client in (expert_client, administrator_client):
        assert decide(client, in_review, "approve").status_code == 404
    assert waiting_state(in_review).status == "in_progress"


def test_the_pages_of_a_review_serve_trainers_and_are_shut_to_everyone_else(
    in_review, lesson, sign_in, learner_client, lead_client, catalogue
):
    let_trainers_write_below(catalogue)
    trainer_client = sign_in(joint.trainer_of(Side.ADULT))
    page = trainer_client.get(reverse("review_course", args=[in_review.pk])).content.decode()
    assert forms.edit_url(lesson) in page
    for client in (learner_client, lead_client):
        for url in (reverse("review"), reverse("review_course", args=[in_review.pk])):
            assert client.get(url).status_code == 302
        assert say(client, lesson, in_review).status_code == 302
    assert not Comment.objects.exists()
    assert Page.objects.filter(pk=lesson.pk).exists()
    assert not CoursePage.objects.get(pk=in_review.pk).live
