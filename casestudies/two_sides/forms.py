"""What a learner chooses in a round, whom they invite, and what they note."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.urls import reverse

from casestudies.two_sides.files import Choice, Round

NOTHING = "nothing"
NOTHING_WORDS = "Nothing for now"
LEGENDS = {
    Round.ASK: "What would you ask the other side?",
    Round.SHARE: "What would you tell the other side?",
    Round.ACT: "What would you do?",
}
HELP = {
    Round.ASK: "The other file is with: {service}. Choose up to {most}, and you will read what they answer. {once}",
    Round.SHARE: "The other file is with: {service}. Choose up to {most}. Think what they need to know, and why you may tell them. {once}",
    Round.ACT: "Choose up to {most}. {once}",
}
ONCE = "You cannot change it afterwards."
BUTTONS = {Round.ASK: "Ask", Round.SHARE: "Share", Round.ACT: "Do this"}
CHOOSE = "Choose something from the list, or “Nothing for now”."
EITHER = "Choose something from the list or “Nothing for now”, not both."
TOO_MANY = "Choose up to {most}. You have chosen {count}."
FORGED = "Choose from the list."


class MoveForm(forms.Form):
    """The choices of one round. Nothing is a choice too, so that an empty form is a slip and not an answer."""

    use_required_attribute = False

    def __init__(self, *args, choices: list[Choice], round: Round, most: int, service: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.most = most
        self.fields["chosen"] = forms.MultipleChoiceField(
            label=LEGENDS[round],
            help_text=HELP[round].format(most=most, service=service, once=ONCE),
            choices=[*((choice.id, choice.text) for choice in choices), (NOTHING, NOTHING_WORDS)],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": CHOOSE, "invalid_choice": FORGED, "invalid_list": FORGED},
        )
        self.helper = FormHelper()
        self.helper.legend_size = "l"
        self.helper.add_input(Submit("choose", BUTTONS[round]))

    def clean_chosen(self) -> list[str]:
        """The ids chosen, none of them for nothing."""
        chosen = [one for one in self.cleaned_data["chosen"] if one != NOTHING]
        if chosen and len(chosen) < len(self.cleaned_data["chosen"]):
            raise forms.ValidationError(EITHER)
        if len(chosen) > self.most:
            raise forms.ValidationError(TOO_MANY.format(most=self.most, count=len(chosen)))
        return chosen


class InviteForm(forms.Form):
    """Whom to invite. Without an address there is only the link to pass on."""

    email = forms.EmailField(
        label="Their work e-mail",
        required=False,
        help_text=(
            "We write to it if somebody with this address is on the same course. You will not be told whether they are. "
            "Leave it empty to pass the link on yourself."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "invalid": "Write a whole address, such as sam.hill@northmoor.example, or leave it empty."
        },
    )

    def __init__(self, *args, back: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("invite", "Make an invitation"))
        self.helper.link_url = back
        self.helper.link_text = "Go on alone"


class NoteForm(forms.Form):
    """What somebody takes from it, for themselves."""

    MAX_LENGTH = 5000

    use_required_attribute = False
    text = forms.CharField(
        label="What will you take from it?",
        required=False,
        max_length=MAX_LENGTH,
        help_text="Only you can read this. You can leave it empty.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": f"Shorten it to {MAX_LENGTH:,} characters. It is still in the box."},
    )

    def __init__(self, *args, sitting, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_action = reverse("keep_two_sides_note", args=[sitting.pk])
        self.helper.add_input(Submit("keep", "Keep my note", css_class="govuk-button--secondary"))
