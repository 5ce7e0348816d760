"""Addresses of actions and of files; pages have addresses of their own."""

from django.urls import path

from casestudies.exchange import views
from casestudies.films import views as film_views
from casestudies.two_sides.urls import urlpatterns as two_sides

urlpatterns = [
    path("<int:page_id>/film/<slug:rendition>/", film_views.film_file, name="film_file"),
    path("<int:page_id>/captions/<slug:track>/", film_views.film_captions, name="film_captions"),
    path("<int:page_id>/poster/", film_views.film_poster, name="film_poster"),
    path("<int:page_id>/transcript/", film_views.film_transcript, name="film_transcript"),
    path("<int:page_id>/transcript.txt", film_views.film_transcript_text, name="film_transcript_text"),
    path("<int:page_id>/answer/", views.answer_case, name="answer_case"),
    path("<int:page_id>/answer/keep/", views.keep_answer, name="keep_answer"),
    path("<int:page_id>/answer/add/", views.add_to_answer, name="add_to_answer"),
    path("<int:page_id>/complete/", views.complete_case, name="complete_case"),
    *two_sides,
]
