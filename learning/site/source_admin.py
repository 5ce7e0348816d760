"""Sources in Wagtail's admin: which are due for review, and where each is used."""

import datetime

import django_filters
from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from learning.records.counting import counted
from learning.site.days import refuse_days_to_come
from learning.site.holders import UsedInPanel
from learning.site.sources import Source
from learning.site.usage import pages_by_row


class SourceForm(WagtailAdminModelForm):
    def clean_accessed_on(self):
        return refuse_days_to_come(self.cleaned_data["accessed_on"])


class SourceFilterSet(WagtailFilterSet):
    review = django_filters.ChoiceFilter(
        label="Review",
        choices=[("due", "Due for review")],
        empty_label="All",
        method="only_due",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Source
        fields = ["review", "strength"]

    def only_due(self, sources, name, value):
        return sources.due_for_review(on=timezone.localdate())


class SourcesView(IndexView):
    """The list, with what it says of each source on the page worked out for all of them at once."""

    def get_table(self, object_list, **kwargs):
        today, pages = timezone.localdate(), pages_by_row(Source)
        for source in object_list:
            source.review = _review(source, today)
            count = len(pages.get(source.pk, {}))
            source.used_in = counted(count, "page") if count else "No page"
        return super().get_table(object_list, **kwargs)


def _review(source: Source, today: datetime.date) -> str:
    if source.review_on is None:
        return "No date"
    day = date_format(source.review_on)
    return f"Due since {day}" if source.is_due_for_review(on=today) else day


class SourceViewSet(SnippetViewSet):
    model = Source
    chooser_per_page = 50
    icon = "openquote"
    menu_label = "Sources"
    add_to_admin_menu = True
    menu_order = 310
    index_view_class = SourcesView
    filterset_class = SourceFilterSet
    # Asked of the database: the list can then be searched and filtered together, and is never behind.
    search_backend_name = None
    search_fields = ["code", "title", "url"]
    list_display = [
        "__str__",
        Column("get_strength_display", label="Strength", sort_key="strength"),
        Column("review", label="Review date", sort_key="review_on"),
        Column("used_in", label="Used in"),
    ]
    ordering = ["code"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("code"), FieldPanel("strength")]),
            FieldPanel("title"),
            FieldPanel("url"),
            FieldRowPanel([FieldPanel("published"), FieldPanel("accessed_on"), FieldPanel("review_on")]),
            MultiFieldPanel([UsedInPanel()], heading="Used in"),
        ],
        base_form_class=SourceForm,
    )
