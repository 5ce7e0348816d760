"""Requirements in Wagtail's admin, where administrators keep them. Each change is kept as a revision with its author."""

import datetime
from itertools import groupby
from operator import attrgetter

import django_filters
from django import forms
from django.forms.models import ModelChoiceIterator
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.models import Page
from wagtail.snippets.views.snippets import CopyView, CreateView, EditView, SnippetViewSet

from learning.people.organisations import Team
from learning.records.pages import Programme
from learning.workforce.requirements import Requirement

INDENT = "\u2003"
ADVICE = (
    "<p>A change here changes the figures of past days too. When the rule itself becomes another one, give this "
    "one a last day and add a new one: then everybody has the days of a starter again, counted from its first day.</p>"
)


def programmes(request=None):
    """The pages that one can enrol on. Django's filters pass a request."""
    return Page.objects.type(Programme).order_by("title", "pk")


class TeamsByOrganisation(ModelChoiceIterator):
    """Choices of teams under the name of their organisation."""

    def __iter__(self):
        for organisation, teams in groupby(self.queryset, attrgetter("organisation")):
            yield str(organisation), [self.choice(team) for team in teams]


class TeamsField(forms.ModelMultipleChoiceField):
    """Ticks for teams. Those below another stand further in."""

    iterator = TeamsByOrganisation
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, team: Team) -> str:
        return INDENT * (team.depth - 1) + str(team)


class RequirementForm(WagtailAdminModelForm):
    """Offers courses alone, and refuses teams of another organisation: which are chosen is known here first."""

    teams = TeamsField(
        Team.objects.select_related("organisation").order_by("organisation__name", "organisation_id", "path"),
        required=False,
        help_text=Requirement._meta.get_field("teams").help_text,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["course"].queryset = programmes()

    def clean(self):
        cleaned = super().clean()
        self.instance.organisation = cleaned.get("organisation")
        try:
            self.instance.refuse_teams_elsewhere(cleaned.get("teams") or [])
        except forms.ValidationError as refusal:
            self.add_error(None, refusal)
        return cleaned


class RequirementFilters(WagtailFilterSet):
    course = django_filters.ModelChoiceFilter(queryset=programmes, empty_label="All")

    class Meta:
        model = Requirement
        fields = ["organisation", "course", "kind"]


class SavedByHand:
    """A rule is in force as soon as it is saved, so nothing half-typed may save itself, as Wagtail would have it."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.autosave_enabled = False


class AddView(SavedByHand, CreateView):
    pass


class CopyRuleView(SavedByHand, CopyView):
    pass


class ChangeView(SavedByHand, EditView):
    pass


def _last_day(requirement: Requirement) -> datetime.date | str:
    return requirement.effective_to or ""


class RequirementViewSet(SnippetViewSet):
    model = Requirement
    icon = "tasks"
    menu_label = "Requirements"
    menu_name = "requirements"
    menu_order = 450
    add_to_admin_menu = True
    add_view_class = AddView
    copy_view_class = CopyRuleView
    edit_view_class = ChangeView
    filterset_class = RequirementFilters
    list_display = [
        "course",
        "organisation",
        Column("who", label="For whom"),
        Column("get_kind_display", label="Kind", sort_key="kind"),
        Column("target_pct", label="Target, per cent", sort_key="target_pct"),
        Column("effective_from", label="First day", sort_key="effective_from"),
        Column("effective_to", label="Last day", sort_key="effective_to", accessor=_last_day),
    ]
    edit_handler = ObjectList(
        [
            HelpPanel(ADVICE, heading="Before you change a rule"),
            MultiFieldPanel(
                [
                    FieldPanel("organisation"),
                    FieldPanel("course", widget=forms.Select),
                    FieldPanel("kind"),
                ],
                heading="Who requires what",
            ),
            MultiFieldPanel(
                [FieldPanel("practice_groups", widget=forms.CheckboxSelectMultiple), FieldPanel("teams")],
                heading="Of whom",
                help_text="Choose both, and it is for people of these groups in these teams.",
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("first_due_days"), FieldPanel("returner_days")]),
                    FieldRowPanel([FieldPanel("refresh_months"), FieldPanel("early_renewal_days")]),
                ],
                heading="By when, and how often",
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("target_pct"), FieldPanel("amber_margin")]),
                    FieldPanel("grace_counts"),
                ],
                heading="How it is counted",
            ),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("effective_from"), FieldPanel("effective_to")])],
                heading="From when to when it applies",
            ),
        ],
        base_form_class=RequirementForm,
    )

    def get_queryset(self, request):
        return (
            Requirement.objects.select_related("course", "organisation")
            .prefetch_related("practice_groups", "teams")
            .in_order()
        )
