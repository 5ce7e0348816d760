"""What comes from a film page, and the choice of whether it is kept."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.exceptions import ValidationError

from casestudies.playing import stretches
from casestudies.playing.sessions import LONGEST

KEEP, NOTHING = "keep", "nothing"
CHOOSE_ONE = "Choose whether we keep what you play."


class MessageForm(forms.Form):
    """What was played in one session so far, and where the film was `age` seconds ago."""

    session = forms.CharField(max_length=200)
    seq = forms.IntegerField(min_value=1, max_value=1_000_000)
    position = forms.FloatField(min_value=0, max_value=1_000_000)
    age = forms.FloatField(min_value=0, max_value=LONGEST.total_seconds())
    stretches = forms.CharField(max_length=20_000)

    def clean_stretches(self):
        try:
            return stretches.read(self.cleaned_data["stretches"])
        except stretches.Unreadable as refusal:
            raise ValidationError(str(refusal)) from refusal


class ChoiceForm(forms.Form):
    """One choice of two."""

    use_required_attribute = False
    choice = forms.ChoiceField(
        label="Shall we keep what you play?",
        choices=[
            (KEEP, "Keep it, so that I can go on where I stopped"),
            (NOTHING, "Do not keep it, and erase what is kept now"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE_ONE, "invalid_choice": CHOOSE_ONE},
    )

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.legend_size = "m"
        helper.add_input(Submit("save", "Save"))
        return helper
