"""Local services and decisions in Wagtail's admin, together in one menu."""

import django_filters
from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
)
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, SnippetViewSetGroup

from learning.people.users import User
from learning.site.decisions import DecisionService, LocalDecision, Situation
from learning.site.editing import UsedInPanel, refuse_days_to_come
from learning.site.services import LocalService

WHERE = MultiFieldPanel(
    [FieldRowPanel([FieldPanel("area"), FieldPanel("partnership")])],
    heading="Where",
    help_text="Choose an area, or the partnership if it is the same in all of them.",
)


def owners(request):
    """Who may keep a service up to date. Nobody else's name is in the list."""
    allowed = LocalService._meta.get_field("owner").get_limit_choices_to()
    return User.objects.filter(**allowed).distinct().order_by("name", "pk")


class LocalServiceForm(WagtailAdminModelForm):
    def clean_checked_on(self):
        return refuse_days_to_come(self.cleaned_data["checked_on"])


class LocalDecisionForm(WagtailAdminModelForm):
    def save(self, commit=True):
        """The services are written anew. Two that change places would else meet on the way, one named twice."""
        if commit and self.instance.pk:
            DecisionService.objects.filter(decision=self.instance.pk).delete()
        return super().save(commit)


class LocalServiceFilterSet(WagtailFilterSet):
    checked = django_filters.ChoiceFilter(
        label="Checked",
        choices=[("late", "Not checked for 180 days")],
        empty_label="All",
        method="only_late",
        widget=forms.RadioSelect,
    )
    owner = django_filters.ModelChoiceFilter(queryset=owners, empty_label="Anyone")

    class Meta:
        model = LocalService
        fields = ["checked", "area", "partnership", "owner", "side", "kind"]

    def only_late(self, services, name, value):
        return services.not_checked_lately(on=timezone.localdate())


class LocalServicesView(IndexView):
    def get_table(self, object_list, **kwargs):
        today = timezone.localdate()
        for service in object_list:
            day = date_format(service.checked_on)
            service.checked = day if service.was_checked_lately(on=today) else f"Not since {day}"
        return super().get_table(object_list, **kwargs)


class LocalServiceViewSet(SnippetViewSet):
    model = LocalService
    icon = "home"
    menu_label = "Services"
    index_view_class = LocalServicesView
    filterset_class = LocalServiceFilterSet
    search_fields = ["name", "who_can_refer", "criteria_plain", "phone"]
    list_display = [
        "name",
        Column("place", label="Area", sort_key="area__name"),
        Column("get_kind_display", label="Kind", sort_key="kind"),
        Column("owner", label="Owner", sort_key="owner__name"),
        Column("checked", label="Checked on", sort_key="checked_on"),
    ]
    ordering = ["name", "pk"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            WHERE,
            FieldRowPanel([FieldPanel("organisation"), FieldPanel("side"), FieldPanel("kind")]),
            MultiFieldPanel(
                [
                    FieldPanel("criteria_plain"),
                    FieldRowPanel([FieldPanel("age_of"), FieldPanel("age_from"), FieldPanel("age_to")]),
                    FieldPanel("who_can_refer"),
                ],
                heading="Whom it is for",
            ),
            MultiFieldPanel(
                [
                    FieldPanel("phone"),
                    FieldPanel("hours"),
                    FieldPanel("consultation_offered"),
                    FieldPanel("consultation_note"),
                ],
                heading="How to reach it",
            ),
            MultiFieldPanel(
                [FieldPanel("decides"), FieldPanel("does_not_decide")],
                heading="What it decides, and what not",
            ),
            MultiFieldPanel(
                [FieldPanel("owner"), FieldPanel("checked_on"), FieldPanel("checked_by")],
                heading="Keeping it right",
            ),
            MultiFieldPanel([UsedInPanel()], heading="Used in"),
        ],
        base_form_class=LocalServiceForm,
    )

    def get_queryset(self, request):
        return LocalService.objects.select_related("area", "partnership", "owner")


class LocalDecisionViewSet(SnippetViewSet):
    model = LocalDecision
    icon = "tasks"
    menu_label = "Decisions"
    search_fields = ["situation__words", "who_decides", "who_must_be_told"]
    list_filter = ["area", "partnership", "situation"]
    list_display = [
        "situation",
        Column("place", label="Area", sort_key="area__name"),
        "who_decides",
    ]
    ordering = ["situation__words", "area__name", "pk"]
    edit_handler = ObjectList(
        [
            FieldPanel("situation"),
            WHERE,
            FieldPanel("who_decides"),
            FieldPanel("who_must_be_told"),
            FieldPanel("how_to_disagree"),
            MultipleChooserPanel(
                "named_services",
                chooser_field_name="service",
                panels=[FieldPanel("service")],
                heading="Services to ring",
                label="Service",
                help_text="In the order to ring them.",
                max_num=8,
            ),
        ],
        base_form_class=LocalDecisionForm,
    )

    def get_queryset(self, request):
        return LocalDecision.objects.select_related("situation", "area", "partnership")


class SituationsView(IndexView):
    def get_table(self, object_list, **kwargs):
        for situation in object_list:
            places = [decision.place for decision in situation.decisions.all()]
            situation.answered_in = ", ".join(places) or "Nowhere yet"
        return super().get_table(object_list, **kwargs)


class SituationViewSet(SnippetViewSet):
    model = Situation
    icon = "help"
    menu_label = "Situations"
    index_view_class = SituationsView
    search_backend_name = None
    search_fields = ["words"]
    list_display = ["words", Column("answered_in", label="Answered in")]
    ordering = ["words"]
    edit_handler = ObjectList(
        [
            FieldPanel("words"),
            FieldPanel("names_gaps"),
            MultiFieldPanel([UsedInPanel()], heading="Used in"),
        ]
    )

    def get_queryset(self, request):
        return Situation.objects.prefetch_related("decisions__area", "decisions__partnership")


class LocalServicesGroup(SnippetViewSetGroup):
    menu_label = "Local services"
    menu_icon = "home"
    menu_order = 320
    items = (LocalServiceViewSet, LocalDecisionViewSet, SituationViewSet)
