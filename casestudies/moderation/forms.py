"""What a trainer decides about a shared answer, and why an administrator wants to know who wrote it."""

from django import forms
from django.utils.text import capfirst

from casestudies.exchange.shares import NameLookReason, Reason, Share

DECISIONS = [
    (Share.State.OK, "Show it"),
    (Share.State.HELD, "Hold it back: it can be changed and shared again"),
    (Share.State.REMOVED, "Remove it"),
]
CHOOSE = "Choose what becomes of it."
SAY_WHY = "Say why others should not see it."


class DecisionForm(forms.Form):
    """Shown, held or removed; and why, where it is not shown."""

    use_required_attribute = False
    state = forms.ChoiceField(
        label="What becomes of it?",
        choices=DECISIONS,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    reason = forms.ChoiceField(
        label="Why should others not see it?",
        help_text="Whoever wrote it is told. Not needed where it is shown.",
        choices=[
            ("", "No reason: it is shown"),
            *((reason.value, capfirst(reason.label)) for reason in Reason),
        ],
        required=False,
        error_messages={"invalid_choice": SAY_WHY},
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("state", Share.State.OK) != Share.State.OK and not cleaned.get("reason"):
            self.add_error("reason", SAY_WHY)
        return cleaned


class LookForm(forms.Form):
    """Why the name is needed."""

    use_required_attribute = False
    why = forms.CharField(
        label="Why do you need to know who wrote it?",
        help_text="In a sentence. It is kept, and they are told that you looked.",
        max_length=NameLookReason._meta.get_field("text").max_length,
        error_messages={"required": "Say why you need to know who wrote it."},
    )
