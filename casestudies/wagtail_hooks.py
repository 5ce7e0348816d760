"""Where the admin meets case studies."""

from django.urls import path
from wagtail import hooks

from casestudies import editing


@hooks.register("register_admin_urls", order=-1)
def film_addresses():
    """Before the library's own addresses, so that deleting a film in use comes here."""
    return [
        path("films/<path:name>", editing.film_in_admin, name="film_in_admin"),
        path("media/delete/<int:media_id>/", editing.delete_film),
    ]
