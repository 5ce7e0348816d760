"""What `manage.py setup` asks for, checked as on any form."""

import re

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import slugify

from learning.people.fields import EmailField, NameField, NewPasswordField
from learning.people.nations import Nation, each
from learning.people.organisations import Organisation
from learning.people.users import User
from learning.people.worded import choice_words, words

ADDRESS = "Enter the address of the site alone, such as https://learning.example.org"
ADDRESS_ALONE = re.compile(r"https?://[a-z0-9.-]+(?::([0-9]{1,5}))?")
CODE = "A code is made of letters, digits and dashes."
KINDS = ", ".join(Organisation.Kind.values)
NATIONS = ", ".join(Nation.EACH)


class SetupForm(forms.Form):
    """The site, the first organisation and the first administrator, in the order of the questions."""

    site_name = forms.CharField(
        label="Name of the site", max_length=100, error_messages=words("the name of the site")
    )
    address = forms.CharField(
        label="Address of the site", max_length=200, error_messages=words("the address of the site")
    )
    organisation = forms.CharField(
        label="Name of the first organisation", max_length=200, error_messages=words("its name")
    )
    organisation_code = forms.SlugField(
        label="A short code for it", max_length=20, error_messages=words("a short code for it", invalid=CODE)
    )
    organisation_kind = forms.ChoiceField(
        label=f"Its kind ({KINDS})",
        choices=Organisation.Kind.choices,
        error_messages=choice_words("a kind of organisation", invalid_choice=f"Choose one of {KINDS}."),
    )
    organisation_nation = forms.ChoiceField(
        label=f"Its nation, whose telephone numbers come first ({NATIONS}; leave empty for several)",
        choices=each,
        required=False,
        error_messages=choice_words(
            "a nation", invalid_choice=f"Choose one of {NATIONS}, or leave it empty."
        ),
    )
    email = EmailField(label="Your e-mail", autocomplete="off")
    name = NameField(label="Your name")
    contact_email = EmailField(label="E-mail for help with the site", what="an e-mail", autocomplete="off")
    password = NewPasswordField(label="Your password (leave empty to be given a link)", required=False)

    def __init__(self, data: dict):
        super().__init__(data)
        if data.get("password"):
            self.fields["password"].user = User(email=data.get("email") or "", name=data.get("name") or "")
        else:
            del self.fields["password"]

    @staticmethod
    def suggestions(given: dict) -> dict[str, str]:
        """What a field that nobody answered is taken to be."""
        code = slugify(given.get("organisation") or "")[:20].strip("-")
        suggested = {"address": settings.SITE_URL, "organisation_code": code}
        return suggested | {"contact_email": given.get("email") or ""}

    def clean_address(self) -> str:
        """The scheme and the host, without a slash at the end."""
        address = self.cleaned_data["address"].rstrip("/").lower()
        found = ADDRESS_ALONE.fullmatch(address)
        if not found or not 0 < int(found[1] or 80) < 65_536:
            raise ValidationError(ADDRESS)
        return address

    def clean_organisation_code(self) -> str:
        code = self.cleaned_data["organisation_code"].lower()
        if Organisation.objects.filter(code=code).exists():
            raise ValidationError("There is an organisation with this code already. Choose another code.")
        return code

    def parts(self) -> dict:
        """As set_up() takes them."""
        given = self.cleaned_data
        return {
            "site": {"name": given["site_name"], "address": given["address"]},
            "organisation": {
                "name": given["organisation"],
                "code": given["organisation_code"],
                "kind": given["organisation_kind"],
                "nation": given["organisation_nation"],
            },
            "administrator": {
                "email": given["email"],
                "name": given["name"],
                "password": given.get("password", ""),
            },
            "contact_email": given["contact_email"],
        }
