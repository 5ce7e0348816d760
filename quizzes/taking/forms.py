"""What a learner sends: an answer to one question. Its choices are the random ids of the attempt."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, LayoutObject, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.template.defaultfilters import linebreaks
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from quizzes.asking.shapes import Shape
from quizzes.attempts import flags
from quizzes.attempts.attempt_questions import AttemptQuestion

REVISION_MAX = 1_000_000
SAVE, CHECK = "Save and continue", "Check my answer"


class RevisionField(forms.IntegerField):
    """The revision that the page showed. What is not a number counts as none, so it can overwrite nothing."""

    widget = forms.HiddenInput

    def clean(self, value) -> int:
        try:
            return super().clean(value) or 0
        except ValidationError:
            return 0


def words(text: str) -> SafeString:
    """An author's plain words as escaped paragraphs."""
    return SafeString(linebreaks(text, autoescape=True)) if text else SafeString("")


class Parts(LayoutObject):
    """The fields of a question with a field for each line, under one heading."""

    template = "quizzes/parts.html"

    def __init__(self, *fields: str, shape: Shape, name: str = "hint"):
        self.fields = list(fields)
        self.shape = shape
        self.name = name

    def render(self, form, context, template_pack=None, **kwargs) -> SafeString:
        version = self.shape.version
        lead_in = words(version.situation) + form.aside
        about = {
            "heading": version.stem,
            "is_page_heading": bool(context.get("page_heading")),
            "lead_in": lead_in,
            "hint": self.shape.hint,
            "hint_id": f"id_{form.add_prefix(self.name)}",
            "look": self.shape.look,
        }
        fields = self.get_rendered_fields(form, context, template_pack, **kwargs)
        return render_to_string(self.template, about | {"fields": fields})


class AnswerForm(forms.Form):
    """One question of an attempt. Nothing of the key is in it.

    With `may_be_partial`, what has been answered so far will do.
    """

    use_required_attribute = False
    aside = SafeString("")

    def __init__(self, *args, question: AttemptQuestion, may_be_partial: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.question = question
        self.shape = question.shape
        self.answer_fields = self.shape.fields()
        self.fields.update(self.answer_fields)
        self.fields["revision"] = RevisionField(required=False, min_value=0, max_value=REVISION_MAX)
        if not self.shape.has_parts:
            self._head(question)
        for field in self.answer_fields.values():
            field.required = not may_be_partial

    def _head(self, question: AttemptQuestion) -> None:
        """A single field carries the question itself."""
        field = self.fields["answer"]
        field.label, field.help_text = question.question_version.stem, conditional_escape(self.shape.hint)
        field.lead_in = words(question.question_version.situation)

    def say(self, html: SafeString) -> None:
        """Put something between the question and its answers."""
        self.aside += html
        if not self.shape.has_parts:
            self.fields["answer"].lead_in += html

    def clean(self) -> dict:
        cleaned = super().clean()
        for name, message in self.shape.mistakes(cleaned).items():
            self.add_error(name, message)
        return cleaned

    @property
    def first_field(self) -> str:
        return next(iter(self.answer_fields))

    @property
    def sent(self):
        return self.shape.sent(self.cleaned_data)

    def initial_of(self, typed: QueryDict) -> dict:
        """What was typed once before, as far as it fits: shown again, and checked when it is sent."""
        initial = {"revision": typed.get("revision")}
        for name, field in self.answer_fields.items():
            values = typed.getlist(name)
            if isinstance(field, forms.ChoiceField):
                values = [value for value in values if field.valid_value(value)]
            if values:
                initial[name] = values if isinstance(field, forms.MultipleChoiceField) else values[-1]
        return initial

    @property
    def helper(self) -> FormHelper:
        helper = self.showing
        helper.form_tag, helper.disable_csrf = True, False
        helper.page_heading = "answer"
        helper.legend_size = "s"
        helper.layout.append("revision")
        words = CHECK if self.question.attempt.is_formative else SAVE
        helper.add_input(Submit("save", words))
        helper.add_input(Submit("later", "Come back to this", css_class="govuk-button--secondary"))
        helper.add_input(Submit(*flags.button(self.question), css_class="govuk-button--secondary"))
        return helper

    @property
    def showing(self) -> FormHelper:
        """The question among others, with nothing to send."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.legend_size = "m"
        helper.option_list = not self.shape.has_parts
        if self.shape.has_parts:
            helper.layout = Layout(Parts(*self.answer_fields, shape=self.shape))
        else:
            helper.layout = Layout(*self.answer_fields)
        return helper
