"""Fields for days and teams, as the workforce's forms and the admin's ask for them."""

import datetime

from django import forms
from django.utils.dateparse import parse_date
from django.utils.formats import date_format

from learning.people.organisations import Team
from learning.people.worded import date_words

DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d %B %Y", "%d %b %Y"]
INDENT = "\u2003"


def indented(team: Team) -> str:
    """A team's name, further in by each team above it."""
    return INDENT * (team.depth - 1) + team.name


class DayInput(forms.TextInput):
    """A day in words, so that no browser shows it in another country's order."""

    def format_value(self, value):
        if isinstance(value, str):
            value = _parsed(value) or value
        return date_format(value) if isinstance(value, datetime.date) else value


def _parsed(text: str) -> datetime.date | None:
    """A day as an address holds it."""
    try:
        return parse_date(text)
    except ValueError:
        return None


class DayField(forms.DateField):
    widget = DayInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"})

    def __init__(self, *, what: str, **kwargs):
        super().__init__(input_formats=DAY_FORMATS, error_messages=date_words(what), **kwargs)


class TeamField(forms.ModelChoiceField):
    """Teams, those below another further in; with several organisations, each after the name of its own."""

    has_several = False

    def label_from_instance(self, team: Team) -> str:
        return f"{team.organisation}: {indented(team)}" if self.has_several else indented(team)
