"""The admin's pages on which experts by experience sign off, choose how they are named, and trainers note payment."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page
from wagtail.permissions import policy_registry

from courses import review_pages
from courses.lived import signing
from courses.lived.forms import CreditForm, PaymentForm, Word, WordForm
from courses.lived.sign_offs import LivedExperienceSignOff
from courses.review_views import page_of_review, reviewers_only

ROWS_A_PAGE = 50
SIGNED = "You have signed off version {version} of “{title}”. Thank you."
NOT_YET = "The authors of “{title}” have your words. Sign off when you are content."
CHANGED = "“{title}” has been changed since you opened this page, so nothing is signed off yet. Read it again, and sign off what you have read."
NAMED = "Changed: {name}."
PAID = "Noted."


def own(person):
    return LivedExperienceSignOff.objects.by(person)


def theirs(person):
    """Those on courses that someone may change: whoever answers for a course notes payment."""
    may_change = policy_registry.get_by_type(Page).instances_user_has_permission_for(person, "change")
    return LivedExperienceSignOff.objects.filter(course__in=may_change)


@require_safe
@reviewers_only
def signed_off(request):
    """One's own sign-offs, and those on courses that one answers for."""
    others = Paginator(theirs(request.user).with_details().latest_first(), ROWS_A_PAGE)
    context = {
        "own": [
            {
                "row": row,
                "form": CreditForm(initial={"credited_as": row.credit.name}, prefix=f"credit-{row.pk}"),
            }
            for row in own(request.user).with_details().latest_first()
        ],
        "theirs": others.get_page(request.GET.get("page")),
        "header_title": "Signed off by experts by experience",
    }
    return render(request, "courses/lived/signed_off.html", context)


@require_POST
@reviewers_only
def sign_off_in_review(request, course_id: int):
    course = get_object_or_404(review_pages.courses_in_review(), pk=course_id)
    if not signing.may_sign(request.user, course=course):
        raise Http404
    form = WordForm(request.POST, prefix="word")
    if not form.is_valid():
        return page_of_review(request, course, sent=form)
    said, title = form.cleaned_data, course.get_admin_display_title()
    if said["word"] == Word.SIGN_OFF and said["seen"] != signing.stand_of(course):
        messages.warning(request, CHANGED.format(title=title))
        return page_of_review(request, course, sent=form)
    if said["text"].strip():
        review_pages.comment(page=course, by=request.user, text=said["text"])
    if said["word"] == Word.NOT_YET:
        messages.success(request, NOT_YET.format(title=title))
        return redirect("review_course", course.pk)
    row = signing.sign_off(course=course, by=request.user, at=timezone.now(), credited_as=said["credited_as"])
    messages.success(request, SIGNED.format(version=row.version, title=title))
    return redirect("signed_off")


@require_POST
@reviewers_only
def credit_in_review(request, sign_off_id: int):
    row = get_object_or_404(own(request.user), pk=sign_off_id)
    form = CreditForm(request.POST, prefix=f"credit-{row.pk}")
    if form.is_valid():
        name = form.cleaned_data["credited_as"]
        signing.change_credit(sign_off=row, credited_as=name)
        messages.success(
            request, NAMED.format(name=f"you are named as {name}" if name else "you are not named")
        )
    else:
        messages.error(request, form.errors["credited_as"][0])
    return redirect("signed_off")


@require_POST
@reviewers_only
def payment_in_review(request, sign_off_id: int):
    row = get_object_or_404(theirs(request.user), pk=sign_off_id)
    form = PaymentForm(request.POST)
    if form.is_valid():
        signing.record_payment(sign_off=row, is_paid=form.cleaned_data["is_paid"])
        messages.success(request, PAID)
    else:
        messages.error(request, form.errors["is_paid"][0])
    return redirect("signed_off")
