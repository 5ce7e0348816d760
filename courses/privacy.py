"""Who may open our pages is decided in one place, open_to(); Wagtail's page privacy is not beside it."""

from wagtail.models import PageViewRestriction


class OwnGate:
    """For pages: no view restrictions of Wagtail's can be set, and none are looked for (two queries)."""

    private_page_options: list[str] = []

    def get_view_restrictions(self):
        return PageViewRestriction.objects.none()
