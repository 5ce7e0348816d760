from django.urls import path

from learning.workforce.reminders import views

urlpatterns = [
    path("", views.reminders, name="reminders"),
    path("nudge/", views.nudge, name="nudge"),
    path("weekly-mail/", views.weekly_mail, name="weekly_mail"),
    path("<int:pk>/", views.plan, name="reminder_plan"),
]
