"""Fields of people: each bounded, with our messages, and told to the browser for what it is."""

import datetime

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.dateparse import parse_date
from django.utils.formats import date_format

from learning.people.worded import date_words, words

NEW_PASSWORD_HINT = "At least 10 characters. Three or four words that do not belong together make a good one."  # noqa: S105  a hint
BAD_EMAIL = "Enter the whole e-mail address, such as name@example.org."
EMAIL_LENGTH = 254
NAME_LENGTH = 200
PASSWORD_LENGTH = 200
DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d %B %Y", "%d %b %Y"]


class EmailField(forms.EmailField):
    """An address, kept in small letters."""

    def __init__(
        self, *, autocomplete: str, label: str = "E-mail", what: str = "your e-mail address", **kwargs
    ):
        widget = forms.EmailInput(attrs={"autocomplete": autocomplete, "spellcheck": "false"})
        messages = words(what, invalid=BAD_EMAIL)
        super().__init__(
            label=label, max_length=EMAIL_LENGTH, widget=widget, error_messages=messages, **kwargs
        )

    def clean(self, value):
        return super().clean(value).lower()


class PasswordField(forms.CharField):
    """A password as it is typed, blanks and all."""

    def __init__(
        self,
        *,
        label: str = "Password",
        what: str = "your password",
        autocomplete: str = "current-password",
        **kwargs,
    ):
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
        super().__init__(
            label=label,
            max_length=PASSWORD_LENGTH,
            strip=False,
            widget=widget,
            error_messages=words(what),
            **kwargs,
        )


class NewPasswordField(PasswordField):
    """A password to be, checked by the validators of the settings. `user` is whose it is to be."""

    user = None

    def __init__(self, **kwargs):
        super().__init__(
            what="a password", autocomplete="new-password", help_text=NEW_PASSWORD_HINT, **kwargs
        )

    def clean(self, value):
        value = super().clean(value)
        validate_password(value, self.user)
        return value


class NameField(forms.CharField):
    """A person's name: one line, single blanks, and something to read in it."""

    def __init__(self, *, label: str = "Name", what: str = "your name", autocomplete: str = "name", **kwargs):
        widget = forms.TextInput(attrs={"autocomplete": autocomplete, "spellcheck": "false"})
        super().__init__(
            label=label, max_length=NAME_LENGTH, widget=widget, error_messages=words(what), **kwargs
        )

    def to_python(self, value):
        name = " ".join(super().to_python(value).split())
        return name if any(map(str.isalpha, name)) else ""


class DayInput(forms.TextInput):
    """A day in words, so that no browser shows it in another country's order."""

    def format_value(self, value):
        if isinstance(value, str):
            value = _parsed(value) or value
        return date_format(value) if isinstance(value, datetime.date) else value


def _parsed(text: str) -> datetime.date | None:
    """A day as an address holds it."""
    try:
        return parse_date(text)
    except ValueError:
        return None


class DayField(forms.DateField):
    widget = DayInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"})

    def __init__(self, *, what: str, **kwargs):
        super().__init__(input_formats=DAY_FORMATS, error_messages=date_words(what), **kwargs)
