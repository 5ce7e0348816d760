"""Brief F6 once more, slowly and plainly, for the property test: loops over rows, and nothing that counts in
learning.workforce. People are looked at one by one, and no index saves any work.
"""

import calendar
import datetime
from collections import Counter
from dataclasses import dataclass, field

from learning.people.models import Absence, Post, Team
from learning.records.models import Certificate
from learning.workforce.models import (
    AcceptedEvidence,
    Requirement,
    RequirementGroup,
    RequirementRole,
    RequirementTeam,
)

KINDS = ["statutory", "mandatory", "role_essential", "recommended"]
ONE = datetime.timedelta(days=1)


@dataclass
class Number:
    """What one cell should say, and the posts behind it."""

    done: int = 0
    due: int = 0
    overdue: int = 0
    never: int = 0
    expiring: int = 0
    left_out: Counter = field(default_factory=Counter)
    target: tuple | None = None
    posts: set = field(default_factory=set)


class Rows:
    """Every row that matters, read once."""

    def __init__(self):
        self.posts = list(Post.objects.select_related("practice_group").order_by("pk"))
        self.rules = list(Requirement.objects.order_by("pk"))
        self.groups = list(RequirementGroup.objects.values_list("requirement_id", "practice_group_id"))
        self.teams = list(RequirementTeam.objects.values_list("requirement_id", "team_id"))
        self.roles = list(RequirementRole.objects.values_list("requirement_id", "job_role_id"))
        self.absences = list(Absence.objects.order_by("pk"))
        certificates = Certificate.objects.select_related("revocation", "enrolment")
        self.certificates = list(certificates.order_by("awarded_on"))
        self.evidence = list(AcceptedEvidence.objects.select_related("withdrawal").order_by("pk"))
        self.lineages = {team.pk: [team, *team.get_ancestors()] for team in Team.objects.all()}


def number(rows: Rows, posts: list[Post], course: int, on: datetime.date) -> Number:
    """The people who hold some posts, counted once each."""
    told = Number()
    targets = []
    for person in sorted({post.person_id for post in posts}):
        covered = []
        for post in [each for each in posts if each.person_id == person]:
            rule = requirement(rows, post, course, on)
            if rule is not None:
                covered.append((post, rule, *status(rows, post, rule, on)))
        if covered:
            post, rule, word, why = chosen(covered)
            told.posts.add(post.pk)
            add(told, rule, word, why, targets)
    if targets:
        highest = max(target for target, _ in targets)
        told.target = (highest, min(margin for target, margin in targets if target == highest))
    return told


def asked(rows: Rows, posts: list[Post], course: int, on: datetime.date) -> int | None:
    """Of posts of one person in one organisation, the one that says how they stand: whatever is required first."""
    covered = []
    for post in posts:
        rule = requirement(rows, post, course, on)
        if rule is not None:
            covered.append((post, rule, *status(rows, post, rule, on)))
    required = [each for each in covered if each[1].kind != "recommended"]
    return chosen(required or covered)[0].pk if covered else None


def chosen(covered: list) -> tuple:
    """The primary post, or another while that is exempt."""
    in_order = sorted(covered, key=lambda each: each[0].pk)
    primary = [each for each in in_order if each[0].is_primary]
    others = [each for each in in_order if not each[0].is_primary]
    for each in primary + others:
        if each[2] != "exempt":
            return each
    return (primary + others)[0]


def add(told: Number, rule: Requirement, word: str, why: str, targets: list) -> None:
    if word == "exempt" or (word == "in_grace" and not rule.grace_counts):
        told.left_out[why] += 1
        return
    told.due += 1
    told.done += word in ("compliant", "expiring")
    told.expiring += word == "expiring"
    told.overdue += word == "overdue"
    told.never += word == "never"
    targets.append((rule.target_pct, rule.amber_margin))


def requirement(rows: Rows, post: Post, course: int, on: datetime.date) -> Requirement | None:
    if not within(on, post.starts_on, post.ends_on) or post.practice_group.code == "ebe":
        return None
    best = None
    for rule in rows.rules:
        if rule.organisation_id != post.organisation_id or rule.course_id != course:
            continue
        if not within(on, rule.effective_from, rule.effective_to) or not is_for(rows, rule, post):
            continue
        if best is None or is_stricter(rule, best):
            best = rule
    return best


def is_stricter(rule: Requirement, other: Requirement) -> bool:
    """By kind; if that is the same, by days; if those are, by how soon it is done again."""
    if rule.kind != other.kind:
        return KINDS.index(rule.kind) < KINDS.index(other.kind)
    if rule.first_due_days != other.first_due_days:
        return rule.first_due_days < other.first_due_days
    if rule.refresh_months is None or other.refresh_months is None:
        return rule.refresh_months is not None and other.refresh_months is None
    return rule.refresh_months < other.refresh_months


