"""What is sent from the builder. Each change answers with the builder again, at the page that was changed."""

from collections.abc import Callable
from functools import wraps

from django import forms
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.models import Page

from courses.builder import changes, copies
from courses.builder.forms import MinutesForm, ModuleForm, MoveForm, PartForm, StepForm
from courses.builder.listing import find_course
from courses.builder.places import Refused
from courses.pages import CoursePage
from learning.records.counting import minutes_in_words

MOVED = "“{title}” has been moved. Where it is live, learners see the new order at once."
COPIED = "“{title}” is there, as a draft. It has no records of what people did: those stay with the original."
ADDED = "“{title}” is there, as a draft."
MINUTES = "“{title}” now says {minutes}, in its draft."


def change(view: Callable) -> Callable:
    """A change to a course, sent by POST by someone who may make it. The view returns the page that it changed."""

    @require_POST
    @wraps(view)
    def wrapper(request, course_id: int, **kwargs):
        course = find_course(request.user, course_id)
        try:
            return redirect(address_of(course, view(request, course, **kwargs)))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("course_builder", course.pk)

    return wrapper


def address_of(course: CoursePage, page: Page) -> str:
    """The builder, at a page of the course."""
    return f"{reverse('course_builder', args=[course.pk])}#page-{page.pk}"


def checked(form: forms.Form) -> dict:
    """What a form says, or a refusal in the form's own words."""
    if form.is_valid():
        return form.cleaned_data
    label, errors = next(iter(form.errors.items()))
    name = form.fields[label].label or label.capitalize() if label in form.fields else ""
    raise Refused(f"{name}: {errors[0]}" if name else errors[0])


@change
def add_module(request, course):
    module = changes.add_module(course=course, **checked(ModuleForm(request.POST)), by=request.user)
    messages.success(request, ADDED.format(title=module.title))
    return module


@change
def add_part(request, course, module_id: int):
    form = PartForm(request.POST)
    said = checked(form)
    part = changes.add_part(
        course=course,
        kind=form.kind_of_page,
        title=said["title"],
        module=module_id,
        after=said["after"],
        by=request.user,
    )
    button = messages.button(reverse("wagtailadmin_pages:edit", args=[part.pk]), "Write it")
    messages.success(request, ADDED.format(title=part.title), buttons=[button])
    return part


@change
def step_page(request, course, page_id: int):
    said = checked(StepForm(request.POST))
    page = changes.step(
        course=course, key=page_id, up=said["direction"] == "up", seen=said["seen"], by=request.user
    )
    messages.success(request, MOVED.format(title=page.draft_title))
    return page


@change
def move_page(request, course, page_id: int):
    page = changes.move(course=course, key=page_id, **checked(MoveForm(request.POST)), by=request.user)
    messages.success(request, MOVED.format(title=page.draft_title))
    return page


@change
def duplicate_page(request, course, page_id: int):
    copy = copies.duplicate(course=course, key=page_id, by=request.user)
    messages.success(request, COPIED.format(title=copy.draft_title))
    return copy


@change
def use_minutes(request, course, page_id: int):
    part = changes.set_minutes(
        course=course, key=page_id, **checked(MinutesForm(request.POST)), by=request.user
    )
    messages.success(request, MINUTES.format(title=part.title, minutes=minutes_in_words(part.minutes)))
    return part
