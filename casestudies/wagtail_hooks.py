"""Where the admin meets case studies."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtailmedia.wagtail_hooks import MediaMenuItem

from casestudies.captioning import saving
from casestudies.captioning.views import CaptionsView
from casestudies.consents import admin as consents
from casestudies.consents.home_panel import ConsentsPanel
from casestudies.encoding import uploading
from casestudies.encoding import views as making
from casestudies.families import admin as families
from casestudies.films import editing
from casestudies.films.home_panel import FilmsPanel
from casestudies.moderation import first_steps
from casestudies.moderation import views as moderation
from casestudies.moderation.home_panel import AnswersPanel
from casestudies.pages import CaseStudyPage
from casestudies.two_sides import figures_admin
from casestudies.two_sides.pages import TwoSidedCasePage


@hooks.register("register_admin_urls", order=-1)
def film_addresses():
    """Before the library's own addresses, so that a film is added, changed and deleted here."""
    return [
        path("films/<int:film_id>/<str:track>/", CaptionsView.as_view(), name="captions"),
        path("films/<path:name>", editing.film_in_admin, name="film_in_admin"),
        path("media/delete/<int:media_id>/", editing.delete_film),
        path("media/video/add/", making.add_film),
        path("media/edit/<int:media_id>/", making.edit_film),
        path("media/making/<int:film_id>/", making.film_making, name="film_making"),
        path("media/making/<int:film_id>/again/", making.make_again, name="make_film_again"),
        path("media/uploads/", uploading.begin_upload, name="begin_upload"),
        path("media/uploads/<uuid:key>/", uploading.upload_piece, name="upload_piece"),
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
        path(f"{film}<int:participant_id>/strike/", consents.strike_participant, name="strike_participant"),
        path(
            f"{film}<int:participant_id>/correct/", consents.correct_participant, name="correct_participant"
        ),
    ]


@hooks.register("register_log_actions")
def name_our_actions(actions):
    actions.register_action(saving.SAVED, "Save captions", "Captions saved")


@hooks.register("register_admin_menu_item")
def films_entry():
    return MediaMenuItem("Films", reverse("wagtailmedia:index"), name="films", icon_name="media", order=200)


@hooks.register("register_admin_urls")
def family_addresses():
    return [path("families/", families.families_in_admin, name="families_in_admin")]


@hooks.register("register_admin_menu_item")
def families_entry():
    return families.entry()


@hooks.register("construct_homepage_panels")
def films_without_captions(request, panels):
    panels.append(FilmsPanel(request))


@hooks.register("register_admin_urls")
def moderation_addresses():
    return [
        path("case-studies/<int:case_id>/answered/", first_steps.case_answered, name="case_answered"),
        path("shared-answers/", moderation.answers_to_read, name="answers_to_read"),
        path("shared-answers/<uuid:public_id>/", moderation.answer_to_read, name="answer_to_read"),
        path(
            "shared-answers/<uuid:public_id>/who/", moderation.look_behind_answer, name="look_behind_answer"
        ),
    ]


@hooks.register("construct_homepage_panels")
def answers_to_read(request, panels):
    panels.append(AnswersPanel(request))


@hooks.register("register_page_header_buttons")
def case_buttons(page, user, view_name, next_url=None):
    if isinstance(page, CaseStudyPage) and page.has_questions and page.permissions_for_user(user).can_edit():
        url = reverse("case_answered", args=[page.pk])
        yield Button(first_steps.TITLE, url, icon_name="decimal", priority=12)


@hooks.register("construct_homepage_panels")
def consents_to_ask_for(request, panels):
    panels.append(ConsentsPanel(request))


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
