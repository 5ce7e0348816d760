"""What Wagtail's own template shows round a page of ours in the admin."""

from django.urls import reverse


def frame(title: str, *above: tuple[str, str], icon: str, heading: str = "") -> dict:
    """A page by its title: `above` are the pages on the way to it, each with its name and address.

    `heading` is what stands over the page, where that is more than its title.
    """
    trail = [("Home", reverse("wagtailadmin_home")), *above, (title, "")]
    return {
        "header_title": heading or title,
        "header_icon": icon,
        "breadcrumbs_items": [{"label": label, "url": url} for label, url in trail],
    }
