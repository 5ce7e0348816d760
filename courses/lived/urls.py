"""Addresses below the admin's review/signed-off/."""

from django.urls import path

from courses.lived import views

urlpatterns = [
    path("", views.signed_off, name="signed_off"),
    path("course/<int:course_id>/", views.sign_off_in_review, name="sign_off_in_review"),
    path("<int:sign_off_id>/credit/", views.credit_in_review, name="credit_in_review"),
    path("<int:sign_off_id>/payment/", views.payment_in_review, name="payment_in_review"),
]
