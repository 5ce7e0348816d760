"""Forms of the workforce pages. Each offers only what whoever asks may look at, and refuses all else in the same words."""

import datetime
from collections.abc import Callable

from crispy_forms.helper import FormHelper
from django import forms
from wagtail.models import Page

from learning.people.fields import DayField
from learning.people.forms import OneOrganisation
from learning.people.organisations import Organisation, Team
from learning.people.posts import PracticeGroup
from learning.people.sides import Side
from learning.people.worded import choice_words
from learning.workforce import scopes
from learning.workforce.fields import TeamField
from learning.workforce.figures import TooMany
from learning.workforce.filters import BY_GROUP, Asked, Filters, MonthFilters, Which, esr_choices
from learning.workforce.matrix.kinds import CHOICES
from learning.workforce.months import month_ends
from learning.workforce.reach import answers_for, courses_of, organisations_of, teams_of

TOO_LATE = "Choose today or an earlier day."
EARLIEST = datetime.date(1950, 1, 1)
TOO_EARLY = "Choose a day from 1950 on."
STATUSES = [("", "Everyone"), *Which.choices]


class FilterForm(OneOrganisation, forms.Form):
    """What the table is of. Everything may be left empty."""

    use_required_attribute = False
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        required=False,
        empty_label="All organisations",
        error_messages=choice_words("an organisation"),
    )
    team = TeamField(
        Team.objects.none(), required=False, empty_label="All teams", error_messages=choice_words("a team")
    )
    side = forms.ChoiceField(
        choices=[("", "All sides"), *Side.choices],
        required=False,
        error_messages=choice_words("a side"),
    )
    course = forms.ModelChoiceField(
        Page.objects.none(),
        required=False,
        empty_label="All courses",
        error_messages=choice_words("a course"),
    )
    asked = forms.ChoiceField(
        label="Courses that are",
        choices=Asked.choices,
        required=False,
        error_messages=choice_words("required or recommended"),
    )
    on = DayField(label="On date", what="a day", required=False)
    rows = forms.ChoiceField(
        label="Rows", choices=CHOICES, required=False, error_messages=choice_words("what the rows are")
    )

    field_order = ["rows", "organisation", "team", "side", "course", "asked", "on"]

    def __init__(self, data, *, person, today: datetime.date):
        data = data.copy()
        data.setdefault("on", today.isoformat())
        super().__init__(data)
        self.today = today
        self.whole = answers_for(person, today=today)
        self.led = frozenset(scopes.keys_led(person, today=today))
        self._offer(list(organisations_of(person, today=today)), teams_of(person, today=today))
        self.helper = FormHelper()
        self.helper.form_tag = False

    def _offer(self, organisations: list[Organisation], teams) -> None:
        keys = [organisation.pk for organisation in organisations]
        self.fields["organisation"].queryset = Organisation.objects.filter(pk__in=keys).in_order()
        self.fields["team"].has_several = len(keys) > 1
        self.fields["team"].offer(teams, chosen=self.data.get("team", ""))
        self.fields["course"].queryset = courses_of(keys)
        if len(keys) < 2:
            self.fields["organisation"].widget = forms.HiddenInput()

    def clean_on(self) -> datetime.date:
        day = self.cleaned_data["on"] or self.today
        if day > self.today:
            raise forms.ValidationError(TOO_LATE)
        if day < EARLIEST:
            raise forms.ValidationError(TOO_EARLY)
        return day

    def filters(self) -> Filters:
        """What was chosen. Ask a form that is valid."""
        chosen = self.cleaned_data
        return Filters(
            today=self.today,
            on=chosen.get("on", self.today),
            whole=self.whole,
            organisation=chosen["organisation"],
            team=chosen["team"],
            side=chosen["side"],
            course=chosen["course"],
            asked=chosen.get("asked") or Asked.REQUIRED,
            rows=chosen.get("rows") or BY_GROUP,
            led=self.led,
            group=chosen.get("group"),
            which=chosen.get("status", ""),
            esr=chosen.get("esr", ""),
            directly=chosen.get("directly", ""),
            since=chosen.get("since"),
            till=chosen.get("till"),
        )

    def counted(self, count: Callable[[Filters], object]):
        """What counting makes of what was chosen; None, with words at the team, where that is too much for a page."""
        try:
            return count(self.filters())
        except TooMany as refusal:
            self.add_error("team", str(refusal))
            return None


class PeopleForm(FilterForm):
    """What a list of people is of: as the table, and of whom."""

    group = forms.ModelChoiceField(
        PracticeGroup.objects.order_by("name", "pk"),
        label="Staff group",
        required=False,
        empty_label="All staff groups",
        error_messages=choice_words("a staff group"),
    )
    status = forms.ChoiceField(
        choices=STATUSES,
        required=False,
        error_messages=choice_words("a status"),
    )
    esr = forms.ChoiceField(
        label="ESR staff group",
        choices=[("", "All ESR staff groups"), *esr_choices()],
        required=False,
        error_messages=choice_words("an ESR staff group"),
    )
    directly = forms.ChoiceField(
        label="Teams below it",
        choices=[("", "With the teams below"), ("yes", "Only in the team itself, or in no team")],
        required=False,
        error_messages=choice_words("with the teams below it, or without them"),
    )
    since = DayField(label="Due or lapsing from", what="a day", required=False)
    till = DayField(label="Due or lapsing to", what="a day", required=False)
    field_order = [
        *["organisation", "team", "directly", "group", "esr", "side", "course", "status", "since", "till"],
        *["asked", "on"],
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rows"].widget = forms.HiddenInput()
        if not self.led:
            self.fields["status"].choices = [each for each in STATUSES if each[0] != Which.LONG_AWAY]


class MonthForm(forms.Form):
    """What the partnership's table is of: the end of a month, and perhaps one course."""

    use_required_attribute = False
    month = forms.TypedChoiceField(
        label="At the end of",
        required=False,
        coerce=datetime.date.fromisoformat,
        error_messages=choice_words("a month"),
    )
    course = forms.ModelChoiceField(
        Page.objects.none(),
        required=False,
        empty_label="All courses",
        error_messages=choice_words("a course"),
    )

    def __init__(self, *args, courses, today: datetime.date, **kwargs):
        super().__init__(*args, **kwargs)
        self.days = month_ends(today)
        self.fields["month"].choices = [(day.isoformat(), f"{day:%B %Y}") for day in self.days]
        self.fields["course"].queryset = courses
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_month(self) -> datetime.date:
        """The newest that is over, unless another was chosen."""
        return self.cleaned_data["month"] or self.days[0]

    def filters(self) -> MonthFilters:
        """What was chosen. Ask a form that is valid."""
        return MonthFilters(on=self.cleaned_data["month"], course=self.cleaned_data["course"])


class EndPostForm(forms.Form):
    """The last day of a post."""

    use_required_attribute = False
    ends_on = DayField(
        label="Last day in the post",
        what="the last day in the post",
        help_text="It still counts. From the next day on they are in none of your figures.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
