"""Where the admin meets case studies."""

from django.urls import path, reverse
from wagtail import hooks
from wagtailmedia.wagtail_hooks import MediaMenuItem

from casestudies.consents import admin as consents
from casestudies.consents.home_panel import ConsentsPanel
from casestudies.films import editing
from casestudies.films.home_panel import FilmsPanel


@hooks.register("register_admin_urls", order=-1)
def film_addresses():
    """Before the library's own addresses, so that deleting a film in use comes here."""
    return [
        path("films/<path:name>", editing.film_in_admin, name="film_in_admin"),
        path("media/delete/<int:media_id>/", editing.delete_film),
    ]


@hooks.register("register_admin_urls")
def consent_addresses():
    film = "consents/<int:film_id>/"
    return [
        path("consents/", consents.films_of_real_people, name="films_of_real_people"),
        path(film, consents.film_consents, name="film_consents"),
        path(f"{film}add/", consents.add_participant, name="add_participant"),
        path(f"{film}withdraw/", consents.withdraw_consent, name="withdraw_consent"),
        path(f"{film}<int:participant_id>/", consents.record_consent, name="record_consent"),
        path(
            f"{film}<int:participant_id>/correct/", consents.correct_participant, name="correct_participant"
        ),
    ]


@hooks.register("register_admin_menu_item")
def films_entry():
    return MediaMenuItem("Films", reverse("wagtailmedia:index"), name="films", icon_name="media", order=200)


@hooks.register("construct_homepage_panels")
def films_without_captions(request, panels):
    panels.append(FilmsPanel(request))


@hooks.register("construct_homepage_panels")
def consents_to_ask_for(request, panels):
    panels.append(ConsentsPanel(request))
