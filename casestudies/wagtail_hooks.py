"""Where the admin meets case studies."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtailmedia.wagtail_hooks import MediaMenuItem

from casestudies.films import editing
from casestudies.films.home_panel import FilmsPanel
from casestudies.two_sides import figures_admin
from casestudies.two_sides.pages import TwoSidedCasePage


@hooks.register("register_admin_urls", order=-1)
def film_addresses():
    """Before the library's own addresses, so that deleting a film in use comes here."""
    return [
        path("films/<path:name>", editing.film_in_admin, name="film_in_admin"),
        path("media/delete/<int:media_id>/", editing.delete_film),
    ]


@hooks.register("register_admin_menu_item")
def films_entry():
    return MediaMenuItem("Films", reverse("wagtailmedia:index"), name="films", icon_name="media", order=200)


@hooks.register("construct_homepage_panels")
def films_without_captions(request, panels):
    panels.append(FilmsPanel(request))


@hooks.register("register_admin_urls")
def two_sided_addresses():
    name = "what_people_chose"
    return [path("two-sides/<int:case_id>/chosen/", figures_admin.what_people_chose, name=name)]


@hooks.register("register_page_header_buttons")
def two_sided_buttons(page, user, view_name, next_url=None):
    """For a two-sided case that this person may edit."""
    if isinstance(page, TwoSidedCasePage) and page.permissions_for_user(user).can_edit():
        chosen = reverse("what_people_chose", args=[page.pk])
        yield Button(figures_admin.TITLE, chosen, icon_name="decimal", priority=12)
