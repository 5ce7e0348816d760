"""The pages of the admin for whoever reviews: what is in review, each page of it as a learner sees it, and comments."""

from functools import wraps

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from courses import review_pages
from learning.people.worded import words

LONGEST = 2000
SAID = "Your comment is with the author of “{title}”."


class CommentForm(forms.Form):
    text = forms.CharField(
        label="Your comment",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=words("your comment"),
    )


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
    return _page(request, _course(course_id))


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
    form = CommentForm(request.POST, prefix=str(page.pk))
    if not form.is_valid():
        return _page(request, course, sent=(page.pk, form))
    review_pages.comment(page=page, by=request.user, text=form.cleaned_data["text"])
    messages.success(request, SAID.format(title=page.get_admin_display_title()))
    return redirect(f"{reverse('review_course', args=[course.pk])}#page-{page.pk}")


def _course(course_id: int):
    return get_object_or_404(review_pages.courses_in_review(), pk=course_id)


def _page_of(course, page_id: int):
    return get_object_or_404(review_pages.pages_of(course), pk=page_id).specific


def _page(request, course, sent=(None, None)):
    """The course's page; `sent` is the key of a page and the form that could not be taken."""
    key, form = sent
    rows = [
        {"row": row, "form": form if row.page.pk == key else CommentForm(prefix=str(row.page.pk))}
        for row in review_pages.reviewed(course)
    ]
    context = {
        "course": course,
        "rows": rows,
        "may_edit": course.permissions_for_user(request.user).can_edit(),
        "header_title": f"Review: {course.get_admin_display_title()}",
    }
    return render(request, "courses/review/course.html", context)
