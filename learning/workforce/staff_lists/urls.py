from django.urls import path

from learning.workforce.staff_lists import views

urlpatterns = [
    path("", views.lists, name="staff_lists"),
    path("<int:pk>/", views.staff_list, name="staff_list"),
    path("<int:pk>/columns/", views.columns, name="staff_list_columns"),
    path("<int:pk>/words/", views.words, name="staff_list_words"),
    path("<int:pk>/accept/", views.accept, name="accept_staff_list"),
    path("<int:pk>/discard/", views.discard, name="discard_staff_list"),
    path("invite/<int:pk>/", views.send_invitations, name="invite_from_lists"),
    path("template/<slug:kind>/", views.list_template, name="staff_list_template"),
]
