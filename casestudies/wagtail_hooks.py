"""Where the admin meets case studies."""

from django.urls import path, reverse
from wagtail import hooks
from wagtailmedia.wagtail_hooks import MediaMenuItem

from casestudies.captioning import saving
from casestudies.captioning.views import CaptionsView
from casestudies.films import editing
from casestudies.films.home_panel import FilmsPanel


@hooks.register("register_admin_urls", order=-1)
def film_addresses():
    """Before the library's own addresses, so that deleting a film in use comes here."""
    return [
        path("films/<int:film_id>/<str:track>/", CaptionsView.as_view(), name="captions"),
        path("films/<path:name>", editing.film_in_admin, name="film_in_admin"),
        path("media/delete/<int:media_id>/", editing.delete_film),
    ]


@hooks.register("register_log_actions")
def name_our_actions(actions):
    actions.register_action(saving.SAVED, "Save captions", "Captions saved")


@hooks.register("register_admin_menu_item")
def films_entry():
    return MediaMenuItem("Films", reverse("wagtailmedia:index"), name="films", icon_name="media", order=200)


@hooks.register("construct_homepage_panels")
def films_without_captions(request, panels):
    panels.append(FilmsPanel(request))
