"""What is typed about an agreement. The writer refuses what cannot be."""

import datetime

from crispy_forms.helper import FormHelper
from django import forms

from learning.people.fields import DayField
from learning.people.worded import words
from learning.workforce.sharing.agreements import MOST_MONTHS, a_reference


class AgreementForm(forms.Form):
    """A reference, a first day and a last one."""

    use_required_attribute = False
    reference = forms.CharField(
        label="Reference of the data-sharing agreement",
        max_length=40,
        validators=[a_reference],
        error_messages=words("the reference"),
        help_text="Where the signed agreement is filed, such as NSP-DSA-2026-04. No names.",
        widget=forms.TextInput(
            attrs={"class": "govuk-input--width-20", "autocomplete": "off", "spellcheck": "false"}
        ),
    )
    starts_on = DayField(label="First day", what="the first day")
    ends_on = DayField(
        label="Last day",
        what="the last day",
        help_text=f"Every agreement ends. At most {MOST_MONTHS} months after the first day; you can renew it.",
    )

    def __init__(self, data=None, *, first: datetime.date):
        super().__init__(data, initial={"starts_on": first})
        self.helper = FormHelper()
        self.helper.form_tag = False


class ReasonForm(forms.Form):
    """Why a long file is taken away."""

    use_required_attribute = False
    reason = forms.CharField(
        label="What do you need it for?",
        max_length=300,
        error_messages=words("what you need it for"),
        help_text="One sentence, without anybody’s name. The other leads and the administrators can read it.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
