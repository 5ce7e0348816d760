"""The site around the courses: home, catalogue, standing pages, and what the foot of every page says."""

import datetime

from django.utils import timezone
from django.utils.formats import date_format

from courses.catalogue import CourseIndexPage
from courses.demo.glossary import write_glossary
from courses.setting_up import INTRODUCTION, write_settings
from courses.standing_pages import load_standing_pages
from learning.site.groups import let_trainers_write_below
from learning.site.tree import plant_home

NAME = "Think Family Learning"
CONTACT = "help@northmoor.example"
NOTICE = (
    "This is a demonstration. Its courses are carefully sourced, but they are not approved training. "
    "The families and Northmoor are fictional."
)


def write_site(*, address: str, port: int, run_by: str, at: datetime.datetime) -> CourseIndexPage:
    """A site as `manage.py setup` makes one, that says what it is; return its catalogue, still empty."""
    home = plant_home(title=NAME, site_name=NAME, hostname="localhost", port=port)
    index = home.add_child(
        instance=CourseIndexPage(title="Courses", slug="courses", introduction=INTRODUCTION)
    )
    let_trainers_write_below(index)
    words = {
        "site_name": NAME,
        "address": address,
        "organisation": run_by,
        "contact_email": CONTACT,
        "today": date_format(timezone.localdate(at)),
    }
    load_standing_pages(home, words=words)
    write_settings(contact_email=CONTACT, demonstration_notice=NOTICE)
    write_glossary(home)
    return index
