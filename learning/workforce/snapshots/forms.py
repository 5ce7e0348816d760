"""Forms of the pages of months."""

from crispy_forms.helper import FormHelper
from django import forms

from learning.people.organisations import Organisation
from learning.people.worded import choice_words
from learning.workforce.snapshots.rows import Dimension

MOST_LETTERS = 2000


class TrendForm(forms.Form):
    """Whose months: an organisation that someone leads, and everyone in it, a staff group, a side or a team."""

    use_required_attribute = False
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        required=False,
        empty_label=None,
        error_messages=choice_words("an organisation"),
    )
    of = forms.ChoiceField(
        label="Of whom",
        required=False,
        error_messages=choice_words("everyone, a staff group, a side or a team"),
    )

    def __init__(self, data, *, organisations, organisation: Organisation, rows: dict[str, dict[int, str]]):
        super().__init__({"organisation": organisation.pk} | data.dict())
        self.organisation = organisation
        self.fields["organisation"].queryset = organisations
        if organisations.count() < 2:
            self.fields["organisation"].widget = forms.HiddenInput()
        self.fields["of"].choices = [("", "Everyone")] + [
            (kind.label, [(f"{kind}-{key}", name) for key, name in rows[kind].items()])
            for kind in (Dimension.GROUP, Dimension.ESR, Dimension.SIDE, Dimension.TEAM)
            if rows.get(kind)
        ]
        self.helper = FormHelper()
        self.helper.form_tag = False

    @property
    def place(self) -> tuple[str, int]:
        """The dimension and the key of what was chosen; everyone where nothing, or something else, was."""
        chosen = self.cleaned_data.get("of") if self.is_valid() else ""
        if not chosen:
            return Dimension.WHOLE, self.organisation.pk
        dimension, key = chosen.split("-")
        return dimension, int(key)


class WhyForm(forms.Form):
    """Why a month is counted again."""

    use_required_attribute = False
    why = forms.CharField(
        label="Why it is counted again",
        max_length=MOST_LETTERS,
        widget=forms.Textarea({"rows": 4}),
        help_text="What was put right, without names. For example: a certificate of May was entered in July.",
        error_messages={"required": "Say why the month is counted again."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
