"""Addresses of what families may fetch without an account."""

from django.urls import path

from casestudies.families import views

urlpatterns = [
    path("<int:page_id>/questions/", views.family_questions, name="family_questions"),
    path("<int:page_id>/film/<slug:rendition>/", views.family_film_file, name="family_film_file"),
    path("<int:page_id>/captions/<slug:track>/", views.family_film_captions, name="family_film_captions"),
    path("<int:page_id>/poster/", views.family_film_poster, name="family_film_poster"),
    path(
        "<int:page_id>/transcript.txt",
        views.family_film_transcript_text,
        name="family_film_transcript_text",
    ),
]
