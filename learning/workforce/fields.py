"""Fields for teams, as the workforce's forms and the admin's ask for them."""

from django import forms

from learning.people.organisations import Team

INDENT = "\u2003"


def indented(team: Team) -> str:
    """A team's name, further in by each team above it."""
    return INDENT * (team.depth - 1) + team.name


class TeamField(forms.ModelChoiceField):
    """Teams, those below another further in; with several organisations, each after the name of its own."""

    has_several = False

    def label_from_instance(self, team: Team) -> str:
        return f"{team.organisation}: {indented(team)}" if self.has_several else indented(team)
