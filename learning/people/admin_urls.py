"""Addresses of Wagtail's admin that are ours, looked up before its own.

There is one way to sign in, the one that counts wrong passwords; and the name is changed on My account alone.
To sign out is to send a form: Wagtail's page refuses a link, and takes the session's cookie away all the same.
"""

from django.urls import path, reverse_lazy
from django.views.decorators.http import require_POST
from django.views.generic import RedirectView
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import LogoutView

from learning.people.admin import PreferencesView

urlpatterns = [
    path("login/", RedirectView.as_view(url=reverse_lazy("account_login"), query_string=True)),
    path("logout/", require_POST(LogoutView.as_view()), name="wagtailadmin_logout"),
    path("account/", require_admin_access(PreferencesView.as_view()), name="preferences"),
]
