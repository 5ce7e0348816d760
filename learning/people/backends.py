"""Who is signed in, with what the navigation of every page asks about them."""

from allauth.account.auth_backends import AuthenticationBackend as AllauthBackend
from django.utils import timezone

from learning.people.users import User


class AuthenticationBackend(AllauthBackend):
    """allauth's, which reads the account of whoever is signed in together with their roles: one query a request."""

    def get_user(self, user_id) -> User | None:
        person = User.objects.with_roles(on=timezone.localdate()).filter(pk=user_id).first()
        return person if person and self.user_can_authenticate(person) else None
