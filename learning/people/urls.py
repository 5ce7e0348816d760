from django.http import HttpResponse
from django.urls import include, path

urlpatterns = [
    path("me/", lambda r: HttpResponse(""), name="my_account"),
    path("invitation/<str:token>/", lambda r, token: HttpResponse(""), name="invitation"),
    path("", include("allauth.account.urls")),
]
