"""The first steps of an installation: its site, its standing pages, an organisation and an administrator."""

import datetime
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from casestudies.exchange.terms import ExchangeSettings
from courses.catalogue import CourseIndexPage
from courses.reviews import review_below
from courses.standing_pages import load_standing_pages
from courses.support_contacts import write_contacts
from learning.people import invitations
from learning.people.organisations import Organisation
from learning.people.roles import ADMINISTRATORS
from learning.people.users import User
from learning.site.groups import let_trainers_write_below
from learning.site.pages import HomePage, StandardPage
from learning.site.settings import SiteSettings
from learning.site.tree import plant_home

TERMS = "sharing"
INTRODUCTION = (
    "Short courses for adult and children’s services. Stop when your next visit begins, and carry on later."
)
HELP_NUMBERS = [
    {"who": "In danger: call", "number": "999", "after": ""},
    {"who": "Urgent mental health help in England: NHS", "number": "111", "after": "option 2"},
    {"who": "To talk, any time: Samaritans", "number": "116 123", "after": ""},
    {"who": "For children and young people: Childline", "number": "0800 1111", "after": ""},
]
FOOTER_LINKS = [
    {"title": "For families", "url": "/families/"},
    {"title": "Someone to talk to", "url": "/support/"},
    {"title": "About this site", "url": "/about/"},
    {"title": "How joint training works", "url": "/how-joint-training-works/"},
    {"title": "Accessibility", "url": "/accessibility/"},
    {"title": "Privacy", "url": "/privacy/"},
    {"title": "Cookies", "url": "/cookies/"},
]


class AlreadySetUp(Exception):
    """There is a site or there are people here; setting up would mix with them, so nothing was changed."""


@dataclass(frozen=True)
class Beginning:
    """What setting up made. The link sets the administrator's password, where none was given."""

    home: HomePage
    administrator: User
    organisation: Organisation
    pages: list[str]
    link: str | None


@transaction.atomic
def set_up(
    *, site: dict, administrator: dict, organisation: dict, contact_email: str, at: datetime.datetime
) -> Beginning:
    """Make a site without demonstration content, all of it or nothing.

    `site` has name and address; `administrator` has email, name and a password or none; `organisation` has
    code, name, kind and nation.
    """
    refuse_if_set_up()
    home = _plant_site(**site)
    employer = Organisation.objects.create(**organisation)
    words = {
        "site_name": site["name"],
        "address": site["address"],
        "organisation": employer.name,
        "contact_email": contact_email,
        "today": date_format(timezone.localdate(at)),
    }
    pages = load_standing_pages(home, words=words)
    write_contacts()
    write_settings(contact_email=contact_email)
    write_terms(pages)
    person, link = _make_administrator(**administrator, at=at)
    link = link and site["address"] + link.removeprefix(settings.SITE_URL)
    return Beginning(home, person, employer, sorted(page.get_url() for page in pages.values()), link)


def refuse_if_set_up() -> None:
    if home := HomePage.objects.order_by("pk").first():
        raise AlreadySetUp(f"This site is set up already: it is called {home.title}. Nothing was changed.")
    if User.objects.exists():
        raise AlreadySetUp("There are people in this database already. Nothing was changed.")


def write_settings(*, contact_email: str, demonstration_notice: str = "") -> None:
    """What stands at the foot of every page: help, links, and whom to write to."""
    row = SiteSettings.load()
    row.contact_email = contact_email
    row.demonstration_notice = demonstration_notice
    row.help_numbers = [{"type": "number", "value": number} for number in HELP_NUMBERS]
    row.footer_links = [{"type": "link", "value": link} for link in FOOTER_LINKS]
    row.save()


def write_terms(pages: dict[str, StandardPage]) -> None:
    """The standing page that says what sharing an answer means, so that learners are asked whether they would."""
    row = ExchangeSettings.load()
    row.terms_page = pages[TERMS]
    row.save()


def _plant_site(name: str, address: str) -> HomePage:
    place = urlsplit(address)
    port = place.port or (443 if place.scheme == "https" else 80)
    home = plant_home(title=name, site_name=name, hostname=place.hostname, port=port)
    index = CourseIndexPage(title="Courses", slug="courses", introduction=INTRODUCTION)
    home.add_child(instance=index)
    let_trainers_write_below(index)
    review_below(index)
    return home


def _make_administrator(
    email: str, name: str, password: str, *, at: datetime.datetime
) -> tuple[User, str | None]:
    """An account that may do everything, with the password given or a link to set one."""
    person = User.objects.create_superuser(email, name, password or None)
    person.groups.add(Group.objects.get(name=ADMINISTRATORS))
    if password:
        return person, None
    _, link = invitations.invite(email=email, name=name, organisation=None, by=None, at=at)
    return person, link
