"""Support contacts that somebody should ring again, on the admin's home."""

from django.db.models import F
from django.urls import reverse

from learning.site.contacts import SupportContact
from learning.site.home_panels import HomePanel, Line


class ContactsPanel(HomePanel):
    """A number that has changed helps nobody: each is checked every 90 days."""

    name = "contacts"
    heading = "Support contacts due to be checked"
    empty = "Every support contact has been checked in time."
    order = 45

    def is_shown(self):
        return self.person.has_perm("site.change_supportcontact")

    def rows(self):
        due = SupportContact.objects.due_for_check(on=self.today)
        return due.order_by(F("checked_on").asc(nulls_first=True), "order", "pk")

    def line(self, row):
        edit = SupportContact.snippet_viewset.get_url_name("edit")
        note = row.checked_words or "Never checked"
        return Line(title=str(row), url=reverse(edit, args=[row.pk]), note=note)
