"""The one form: a code to check."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.urls import reverse

from learning.certificates import codes

TOO_LONG = "A code has 26 letters and numbers. Copy only the code itself."
NOT_LETTERS = "A code is made of letters and numbers only. Take out anything else."


class CodeForm(forms.Form):
    """A code, sent by GET so that a check can be repeated. Cleaned to capitals without spaces."""

    use_required_attribute = False

    code = forms.CharField(
        label="Code on the certificate",
        max_length=100,
        help_text="26 letters and numbers. Spaces and dashes do not matter.",
        error_messages={
            "required": "Enter the code on the certificate.",
            "max_length": TOO_LONG,
            "null_characters_not_allowed": NOT_LETTERS,
        },
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "class": "govuk-input--width-30 tf-code"}
        ),
    )

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_method = "get"
        helper.form_action = reverse("verify")
        helper.form_class = "tf-prose"
        helper.add_input(Submit("", "Check"))
        return helper

    def clean_code(self) -> str:
        try:
            return codes.read(self.cleaned_data["code"])
        except codes.NotACode as refusal:
            raise forms.ValidationError(str(refusal), code="not_a_code") from refusal
