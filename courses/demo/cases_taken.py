"""Ways through cases that people without an account have taken: enough of them that counts are shown."""

import datetime
from collections.abc import Iterator
from itertools import count, cycle

from casestudies.exchange import reflections
from casestudies.pages import CaseStudyPage
from casestudies.two_sides import moving
from casestudies.two_sides.files import Round, file_of
from casestudies.two_sides.pages import TwoSidedCasePage
from learning.people.posts import Post
from learning.records.models import Enrolment

AFTER = datetime.timedelta(minutes=20)
APART = datetime.timedelta(minutes=4)


def write_sittings(rules: dict, page: TwoSidedCasePage, *, but: set[str]) -> None:
    """So many people of one staff group a side go through a two-sided case alone, after one pattern or another."""
    for side, group in rules["groups"].items():
        who = _enrolments(page, group, side, but)[: rules["people"]]
        for enrolment, chosen in zip(who, cycle(rules["chosen"]), strict=False):
            _sit(page, enrolment, side, chosen)


def write_answers(rules: dict, page: CaseStudyPage, *, but: set[str]) -> None:
    """So many people of each staff group answer a case; two of three add to it after reading the others."""
    for group in rules["groups"]:
        who = _enrolments(page, group, None, but)[: rules["people"]]
        for enrolment, step, added in zip(who, cycle(rules["steps"]), cycle(rules["added"]), strict=False):
            _answer(page, enrolment, rules, step, added)


def _enrolments(page, group: str, side: str | None, but: set[str]) -> list[Enrolment]:
    """The first periods, in order, of those who have completed the course of a page and hold a post in a staff group;
    without those who have answered it already.
    """
    posts = Post.objects.filter(practice_group__code=group, is_primary=True, ends_on=None)
    posts = posts.filter(service_side=side) if side else posts
    taken = Enrolment.objects.on(page.course_page()).completed().filter(period=1)
    taken = taken.filter(learner__in=posts.values("person")).exclude(learner__email__in=but)
    taken = taken.exclude(learner__reflections__page=page.pk)
    return list(taken.select_related("learner").order_by("learner__email", "pk"))


def _sit(page: TwoSidedCasePage, enrolment: Enrolment, side: str, chosen: list[int]) -> None:
    times = _times(enrolment)
    sitting = moving.begin(learner=enrolment.learner, page=page, side=side, at=next(times))
    for round, choices in file_of(page, side).choices.items():
        ids = [choices[number].id for number in chosen]
        moving.make_move(sitting=sitting, round=Round(round), chosen=ids, at=next(times))
    moving.finish(sitting=sitting, page=page, at=next(times))


def _answer(page: CaseStudyPage, enrolment: Enrolment, rules: dict, step: str, added: str | None) -> None:
    learner, times = enrolment.learner, _times(enrolment)
    texts = {prompt.id: text.strip() for prompt, text in zip(page.prompts, rules["texts"], strict=True)}
    reflections.keep_draft(learner=learner, page=page, texts=texts, first_step=step, at=next(times))
    reflections.commit(learner=learner, page=page, at=next(times))
    if added is not None:
        second = {page.prompts[0].id: rules["second"]}
        reflections.add_second(learner=learner, page=page, texts=second, first_step=added, at=next(times))


def _times(enrolment: Enrolment) -> Iterator[datetime.datetime]:
    """Moments on the day on which somebody joined, one after the other."""
    return (enrolment.enrolled_at + AFTER + number * APART for number in count())
