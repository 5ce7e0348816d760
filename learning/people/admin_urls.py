"""Addresses of Wagtail's admin that are ours, looked up before its own.

There is one way to sign in, the one that counts wrong passwords; and the name is changed on My account alone.
"""

from django.urls import path, reverse_lazy
from django.views.generic import RedirectView
from wagtail.admin.auth import require_admin_access

from learning.people.admin import PreferencesView

urlpatterns = [
    path("login/", RedirectView.as_view(url=reverse_lazy("account_login"), query_string=True)),
    path("account/", require_admin_access(PreferencesView.as_view()), name="preferences"),
]
