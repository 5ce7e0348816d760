"""The form by which evidence is withdrawn."""

from crispy_forms.helper import FormHelper
from django import forms

from learning.people.worded import words
from learning.workforce.evidence.evidence import REASON_CHARS


class WithdrawForm(forms.Form):
    """Why it is accepted no longer."""

    use_required_attribute = False
    reason = forms.CharField(
        label="Why do you accept it no longer?",
        max_length=REASON_CHARS,
        error_messages=words("why you accept it no longer"),
        help_text="One sentence. Everyone who leads this organisation can read it.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
