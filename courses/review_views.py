"""The pages of the admin for whoever reviews: what is in review, each page of it as a learner sees it, comments, and
what a side decides.
"""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from courses import review_pages
from courses.lived import signing
from courses.lived.forms import WordForm
from courses.lived.marks import version_to_sign
from courses.review_forms import CommentForm, Decision, DecisionForm

SAID = "Your comment is with the author of “{title}”."
DECIDED = {
    Decision.APPROVE: "You have approved “{title}”.",
    Decision.ASK_FOR_CHANGES: "The author of “{title}” has been asked for changes.",
}


def reviewers_only(view):
    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if not review_pages.may_look(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return wrapper


@require_safe
@reviewers_only
def review(request):
    context = {"courses": review_pages.courses_in_review(), "header_title": "In review"}
    return render(request, "courses/review/index.html", context)


@require_safe
@reviewers_only
def review_course(request, course_id: int):
    return page_of_review(request, _course(course_id))


@require_safe
@reviewers_only
def review_preview(request, course_id: int, page_id: int):
    """A page's latest draft, as a learner sees it. Nothing is recorded."""
    page = _page_of(_course(course_id), page_id).get_latest_revision_as_object()
    if not page.is_previewable():
        raise Http404
    return page.make_preview_request(request, page.default_preview_mode)


@require_POST
@reviewers_only
def comment_in_review(request, course_id: int, page_id: int):
    course = _course(course_id)
    page = _page_of(course, page_id)
    form = CommentForm(request.POST, prefix=f"page-{page.pk}")
    if not form.is_valid():
        return page_of_review(request, course, sent=form)
    review_pages.comment(page=page, by=request.user, text=form.cleaned_data["text"])
    messages.success(request, SAID.format(title=page.get_admin_display_title()))
    return redirect(f"{reverse('review_course', args=[course.pk])}#page-{page.pk}")


@require_POST
@reviewers_only
def decide_in_review(request, course_id: int, state_id: int):
    """Approve, or ask for changes, for one's side. What does not wait for this person is not found."""
    course = _course(course_id)
    waiting = {state.pk: state for state in review_pages.waiting_for(request.user, course)}
    if not (state := waiting.get(state_id)):
        raise Http404
    form = DecisionForm(request.POST, prefix=f"review-{state.pk}")
    if not form.is_valid():
        return page_of_review(request, course, sent=form)
    decision = Decision(form.cleaned_data["decision"])
    state.task.specific.on_action(state, request.user, decision, comment=form.cleaned_data["text"])
    messages.success(request, DECIDED[decision].format(title=state.revision.object_str))
    return redirect("review")


def _course(course_id: int):
    return get_object_or_404(review_pages.courses_in_review(), pk=course_id)


def _page_of(course, page_id: int):
    return get_object_or_404(review_pages.pages_of(course), pk=page_id).specific


def page_of_review(request, course, sent=None):
    """The course's page; `sent` is a form that could not be taken, and stands where it was."""

    def form(kind, prefix: str):
        return sent if sent and sent.prefix == prefix else kind(prefix=prefix)

    context = {
        "course": course,
        "waiting": [
            {"state": state, "form": form(DecisionForm, f"review-{state.pk}")}
            for state in review_pages.waiting_for(request.user, course)
        ],
        "rows": [
            {"row": row, "form": form(CommentForm, f"page-{row.page.pk}")}
            for row in review_pages.reviewed(course)
        ],
        "word": _word(request.user, course, form),
        "may_edit": course.permissions_for_user(request.user).can_edit(),
        "header_title": f"Review: {course.get_admin_display_title()}",
    }
    return render(request, "courses/review/course.html", context)


def _word(person, course, form) -> dict | None:
    """What an expert by experience is asked; None for anyone else."""
    if not signing.may_sign(person, course=course):
        return None
    return {
        "form": form(WordForm, "word"),
        "version": version_to_sign(course),
        "seen": signing.stand_of(course),
        "signed": signing.signed(person, course=course),
    }
