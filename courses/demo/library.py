"""What the courses' data refers to by code: sources, films, staff groups, topics, and pages made so far."""

from dataclasses import dataclass, field

from wagtail.models import Page

from casestudies.films.film import Film
from courses.demo.blocks import NOT_A_SOURCE, BlockMaker
from courses.pages import CoursePage
from courses.topics import Topic
from learning.people.posts import PracticeGroup
from learning.site.sources import Source


@dataclass
class Library:
    """Everything by its code; parts by number, such as 1.3b. `parts` and `ready` fill as pages are made."""

    sources: dict[str, Source]
    films: dict[str, Film]
    groups: dict[str, PracticeGroup]
    topics: dict[str, Topic]
    questions: list[dict]
    blocks: BlockMaker
    courses: dict[str, CoursePage] = field(default_factory=dict)
    parts: dict[str, Page] = field(default_factory=dict)
    ready: list[Page] = field(default_factory=list)  # to be published

    def sources_of(self, codes: list[str]) -> list[Source]:
        return [self.sources[code] for code in codes if code != NOT_A_SOURCE]

    def groups_of(self, codes: list[str]) -> list[PracticeGroup]:
        return [self.groups[code] for code in codes]

    def topics_of(self, names: list[str]) -> list[Topic]:
        return [self.topics[name] for name in names]

    def bank(self, course: str) -> list[dict]:
        return [question for question in self.questions if question["course"] == course]


def stream(name: str, values: list) -> list[dict]:
    """Stream data of one kind of block, in raw form."""
    return [{"type": name, "value": value} for value in values]
