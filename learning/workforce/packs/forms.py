"""What an inspection matrix is of."""

import datetime

from crispy_forms.helper import FormHelper
from django import forms

from learning.people.forms import OneOrganisation
from learning.people.organisations import Organisation, Team
from learning.people.worded import choice_words
from learning.workforce import scopes
from learning.workforce.fields import TeamField
from learning.workforce.packs.packs import Pack
from learning.workforce.reach import organisations_of, teams_of


class InspectionForm(OneOrganisation, forms.Form):
    """An organisation that someone leads, or one of their teams; and in which file. A line manager chooses a team."""

    use_required_attribute = False
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), empty_label="Choose one", error_messages=choice_words("an organisation")
    )
    team = TeamField(
        Team.objects.none(),
        required=False,
        empty_label="All teams",
        help_text="A team includes the teams below it.",
        error_messages=choice_words("a team"),
    )
    file = forms.ChoiceField(
        choices=Pack.File.choices,
        initial=Pack.File.PDF,
        widget=forms.RadioSelect,
        error_messages=choice_words("a file"),
    )

    def __init__(self, *args, person, today: datetime.date, **kwargs):
        super().__init__(*args, **kwargs)
        offered = organisations_of(person, today=today)
        keys = [organisation.pk for organisation in offered]
        self.led = scopes.keys_led(person, today=today)
        self.fields["organisation"].queryset = Organisation.objects.filter(pk__in=keys).in_order()
        self.fields["team"].queryset = teams_of(person, today=today)
        self.fields["team"].has_several = len(keys) > 1
        if len(keys) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()
            self.initial["organisation"] = keys[0]
        if not self.led:
            self.fields["team"].empty_label = "All my teams"
        self.helper = FormHelper()
        self.helper.form_tag = False
