"""The site around the courses: home, catalogue, standing pages, and what the foot of every page says."""

import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Site

from courses.catalogue import CourseIndexPage
from courses.demo.glossary import write_glossary
from courses.reviews import review_below
from courses.setting_up import INTRODUCTION, write_settings, write_terms
from courses.standing_pages import load_standing_pages
from courses.support_contacts import write_contacts
from learning.site.groups import let_trainers_write_below
from learning.site.tree import plant_home

NAME = "Think Family Learning"
CONTACT = "help@northmoor.example"
NOTICE = (
    "This is a demonstration. Its courses are carefully sourced, but they are not approved training. "
    "The families and Northmoor are fictional. Mail that it sends is kept in {folder}."
)


def write_site(*, address: str, port: int, run_by: str, at: datetime.datetime) -> CourseIndexPage:
    """A site as `manage.py setup` makes one, that says what it is; return its catalogue, still empty."""
    home = plant_home(title=NAME, site_name=NAME, hostname="localhost", port=port)
    index = home.add_child(
        instance=CourseIndexPage(title="Courses", slug="courses", introduction=INTRODUCTION)
    )
    let_trainers_write_below(index)
    review_below(index)
    words = {
        "site_name": NAME,
        "address": address,
        "organisation": run_by,
        "contact_email": CONTACT,
        "today": date_format(timezone.localdate(at)),
    }
    write_terms(load_standing_pages(home, words=words))
    write_contacts()
    write_settings(contact_email=CONTACT, demonstration_notice=NOTICE.format(folder=mail_folder()))
    write_glossary(home)
    return index


def move_to(port: int) -> None:
    """Where the site is reached now: another port may be asked for at each start."""
    Site.objects.filter(is_default_site=True).exclude(port=port).update(port=port)


def mail_folder() -> str:
    """As someone beside the project's files would find it."""
    folder = Path(settings.MAIL_DIR)
    return str(folder.relative_to(settings.BASE_DIR) if folder.is_relative_to(settings.BASE_DIR) else folder)
