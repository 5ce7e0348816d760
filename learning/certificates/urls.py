from django.urls import path

from learning.certificates import views

urlpatterns = [
    path("", views.verify, name="verify"),
    path("mine/<int:pk>/", views.certificate, name="certificate"),
    path("mine/<int:pk>/pdf/", views.certificate_pdf, name="certificate_pdf"),
    path("<str:code>/", views.verify_code, name="verify_code"),
]
