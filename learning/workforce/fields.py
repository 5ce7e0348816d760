"""Fields for teams, as the workforce's forms and the admin's ask for them."""

from django import forms
from django.db.models import Q

from learning.people.organisations import Team

INDENT = "\u2003"
# A list of more than so many is no help to choose from, and takes longer to write than the page around it.
MOST_OFFERED = 300
UPPER = 2
LONGEST_KEY = 18


def is_key(sent: str) -> bool:
    """Whether it can be the key of a row: no database takes a number of any length."""
    return sent.isascii() and sent.isdigit() and len(sent) <= LONGEST_KEY


def indented(team: Team) -> str:
    """A team's name, further in by each team above it."""
    return INDENT * (team.depth - 1) + team.name


class Ticks(forms.ModelMultipleChoiceField):
    """Some rows, each with a tick; what cannot be the key of one is refused as one that is not offered."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value):
        for each in value or []:
            if not is_key(str(each)):
                raise forms.ValidationError(self.error_messages["invalid_choice"], params={"value": each})
        return super().clean(value)


class TeamField(forms.ModelChoiceField):
    """Teams, those below another further in; with several organisations, each after the name of its own."""

    has_several = False

    def offer(self, teams, *, chosen: str) -> None:
        """Any of some teams is taken. Of very many, those of the upper levels are listed, and those below the chosen one."""
        self.queryset = teams
        if teams.count() <= MOST_OFFERED:
            return
        shown = Q(depth__lte=UPPER)
        if team := teams.filter(pk=chosen).first() if is_key(chosen) else None:
            shown |= Q(pk=team.pk) | Q(path__startswith=team.path, depth=team.depth + 1)
        self.widget.choices = [
            ("", self.empty_label),
            *((each.pk, self.label_from_instance(each)) for each in teams.filter(shown)),
        ]

    def label_from_instance(self, team: Team) -> str:
        return f"{team.organisation}: {indented(team)}" if self.has_several else indented(team)
