"""Every address of ours, read off the URL patterns, so that no list of them is typed by hand."""

from django.urls import URLPattern, URLResolver, get_resolver

# Whole trees that are Wagtail's own, and asked about by their prefix only.
NOT_OURS = ("admin/", "documents/", "media/", "^media/")


def routes(patterns=None, prefix: str = "") -> dict[str, str]:
    """Route as written, to its name: {"my-learning/": "my_learning", …}. Pages' own addresses are not among them."""
    found = {}
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if route.startswith(NOT_OURS):
            continue
        if isinstance(pattern, URLResolver):
            found |= routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern) and not (pattern.name or "").startswith("wagtail_serve"):
            found[route] = pattern.name or ""
    return found