def is_for(rows: Rows, rule: Requirement, post: Post) -> bool:
    groups = [group for named_by, group in rows.groups if named_by == rule.pk]
    teams = [team for named_by, team in rows.teams if named_by == rule.pk]
    if groups and post.practice_group_id not in groups:
        return False
    roles = [role for named_by, role in rows.roles if named_by == rule.pk]
    if roles and post.job_role_id not in roles:
        return False
    if not teams:
        return True
    if post.team_id is None:
        return False
    return any(each.pk in teams for each in rows.lineages[post.team_id])


def status(rows: Rows, post: Post, rule: Requirement, on: datetime.date) -> tuple[str, str]:
    """The word, and why it is left out."""
    absences = [absence for absence in rows.absences if absence.post_id == post.pk]
    for absence in absences:
        if not within(on, absence.starts_on, absence.ended_on):
            continue
        if absence.kind != "long_term_sick" or is_long(absence, absences, on):
            return "exempt", absence.kind
    until = ends(rows, post, rule, on)
    if until and until[-1] == "never ends":
        return "compliant", ""
    if until and on < max(until):
        return ("expiring" if max(until) - on <= 90 * ONE else "compliant"), ""
    why, last = grace(post, rule, absences, on)
    if on <= last:
        return "in_grace", why
    return ("overdue" if until else "never"), ""


def ends(rows: Rows, post: Post, rule: Requirement, on: datetime.date) -> list:
    """When each thing held ends, in the order in which they were earned: here, or elsewhere and accepted there."""
    held = [
        (one.awarded_on, one.expires_on, one)
        for one in rows.certificates
        if (one.learner_id, one.course_id) == (post.person_id, rule.course_id) and not is_withdrawn(one, on)
    ]
    held += [
        (one.completed_on, one.expires_on, None)
        for one in rows.evidence
        if (one.organisation_id, one.person_id, one.course_id)
        == (post.organisation_id, post.person_id, rule.course_id)
        and not (one.is_withdrawn and one.withdrawal.withdrawn_at.date() <= on)
    ]
    found: list = []
    for earned, printed, certificate in sorted(held, key=lambda each: each[0]):
        if earned > on:
            continue
        if rule.refresh_months is None:
            return ["never ends"]
        start = earned
        if found and start < max(found) <= start + rule.early_renewal_days * ONE:
            start = max(found)
        end = later(start, rule.refresh_months)
        if printed and certificate and start > (counted := counted_from(rows, certificate)):
            months = 12 * (printed.year - counted.year) + printed.month - counted.month
            printed = max(printed, later(start, months))
        found.append(min(end, printed) if printed else end)
    return found


def is_withdrawn(certificate: Certificate, on: datetime.date) -> bool:
    revocation = getattr(certificate, "revocation", None)
    return revocation is not None and revocation.revoked_at.date() <= on


def counted_from(rows: Rows, certificate: Certificate) -> datetime.date:
    """The day that was written on it plus its months: its own, or the end of the period that it renewed."""
    enrolment = certificate.enrolment
    for other in rows.certificates:
        if (other.learner_id, other.course_id) != (certificate.learner_id, certificate.course_id):
            continue
        if other.enrolment.period != enrolment.period - 1 or is_withdrawn(other, certificate.awarded_on):
            continue
        if (
            other.expires_on
            and certificate.awarded_on < other.expires_on <= certificate.awarded_on + 90 * ONE
        ):
            return other.expires_on
    return certificate.awarded_on


def grace(post: Post, rule: Requirement, absences: list[Absence], on: datetime.date) -> tuple:
    since = rule.asked_since or rule.effective_from
    why = "new_requirement" if since > post.starts_on else "new_starter"
    last = max(post.starts_on, since) + rule.first_due_days * ONE
    for absence in absences:
        ended = absence.ended_on
        if (
            ended
            and ended < on
            and is_long(absence, absences, ended)
            and ended + rule.returner_days * ONE > last
        ):
            why, last = "returner", ended + rule.returner_days * ONE
    return why, last


def is_long(absence: Absence, absences: list[Absence], day: datetime.date) -> bool:
    """28 days after they were last at work, going back over everything of that kind without a day between."""
    first = absence.starts_on
    while before := [
        each.starts_on
        for each in absences
        if each.kind == absence.kind
        and each.starts_on < first
        and (each.ended_on is None or each.ended_on + ONE >= first)
    ]:
        first = min(before)
    return day - first >= 28 * ONE


def within(day: datetime.date, first: datetime.date, last: datetime.date | None) -> bool:
    return not day < first and not (last and day > last)


def later(day: datetime.date, months: int) -> datetime.date:
    """The same day of the month so many months later, or the last that there is."""
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return datetime.date(day.year + years, month + 1, min(day.day, last))
