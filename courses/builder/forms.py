"""What the builder asks for."""

from django import forms
from wagtail.models import Page

from casestudies.pages import CaseStudyPage
from casestudies.two_sides.pages import TwoSidedCasePage
from courses.builder.contents import Module
from courses.builder.skeletons import Skeleton
from courses.lessons import LessonPage
from learning.records.pages import Activity
from learning.records.versions import Version
from quizzes.pages import QuizPage

KINDS: dict[str, type[Activity]] = {
    "lesson": LessonPage,
    "case": CaseStudyPage,
    "sides": TwoSidedCasePage,
    "quiz": QuizPage,
}
COPY = "copy"


class TitleForm(forms.Form):
    title = forms.CharField(max_length=255, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class ModuleForm(TitleForm):
    """A new module."""


class PartForm(TitleForm):
    """A new part of a module. Shown, it offers the places in a module; sent, it says the page to go after."""

    kind = forms.ChoiceField(
        choices=[
            ("lesson", "Lesson"),
            ("case", "Case study"),
            ("sides", "Two-sided case"),
            ("quiz", "Quiz"),
        ]
    )
    after = forms.IntegerField(label="Where", required=False, min_value=1)

    @classmethod
    def offering(cls, module: Module) -> "PartForm":
        form = cls(auto_id=f"id_{module.pk}_%s")
        places = [("", "At the end"), *((part.pk, f"After “{part.title}”") for part in module.parts)]
        form.fields["after"].widget = forms.Select(choices=places)
        return form

    @property
    def kind_of_page(self) -> type[Activity]:
        return KINDS[self.cleaned_data["kind"]]


class ArrangeForm(forms.Form):
    """What every change of order says: the order that was seen."""

    seen = forms.CharField(max_length=64)


class StepForm(ArrangeForm):
    direction = forms.ChoiceField(choices=[("up", "Up"), ("down", "Down")])


class MoveForm(ArrangeForm):
    before = forms.IntegerField(required=False, min_value=1)
    into = forms.IntegerField(required=False, min_value=1)

    def clean(self):
        cleaned = super().clean()
        if bool(cleaned.get("before")) == bool(cleaned.get("into")):
            raise forms.ValidationError("Say where it goes.")
        return cleaned


class MinutesForm(forms.Form):
    minutes = forms.IntegerField(min_value=1, max_value=600)


class NewCourseForm(TitleForm):
    """A new course: from nothing, from a skeleton, or from another course."""

    start = forms.ChoiceField(
        label="Start from",
        choices=[
            *Skeleton.choices,
            (COPY, "A copy of a course: its modules, parts and questions, and none of its records"),
        ],
        widget=forms.RadioSelect,
        initial=Skeleton.JOINT,
    )
    original = forms.ModelChoiceField(
        Page.objects.none(), label="Which course", required=False, empty_label="Choose a course"
    )

    def __init__(self, *args, courses, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["original"].queryset = courses
        self.fields["original"].label_from_instance = lambda course: course.draft_title
        if not courses.exists():
            self.fields["start"].choices = Skeleton.choices
            del self.fields["original"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("start") == COPY and "original" not in self.errors and not cleaned.get("original"):
            self.add_error("original", "Choose the course to copy.")
        return cleaned


class ReleaseForm(forms.Form):
    """What kind of change it is, for those who are part-way. The first time there is nobody to tell."""

    change = forms.ChoiceField(
        label="This change is", choices=Version.Change, initial=Version.Change.MINOR, widget=forms.RadioSelect
    )
    what_changed = forms.CharField(
        label="What has changed",
        max_length=300,
        required=False,
        help_text="For a material change, in a sentence. People who are part-way through read it.",
    )

    def __init__(self, *args, is_first: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if is_first:
            self.fields.clear()
