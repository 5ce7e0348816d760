"""Requirements in Wagtail's admin, for administrators. Each change is kept as a revision, and in the grid's history."""

import datetime
from itertools import groupby
from operator import attrgetter

import django_filters
from django import forms
from django.db import transaction
from django.forms.models import ModelChoiceIterator
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.models import Page
from wagtail.snippets.views.snippets import CopyView, CreateView, EditView, SnippetViewSet

from learning.people.job_roles import JobRole
from learning.people.organisations import Team
from learning.records.pages import Programme
from learning.workforce.fields import indented
from learning.workforce.needs.books import TERMS, held_as
from learning.workforce.needs.changes import NeedChange, NeedReason
from learning.workforce.needs.forms import why_field
from learning.workforce.needs.keeping import record
from learning.workforce.needs.need import Held, Need, differences
from learning.workforce.requirements import Requirement

ADVICE = (
    "<p>A rule that counts already stays as it is here, apart from its last day: what was asked does not move. To ask "
    "something else from a day on, open the grid of the organisation’s training needs. Here you can also add a rule that "
    "has counted for some time, for an organisation that joins with rules of its own.</p>"
)
OTHER_ORGANISATION = "A rule stays with its organisation. Add another one for the other."
STILL_TO_COME = (
    "This rule is still to come. Choose a first day after today: nobody is asked for what was not announced."
)
NOT_SAID = "The first day is not after today. Choose a later one, or tick that this has counted already."
COUNTS_ALREADY = "This rule counts already. Here it can only be given a last day: change what it asks in the grid of training needs."


def programmes(request=None):
    """The pages that one can enrol on. Django's filters pass a request."""
    return Page.objects.type(Programme).order_by("title", "pk")


class ByOrganisation(ModelChoiceIterator):
    """Choices of teams or job roles under the name of their organisation."""

    def __iter__(self):
        for organisation, named in groupby(self.queryset, attrgetter("organisation")):
            yield str(organisation), [self.choice(one) for one in named]


class TeamsField(forms.ModelMultipleChoiceField):
    """Ticks for teams. Those below another stand further in."""

    iterator = ByOrganisation
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, team: Team) -> str:
        return indented(team)


class RolesField(forms.ModelMultipleChoiceField):
    """Ticks for job roles."""

    iterator = ByOrganisation
    widget = forms.CheckboxSelectMultiple


class RequirementForm(WagtailAdminModelForm):
    """Offers courses alone, and refuses teams and job roles of another organisation: which are chosen is known here first."""

    teams = TeamsField(
        Team.objects.select_related("organisation").order_by("organisation__name", "organisation_id", "path"),
        required=False,
        help_text=Requirement._meta.get_field("teams").help_text,
    )
    has_counted = forms.BooleanField(
        label="This has counted already",
        required=False,
        help_text="For an organisation that joins with rules of its own. People may be overdue as soon as it is saved, and "
        "nobody is shown beforehand how many. Without this tick it begins tomorrow at the earliest.",
    )
    job_roles = RolesField(
        JobRole.objects.select_related("organisation").order_by(
            "organisation__name", "organisation_id", "name", "pk"
        ),
        required=False,
        help_text=Requirement._meta.get_field("job_roles").help_text,
    )
    why = why_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["course"].queryset = programmes()
        self.held = held_as(self.instance) if self.instance.pk else None
        self.owner = self.instance.organisation_id

    def clean(self):
        cleaned = super().clean()
        self.instance.organisation = cleaned.get("organisation")
        try:
            self.instance.refuse_teams_elsewhere(cleaned.get("teams") or [])
            self.instance.refuse_roles_elsewhere(cleaned.get("job_roles") or [])
        except forms.ValidationError as refusal:
            self.add_error(None, refusal)
        if not self.errors:
            today = timezone.localdate()
            if self.held:
                self._refuse_moving_the_past(cleaned, today)
            elif cleaned["effective_from"] <= today and not cleaned["has_counted"]:
                self.add_error("has_counted", NOT_SAID)
        return cleaned

    def _refuse_moving_the_past(self, cleaned: dict, today: datetime.date) -> None:
        if cleaned["organisation"].pk != self.owner:
            return self.add_error("organisation", OTHER_ORGANISATION)
        held, wanted = self.held, self._wanted(cleaned)
        if held.need.is_to_come_on(today):
            is_told = wanted.is_to_come_on(today)
            return None if is_told else self.add_error("effective_from", STILL_TO_COME)
        if set(differences(held.need, wanted)) <= {"effective_to"}:
            return None
        return self.add_error(None, COUNTS_ALREADY)

    def _wanted(self, cleaned: dict) -> Need:
        return Need(
            course=cleaned["course"].pk,
            groups=frozenset(group.pk for group in cleaned["practice_groups"]),
            teams=frozenset(team.pk for team in cleaned["teams"]),
            roles=frozenset(role.pk for role in cleaned["job_roles"]),
            asked_since=self.held.need.asked_since,
            **{name: cleaned[name] for name in TERMS},
        )


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

    @transaction.atomic
    def save_instance(self):
        """Kept in the history of the grid, too: who, when and why."""
        requirement = super().save_instance()
        before, after = self.form.held, held_as(requirement)
        if before != after:
            record(
                owner=requirement.organisation,
                what=_what(before, after),
                number=requirement.pk,
                before=before and before.need,
                after=after.need,
                reason=NeedReason.objects.create(text=self.form.cleaned_data["why"]),
                by=self.request.user,
                at=timezone.now(),
            )
        return requirement


def _what(before: Held | None, after: Held) -> NeedChange.What:
    if before is None:
        return NeedChange.What.ADDED
    only_ends = differences(before.need, after.need) == ["effective_to"]
    return NeedChange.What.ENDED if only_ends else NeedChange.What.CHANGED


class AddView(SavedByHand, CreateView):
    pass


class CopyRuleView(SavedByHand, CopyView):
    pass


class ChangeView(SavedByHand, EditView):
    def get_form(self, *args, **kwargs):
        """A rule that stands says itself whether it has counted."""
        form = super().get_form(*args, **kwargs)
        del form.fields["has_counted"]
        return form


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
                [
                    FieldPanel("practice_groups", widget=forms.CheckboxSelectMultiple),
                    FieldPanel("teams"),
                    FieldPanel("job_roles"),
                ],
                heading="Of whom",
                help_text="Choose of several, and it is for people of these groups in these teams and job roles.",
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
                [
                    FieldRowPanel([FieldPanel("effective_from"), FieldPanel("effective_to")]),
                    FieldPanel("has_counted"),
                ],
                heading="From when to when it applies",
            ),
            FieldPanel("why"),
        ],
        base_form_class=RequirementForm,
    )

    def register_chooser_viewset(self):
        """No page and no row names a rule, and Wagtail's choosers are open to whoever works in the admin."""

    def get_queryset(self, request):
        return (
            Requirement.objects.select_related("course", "organisation")
            .prefetch_related("practice_groups", "teams", "job_roles")
            .in_order()
        )
