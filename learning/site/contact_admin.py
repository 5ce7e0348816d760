"""Support contacts in Wagtail's admin: how each is reached, and which nobody has checked for long."""

import django_filters
from django import forms
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from learning.site.contacts import SupportContact
from learning.site.days import refuse_days_to_come


class SupportContactForm(WagtailAdminModelForm):
    def clean_checked_on(self):
        return refuse_days_to_come(self.cleaned_data["checked_on"])


class SupportContactFilterSet(WagtailFilterSet):
    checked = django_filters.ChoiceFilter(
        label="Checked",
        choices=[("due", "Due to be checked")],
        empty_label="All",
        method="only_due",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = SupportContact
        fields = ["checked", "nation", "audience"]

    def only_due(self, contacts, name, value):
        return contacts.due_for_check(on=timezone.localdate())


class SupportContactsView(IndexView):
    def get_table(self, object_list, **kwargs):
        today = timezone.localdate()
        for contact in object_list:
            words = contact.checked_words or "Never checked"
            contact.checked = f"Due. {words}" if contact.is_due_for_check(on=today) else words
        return super().get_table(object_list, **kwargs)


class SupportContactViewSet(SnippetViewSet):
    model = SupportContact
    icon = "help"
    menu_label = "Someone to talk to"
    index_view_class = SupportContactsView
    filterset_class = SupportContactFilterSet
    search_backend_name = None
    search_fields = ["name", "for_whom", "phone"]
    list_display = [
        "name",
        Column("get_nation_display", label="Where", sort_key="nation"),
        Column("phone", label="Phone"),
        Column("checked", label="Checked", sort_key="checked_on"),
    ]
    ordering = ["nation", "order", "pk"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("nation"), FieldPanel("audience")]),
            FieldPanel("for_whom"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("phone"), FieldPanel("phone_after")]),
                    FieldRowPanel([FieldPanel("text_to"), FieldPanel("text_words")]),
                    FieldPanel("web"),
                    FieldPanel("other_way"),
                    FieldPanel("hours"),
                ],
                heading="How to reach it",
            ),
            MultiFieldPanel([FieldPanel("checked_on"), FieldPanel("order")], heading="Keeping it right"),
        ],
        base_form_class=SupportContactForm,
    )
