"""Local services in Wagtail's admin: whose they are, and which nobody has checked for long."""

import django_filters
from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from learning.people.users import User
from learning.site.days import refuse_days_to_come
from learning.site.holders import UsedInPanel
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


class LocalServiceChooserViewSet(SnippetChooserViewSet):
    def get_object_list(self):
        return LocalService.objects.select_related("area", "partnership").in_order()


class LocalServiceViewSet(SnippetViewSet):
    model = LocalService
    chooser_viewset_class = LocalServiceChooserViewSet
    chooser_per_page = 50
    icon = "home"
    menu_label = "Services"
    index_view_class = LocalServicesView
    filterset_class = LocalServiceFilterSet
    search_backend_name = None
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
            FieldPanel("organisation"),
            FieldRowPanel([FieldPanel("side"), FieldPanel("kind")]),
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
