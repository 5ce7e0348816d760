"""Every address, and an empty view that `make bench` takes as its yardstick."""

from django.http import HttpResponse
from django.urls import path

from learning.urls import handler403, handler404, handler500, urlpatterns

__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [path("hello/", lambda request: HttpResponse("hello")), *urlpatterns]
