from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(AppConfig):
    name = "learning.people"
    label = "people"
    verbose_name = "People"
    default = True


class PeopleInAdminConfig(WagtailUsersAppConfig):
    """Wagtail's own app for people, with our screens."""

    user_viewset = "learning.people.admin.PersonViewSet"
