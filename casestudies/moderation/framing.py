"""What Wagtail's own template shows round a page of ours."""

from django.urls import reverse


def frame(title: str, *above: tuple[str, str], icon: str) -> dict:
    """`above` are the pages on the way to it, each with its name and address."""
    trail = [("Home", reverse("wagtailadmin_home")), *above, (title, "")]
    return {
        "header_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [{"label": label, "url": url} for label, url in trail],
    }
