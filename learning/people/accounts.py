"""How allauth behaves here: closed sign-up, our words, our mail, sent by the worker."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.urls import reverse

from learning.people import mail


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "That e-mail and password do not match. Check both and try again, "
        "or ask for a new password.",
        "too_many_login_attempts": "Too many tries. Please wait 5 minutes. Your account is safe.",
        "enter_current_password": "That is not your password now. Check it and try again.",
        "incorrect_password": "That is not your password. Check it and try again.",
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        hours = settings.PASSWORD_RESET_TIMEOUT // 3600
        words = {"link": context.get("password_reset_url"), "valid_for": f"{hours} hours"}
        mail.ask(template=template_prefix, to=email, context=words)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """At the site's own address, whatever host name the request claimed."""
        person, _, token = key.partition("-")
        return settings.SITE_URL + reverse("account_reset_password_from_key", args=[person, token])

    def get_password_change_redirect_url(self, request) -> str:
        return reverse("my_account")
