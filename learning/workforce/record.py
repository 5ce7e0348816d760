"""What whoever answers for someone sees of them: what is asked and how it stands, and, for a lead, its history.

Never answers, scores, notes, places, or whether a film was watched or read: none of those is read here (docs/adr/0006).
"""

import datetime
from dataclasses import dataclass
from operator import attrgetter

from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.models import Page

from learning.people.posts import Absence, Post
from learning.people.users import User
from learning.records.enrolments import Enrolment
from learning.workforce import scopes
from learning.workforce.counting import asked_once
from learning.workforce.evidence.evidence import AcceptedEvidence
from learning.workforce.needs.coming import Coming, coming_to
from learning.workforce.requirements import Requirement
from learning.workforce.standings import PostStanding, standings
from learning.workforce.words import WHY, Told, told


@dataclass(frozen=True)
class AskedCourse:
    """A course that is required or recommended, by whom and why, and how it stands."""

    course: str
    why: str
    told: Told


@dataclass(frozen=True)
class ShownPost:
    """A post in scope. Whoever does not lead the organisation is not told why someone is away, and has no end_url."""

    post: Post
    absences: list[Absence]
    end_url: str | None


@dataclass(frozen=True)
class PersonRecord:
    """`history` is None for whoever may see only how things stand. `evidence` is what organisations that they lead
    accept, while someone holds a post there.
    """

    person: User
    posts: list[ShownPost]
    asked: list[AskedCourse]
    coming: list[Coming]
    history: list[Enrolment] | None
    evidence: list[AcceptedEvidence]

    @property
    def shows_history(self) -> bool:
        return self.history is not None


def record_of(pk: int, *, seen_by, today: datetime.date) -> PersonRecord:
    """Someone's record as far as somebody else's roles show it. Not found for everyone else, and for every other key."""
    theirs = scopes.posts_named(seen_by, today=today).filter(person=pk)
    person = get_object_or_404(User.objects.filter(pk__in=theirs.values("person")), pk=pk)
    posts = list(theirs.with_details().in_order())
    led = scopes.keys_led(seen_by, today=today)
    return PersonRecord(
        person=person,
        posts=_posts(posts, led),
        asked=_asked(scopes.as_seen(standings(theirs, on=today), led=led)),
        coming=coming_to(theirs, on=today),
        history=_history(person) if any(post.organisation_id in led for post in posts) else None,
        evidence=_evidence(person, led & {post.organisation_id for post in posts}),
    )


def _posts(posts: list[Post], led: set[int]) -> list[ShownPost]:
    away = list(Absence.objects.filter(post__in=posts, ended_on=None).order_by("pk"))
    return [
        ShownPost(
            post=post,
            absences=[one for one in away if one.post_id == post.pk and post.organisation_id in led],
            end_url=reverse("end_post", args=[post.pk]) if post.organisation_id in led else None,
        )
        for post in posts
    ]


def _asked(found: list[PostStanding]) -> list[AskedCourse]:
    """For each organisation each course once, as it is counted there: what is required first."""
    counted = asked_once(sorted(found, key=attrgetter("organisation_id")))
    rules = Requirement.objects.select_related("organisation").in_bulk(
        [each.requirement_id for each in counted]
    )
    courses = Page.objects.filter(pk__in={each.course_id for each in counted}).order_by("path")
    order = {course.pk: (number, course.title) for number, course in enumerate(courses)}
    counted.sort(key=lambda each: (not each.is_required, order[each.course_id]))
    return [
        AskedCourse(order[each.course_id][1], why(rules[each.requirement_id]), told(each)) for each in counted
    ]


def why(rule: Requirement) -> str:
    """Such as "Mandatory, Northmoor Community Health, every 36 months"."""
    often = f"every {rule.refresh_months} months" if rule.refresh_months else "once is enough"
    return f"{WHY[rule.kind]}. {rule.organisation}, {often}."


def _history(person: User) -> list[Enrolment]:
    """Every period on every course, with its certificate and the version it was earned on."""
    return list(
        Enrolment.objects.of(person)
        .select_related("course", "certificate__version", "certificate__revocation")
        .order_by("-enrolled_at", "-pk")
    )


def _evidence(person: User, organisations: set[int]) -> list[AcceptedEvidence]:
    """What was completed elsewhere and is accepted, or was, the latest first."""
    accepted = person.accepted_evidence.filter(organisation__in=organisations).select_related(
        "course", "words", "withdrawal__withdrawn_by"
    )
    return list(accepted.order_by("-completed_on", "-pk"))
