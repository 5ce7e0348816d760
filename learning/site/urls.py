from django.urls import path

from learning.site import views

urlpatterns = [
    path("", views.my_learning, name="my_learning"),
    path("asked/", views.asked_of_me, name="asked_of_me"),
    path("certificates/", views.my_certificates, name="my_certificates"),
]
