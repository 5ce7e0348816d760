"""The site around the courses: home, catalogue, standing pages, and what the foot of every page says."""

from courses.catalogue import CourseIndexPage
from learning.site.groups import let_trainers_write_below
from learning.site.pages import HomePage
from learning.site.tree import plant_home

NAME = "Think Family Learning"
NOTICE = (
    "This is a demonstration. Its courses are carefully sourced, but they are not approved training. "
    "The families and Northmoor are fictional."
)
INTRODUCTION = (
    "Short courses for adult and children’s services. Stop when your next visit begins, and carry on later."
)


def write_site(*, port: int) -> tuple[HomePage, CourseIndexPage]:
    """The home page, the catalogue below it, and the site's settings."""
    home = plant_home(title=NAME, site_name=NAME, hostname="localhost", port=port)
    index = home.add_child(
        instance=CourseIndexPage(title="Courses", slug="courses", introduction=INTRODUCTION)
    )
    let_trainers_write_below(index)
    return home, index
