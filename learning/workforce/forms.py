"""Forms of the workforce pages. Each offers only what whoever asks may look at, and refuses all else in the same words."""

import datetime
from collections.abc import Callable

from crispy_forms.helper import FormHelper
from django import forms
from wagtail.models import Page

from learning.people.fields import DayField
from learning.people.forms import OneOrganisation
from learning.people.job_roles import JobRole
from learning.people.organisations import Organisation, Team
from learning.people.posts import PracticeGroup
from learning.people.sides import Side
from learning.people.worded import choice_words
from learning.records.pages import joint_programmes
from learning.workforce import scopes
from learning.workforce.fields import RoleField, TeamField
from learning.workforce.figures import TooMany
from learning.workforce.filters import (
    BY_GROUP,
    FOR_LEADS,
    JOINT_WORDS,
    YES,
    Asked,
    Filters,
    MonthFilters,
    Which,
    esr_choices,
)
from learning.workforce.matrix.kinds import CHOICES
from learning.workforce.months import month_ends
from learning.workforce.reach import answers_for, courses_of, organisations_of, roles_of, teams_of
from learning.workforce.requirements import Requirement

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
    group = forms.ModelChoiceField(
        PracticeGroup.objects.order_by("name", "pk"),
        label="Staff group",
        required=False,
        empty_label="All staff groups",
        error_messages=choice_words("a staff group"),
    )
    kind = forms.ChoiceField(
        label="Kind of requirement",
        choices=[("", "All kinds"), *Requirement.Kind.choices],
        required=False,
        error_messages=choice_words("a kind of requirement"),
    )

    field_order = ["rows", "organisation", "team", "group", "side", "course", "asked", "kind", "on"]

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
        asked, kind = self._how_strongly()
        return Filters(
            today=self.today,
            on=chosen.get("on", self.today),
            whole=self.whole,
            organisation=chosen["organisation"],
            team=chosen["team"],
            side=chosen["side"],
            course=chosen["course"],
            asked=asked,
            kind=kind,
            rows=chosen.get("rows") or BY_GROUP,
            led=self.led,
            group=chosen.get("group"),
            which=chosen.get("status", ""),
            esr=chosen.get("esr", ""),
            role=chosen.get("role"),
            directly=chosen.get("directly", ""),
            since=chosen.get("since"),
            till=chosen.get("till"),
            joint=joint_programmes() if chosen.get("joint") else None,
        )

    def _how_strongly(self) -> tuple[str, str]:
        """Whether courses are required, and the kind of requirement: what is recommended is a kind, and all of it."""
        kind = self.cleaned_data.get("kind", "")
        if kind == Requirement.Kind.RECOMMENDED:
            return Asked.RECOMMENDED, ""
        return Asked.REQUIRED if kind else self.cleaned_data.get("asked") or Asked.REQUIRED, kind

    def counted(self, count: Callable[[Filters], object]):
        """What counting makes of what was chosen; None, with words at the team, where that is too much for a page."""
        try:
            return count(self.filters())
        except TooMany as refusal:
            self.add_error("team", str(refusal))
            return None


class PeopleForm(FilterForm):
    """What a list of people is of: as the table, and of whom."""

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
    role = RoleField(
        JobRole.objects.none(),
        label="Job role",
        required=False,
        empty_label="All job roles",
        error_messages=choice_words("a job role"),
    )
    directly = forms.ChoiceField(
        label="Teams below it",
        choices=[("", "With the teams below"), ("yes", "Only in the team itself, or in no team")],
        required=False,
        error_messages=choice_words("with the teams below it, or without them"),
    )
    since = DayField(label="Due or lapsing from", what="a day", required=False)
    till = DayField(label="Due or lapsing to", what="a day", required=False)
    joint = forms.ChoiceField(
        label="Courses for both sides",
        choices=[("", "These and others"), (YES, JOINT_WORDS)],
        required=False,
        error_messages=choice_words("only courses for both sides, or all"),
    )
    field_order = [
        *["organisation", "team", "directly", "group", "esr", "role", "side", "course", "joint", "status"],
        *["since", "till", "asked", "kind", "on"],
    ]

    def __init__(self, data, *, person, today: datetime.date):
        super().__init__(data, person=person, today=today)
        self.fields["role"].has_several = self.fields["team"].has_several
        self.fields["role"].queryset = roles = roles_of(person, today=today)
        if not roles.exists():
            self.fields["role"].widget = forms.HiddenInput()
        self.fields["rows"].widget = forms.HiddenInput()
        if not self.led:
            self.fields["status"].choices = [each for each in STATUSES if each[0] not in FOR_LEADS]


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
