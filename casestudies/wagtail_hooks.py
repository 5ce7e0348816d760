"""Where the admin meets case studies."""

from django.urls import path, reverse
from wagtail import hooks
from wagtailmedia.wagtail_hooks import MediaMenuItem

from casestudies.encoding import uploading
from casestudies.encoding import views as making
from casestudies.films import editing
from casestudies.films.home_panel import FilmsPanel


@hooks.register("register_admin_urls", order=-1)
def film_addresses():
    """Before the library's own addresses, so that a film is added, changed and deleted here."""
    return [
        path("films/<path:name>", editing.film_in_admin, name="film_in_admin"),
        path("media/delete/<int:media_id>/", editing.delete_film),
        path("media/video/add/", making.add_film),
        path("media/edit/<int:media_id>/", making.edit_film),
        path("media/making/<int:film_id>/", making.film_making, name="film_making"),
        path("media/making/<int:film_id>/again/", making.make_again, name="make_film_again"),
        path("media/uploads/", uploading.begin_upload, name="begin_upload"),
        path("media/uploads/<uuid:key>/", uploading.upload_piece, name="upload_piece"),
    ]


@hooks.register("register_admin_menu_item")
def films_entry():
    return MediaMenuItem("Films", reverse("wagtailmedia:index"), name="films", icon_name="media", order=200)


@hooks.register("construct_homepage_panels")
def films_without_captions(request, panels):
    panels.append(FilmsPanel(request))
