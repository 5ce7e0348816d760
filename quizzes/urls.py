"""Addresses of actions; pages have addresses of their own."""

from django.urls import path

from quizzes.surveys import views as surveys
from quizzes.taking import extra_time, views

urlpatterns = [
    path("extra-time/", extra_time.extra_time, name="extra_time"),
    path("surveys/<int:page_id>/answer/", surveys.answer_survey, name="answer_survey"),
    path("surveys/<int:page_id>/erase/", surveys.erase_survey_answers, name="erase_survey_answers"),
    path("<int:page_id>/start/", views.start_attempt, name="start_attempt"),
    path("<uuid:public_id>/<int:position>/", views.question, name="question"),
    path("<uuid:public_id>/check/", views.check_answers, name="check_answers"),
    path("<uuid:public_id>/submit/", views.submit_attempt, name="submit_attempt"),
    path("<uuid:public_id>/result/", views.result, name="result"),
]
