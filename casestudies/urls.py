"""Addresses of actions and of files; pages have addresses of their own."""

from django.urls import path

from casestudies.exchange import figures, sharing_views, views
from casestudies.films import views as film_views
from casestudies.pauses import views as pause_views
from casestudies.playing import views as playing_views
from casestudies.supervision import supervision_note
from casestudies.two_sides.urls import urlpatterns as two_sides
from casestudies.voices import views as voice_views

urlpatterns = [
    path("<int:page_id>/film/<slug:rendition>/", film_views.film_file, name="film_file"),
    path("<int:page_id>/captions/<slug:track>/", film_views.film_captions, name="film_captions"),
    path("<int:page_id>/poster/", film_views.film_poster, name="film_poster"),
    path("<int:page_id>/transcript/", film_views.film_transcript, name="film_transcript"),
    path("<int:page_id>/transcript.txt", film_views.film_transcript_text, name="film_transcript_text"),
    path("<int:page_id>/played/", playing_views.keep_played, name="keep_played"),
    path("<int:page_id>/played/forget/", playing_views.forget_played, name="forget_played"),
    path("films-played/", playing_views.films_played, name="films_played"),
    path("<int:page_id>/films/<int:film_id>/<slug:name>/", voice_views.voice_file, name="voice_file"),
    path("<int:page_id>/pause/<uuid:name>/", pause_views.pause_point, name="pause_point"),
    path("<int:page_id>/supervision/", supervision_note, name="supervision_note"),
    path("<int:page_id>/answer/", views.answer_case, name="answer_case"),
    path("<int:page_id>/answer/keep/", views.keep_answer, name="keep_answer"),
    path("<int:page_id>/answer/add/", views.add_to_answer, name="add_to_answer"),
    path("figures/", figures.exchange_figures, name="exchange_figures"),
    path("shared/", sharing_views.shared_answers, name="shared_answers"),
    path("<int:page_id>/share/", sharing_views.share_answer, name="share_answer"),
    path("<int:page_id>/share/withdraw/", sharing_views.withdraw_answer, name="withdraw_answer"),
    path("<int:page_id>/shared/<uuid:public_id>/report/", sharing_views.report_answer, name="report_answer"),
    path("<int:page_id>/complete/", views.complete_case, name="complete_case"),
    *two_sides,
]
