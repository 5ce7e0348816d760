"""Forms of reminders."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from learning.people.worded import choice_words, number_words
from learning.workforce.reminders.plans import FIELDS, ReminderPlan


class PlanForm(forms.ModelForm):
    """How an organisation writes to its people."""

    use_required_attribute = False

    class Meta:
        model = ReminderPlan
        fields = FIELDS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.IntegerField):
                field.error_messages |= number_words(field.label)
                field.widget.attrs["class"] = "govuk-input--width-3"
            elif isinstance(field, forms.ChoiceField):
                field.error_messages |= choice_words("one")
        self.helper = FormHelper()
        self.helper.add_input(Submit("save", "Save"))


class MessagesForm(forms.Form):
    """Which messages a list shows: of one person, and what became of them. What is not to be had shows nothing."""

    SENT, WAITING, NOT_SENT = "sent", "waiting", "not_sent"

    use_required_attribute = False
    became = forms.ChoiceField(
        label="What became of it",
        choices=[("", "Everything"), (SENT, "Sent"), (WAITING, "Waiting to be sent"), (NOT_SENT, "Not sent")],
        required=False,
        error_messages=choice_words("what became of it"),
    )
    person = forms.IntegerField(required=False, min_value=1, max_value=2**31, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
