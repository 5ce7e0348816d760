"""Whether what is kept is what counting everything again says. Reads all of it, so many people at a time; writes nothing.

Two proofs: every kept standing is the one reckoned now, but for people who wait to be folded; and every row of a table is
the sum of the kept standings. The sum is made in one go and not by adding differences, as the worker does.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from learning.workforce.rollups.rebuilding import add_all, everyone, new_sums, numbers_of
from learning.workforce.rollups.rows import KeptStanding, Rollup, RollupRow, Touched
from learning.workforce.rollups.standing_rows import people_after, read

PEOPLE = 1000


@dataclass
class Report:
    """What was looked at, who waits to be folded, and each difference in words."""

    organisations: int = 0
    standings: int = 0
    rows: int = 0
    waiting: int = 0
    differences: list[str] = field(default_factory=list)


def verify() -> Report:
    waiting = Touched.objects.order_by().values("organisation", "person").distinct()
    report = Report(waiting=waiting.count())
    for rollup in Rollup.objects.filter(is_ready=True).order_by("pk"):
        report.organisations += 1
        report.differences += _of_standings(rollup, report)
        report.differences += _of_rows(rollup, report)
    return report


def _of_standings(rollup: Rollup, report: Report) -> Iterator[str]:
    organisation, last = rollup.organisation_id, 0
    rows = KeptStanding.objects.filter(organisation=organisation)
    if Touched.objects.filter(organisation=organisation, person=None).exists():
        return
    for people, now in everyone(rollup):
        then = read(rows.filter(person__gt=last, person__lte=people[-1]))
        last = people[-1]
        report.standings += sum(map(len, then.values()))
        for person in sorted((now.keys() | then.keys()) - _waiting(organisation)):
            yield from _between(now.get(person, []), then.get(person, []))
    beyond = set(rows.filter(person__gt=last).values_list("person_id", flat=True).distinct())
    for person in sorted(beyond - _waiting(organisation)):
        yield f"person {person}: a standing is kept, and there is no post"


def _waiting(organisation: int) -> set[int]:
    """Whose standings are to be looked at again in any case."""
    rows = Touched.objects.filter(organisation=organisation) | Touched.objects.filter(organisation=None)
    return set(rows.exclude(person=None).values_list("person", flat=True))


def _between(now: list, then: list) -> Iterator[str]:
    after = {(each.post_id, each.course_id): each for each in now}
    before = {(each.post_id, each.course_id): each for each in then}
    for post, course in sorted(after.keys() | before.keys()):
        kept, found = before.get((post, course)), after.get((post, course))
        if kept != found:
            yield f"post {post}, course {course}: kept {_said(kept)}, counted {_said(found)}"


def _said(each) -> str:
    return f"{each.status} by requirement {each.requirement_id}" if each else "nothing"


def _of_rows(rollup: Rollup, report: Report) -> Iterator[str]:
    organisation = rollup.organisation_id
    counted = numbers_of(_sums(organisation))
    kept = {
        ((row.team_path, row.side, row.group), row.is_required): row.numbers
        for row in RollupRow.objects.filter(organisation=organisation)
    }
    report.rows += len(kept)
    for key in sorted(counted.keys() | kept.keys()):
        before, after = kept.get(key, {}), counted.get(key, {})
        for course in sorted(before.keys() | after.keys()):
            if before.get(course, {}) != after.get(course, {}):
                yield (
                    f"organisation {organisation}, row {key}, course {course}: "
                    f"kept {before.get(course, {})}, counted {after.get(course, {})}"
                )


def _sums(organisation: int):
    sums, last = new_sums(), 0
    rows = KeptStanding.objects.filter(organisation=organisation)
    while found := people_after(rows, last, most=PEOPLE):
        last = found[-1]
        add_all(sums, read(rows.filter(person__gte=found[0], person__lte=last)))
    return sums
