"""Who decides what, in Wagtail's admin: situations, what each area says of them, and the menu of them all."""

from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, MultipleChooserPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, SnippetViewSetGroup

from learning.site.contact_admin import SupportContactViewSet
from learning.site.decisions import DecisionService, LocalDecision, Situation
from learning.site.holders import UsedInPanel
from learning.site.service_admin import WHERE, LocalServiceViewSet


class LocalDecisionForm(WagtailAdminModelForm):
    def save(self, commit=True):
        """The services are written anew. Two that change places would else meet on the way, one named twice."""
        if commit and self.instance.pk:
            DecisionService.objects.filter(decision=self.instance.pk).delete()
        return super().save(commit)


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
    chooser_per_page = 50
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
    items = (LocalServiceViewSet, LocalDecisionViewSet, SituationViewSet, SupportContactViewSet)
