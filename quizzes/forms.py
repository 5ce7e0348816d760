"""What a learner sends: an answer to one question. Its choices are the random ids of the attempt."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import linebreaks
from django.utils.safestring import SafeString

from quizzes import flags
from quizzes.answers import AttemptQuestion
from quizzes.attempts import NO_ANSWER, UNKNOWN_OPTION
from quizzes.questions import Kind

REVISION_MAX = 1_000_000


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


class AnswerForm(forms.Form):
    """One question of an attempt. Nothing of the key is in it."""

    use_required_attribute = False

    def __init__(self, *args, question: AttemptQuestion, **kwargs):
        super().__init__(*args, **kwargs)
        self.question = question
        version = question.question_version
        single = version.kind == Kind.SINGLE
        field = forms.ChoiceField if single else forms.MultipleChoiceField
        self.fields["answer"] = field(
            label=version.stem,
            choices=question.choices,
            widget=forms.RadioSelect if single else forms.CheckboxSelectMultiple,
            help_text="" if single else "Choose every answer that applies.",
            error_messages={
                "required": NO_ANSWER,
                "invalid_choice": UNKNOWN_OPTION,
                "invalid_list": UNKNOWN_OPTION,
            },
        )
        self.fields["answer"].lead_in = words(version.situation)
        self.fields["revision"] = RevisionField(required=False, min_value=0, max_value=REVISION_MAX)

    @property
    def chosen_ids(self) -> list[str]:
        answer = self.cleaned_data["answer"]
        return [answer] if isinstance(answer, str) else answer

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.page_heading = "answer"
        helper.option_list = True
        helper.add_input(Submit("save", "Save and continue"))
        helper.add_input(Submit("later", "Come back to this", css_class="govuk-button--secondary"))
        helper.add_input(Submit(*flags.button(self.question), css_class="govuk-button--secondary"))
        return helper
