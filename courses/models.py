"""Every model of courses, by the page that holds it."""

from courses.catalogue import CourseIndexPage
from courses.lessons import LessonPage
from courses.lived.sign_offs import ExpertCredit, LivedExperienceSignOff
from courses.modules import ModulePage
from courses.pages import CoursePage
from courses.side_review import SideReview
from courses.topics import Topic

__all__ = [
    "CourseIndexPage",
    "CoursePage",
    "ExpertCredit",
    "LessonPage",
    "LivedExperienceSignOff",
    "ModulePage",
    "SideReview",
    "Topic",
]
