"""Films that cannot be shown yet, on the admin's home."""

from django.urls import reverse
from wagtailmedia import get_permission_policy

from casestudies.films.film import Film
from learning.site.home_panels import HomePanel, Line


class FilmsPanel(HomePanel):
    """Films without captions: no case study that shows one can be published."""

    name = "films"
    heading = "Films without captions"
    empty = "Every film has captions."
    order = 30

    def is_shown(self):
        return get_permission_policy().user_has_permission(self.person, "change")

    def rows(self):
        return Film.objects.filter(captions="").order_by("-created_at", "pk")

    def line(self, row):
        return Line(
            title=row.title, url=reverse("wagtailmedia:edit", args=[row.pk]), note="Add a WebVTT file."
        )
