"""The first command of an installation, after migrate."""

import getpass
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from courses.setting_up import AlreadySetUp, Beginning, refuse_if_set_up, set_up
from courses.setup_form import SetupForm
from learning.people.users import User

TO_COMPLETE = ("/accessibility/", "/privacy/")


class Command(BaseCommand):
    help = (
        "Make a site without demonstration content: the first administrator and organisation, front page, "
        "catalogue and standing pages. Asks for whatever is not given as an option."
    )

    def add_arguments(self, parser):
        for name, field in SetupForm.base_fields.items():
            parser.add_argument(f"--{name.replace('_', '-')}", help=field.label)
        parser.add_argument(
            "--no-input", action="store_true", help="Never ask: refuse when something is missing."
        )

    def handle(self, *, no_input: bool, **options):
        self.refuse_unless_migrated()
        given = {name: options[name] for name in SetupForm.base_fields}
        asks = not no_input and sys.stdin.isatty()
        try:
            refuse_if_set_up()
            form = self.ask(given) if asks else self.take(given)
            self.report(set_up(**form.parts(), at=timezone.now()), form.cleaned_data["address"])
        except AlreadySetUp as refusal:
            raise CommandError(str(refusal)) from refusal

    def refuse_unless_migrated(self) -> None:
        if User._meta.db_table not in connection.introspection.table_names():
            raise CommandError("The database has no tables yet. Run manage.py migrate first.")

    def take(self, given: dict) -> SetupForm:
        """The answers given as options, or a refusal that names every option that is missing or wrong."""
        suggested = SetupForm.suggestions(given)
        form = SetupForm({name: value or suggested.get(name) for name, value in given.items()})
        if not form.is_valid():
            lines = [f"  --{name.replace('_', '-')}: {errors[0]}" for name, errors in form.errors.items()]
            raise CommandError("\n".join(["Some answers are missing or cannot be used:", *lines]))
        return form

    def ask(self, given: dict) -> SetupForm:
        """Ask for what is missing, and again for what cannot be used, until everything is right."""
        for name in SetupForm.base_fields:
            given[name] = given[name] or self.question(name, given)
        form = SetupForm(given)
        while not form.is_valid():
            for name, errors in form.errors.items():
                self.stdout.write(errors[0])
                given[name] = self.question(name, given)
            form = SetupForm(given)
        return form

    def question(self, name: str, given: dict) -> str:
        label = SetupForm.base_fields[name].label
        if name == "password":
            return getpass.getpass(f"{label}: ")
        suggested = SetupForm.suggestions(given).get(name)
        shown = f"{label} [{suggested}]: " if suggested else f"{label}: "
        return input(shown).strip() or suggested or ""

    def report(self, beginning: Beginning, address: str) -> None:
        person = beginning.administrator
        who = f"{person.name} ({person.email})"
        self.stdout.write(
            f"\nMade the site “{beginning.home.title}” with {len(beginning.pages)} standing pages, the "
            f"organisation {beginning.organisation.name}, and an administrator, {who}."
        )
        if beginning.link:
            days = settings.INVITATION_DAYS
            self.stdout.write(f"Set your password here, once, within {days} days:\n  {beginning.link}")
        if address != settings.SITE_URL:
            self.stdout.write(
                f"Set SITE_URL={address} in the environment: mail and certificates lead to "
                f"{settings.SITE_URL} now."
            )
        pages = " and ".join(page for page in beginning.pages if page in TO_COMPLETE)
        self.stdout.write(f"Before anyone uses the site, complete {pages}, in the admin under Pages.")
