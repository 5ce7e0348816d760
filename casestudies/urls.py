"""Addresses of actions; pages have addresses of their own."""

from django.urls import path

urlpatterns: list[path] = []
