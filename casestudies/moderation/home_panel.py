"""Shared answers that wait for a trainer, on the admin's home."""

from django.urls import reverse

from casestudies.exchange.shares import Share
from casestudies.moderation.views import as_shown, may_read, week_of
from learning.site.home_panels import HomePanel, Line


class AnswersPanel(HomePanel):
    """Nobody else sees them until one has read them, so they wait for nobody's convenience."""

    name = "answers"
    heading = "Shared answers to read"
    empty = "Nothing that colleagues share waits to be read."
    order = 25

    def is_shown(self):
        return may_read(self.person)

    def actions(self):
        return [Line("All of them, and what was kept back", reverse("answers_to_read"))]

    def rows(self):
        waiting = Share.objects.waiting().not_of(self.person).in_order()
        return waiting.select_related("reflection__practice_group", "reflection__page")

    def line(self, row):
        url = reverse("answer_to_read", args=[row.public_id])
        return Line(
            title=row.reflection.page.title, url=url, note=f"{as_shown(row)}. {week_of(row.shared_at)}."
        )
