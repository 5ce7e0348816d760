"""What is measured of a seeded database: pages, completions with their figures, many writers at once, long files.

A program of its own, run by bench_scale.py with the database that is to be measured in its environment. Words name what alone is
to be measured; without any, all is.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
django.setup()

from django.core.files.storage import storages  # noqa: E402  they need what stands above
from django.db import connection  # noqa: E402
from django.db.models import Count, Q  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from courses.models import CoursePage, LessonPage  # noqa: E402
from deploy.scale_timing import (  # noqa: E402
    a_worker,
    at_once,
    forget_the_peak,
    memory_mb,
    milliseconds,
    share,
    timed,
    work_off,
)
from learning.people.models import Organisation, Post, User  # noqa: E402
from learning.records import records  # noqa: E402
from learning.workforce.models import AskedFile, KeptStanding, Look, RollupRow, Touched  # noqa: E402
from learning.workforce.rollups import triggers  # noqa: E402

COMPLETIONS, WRITES = 300, 400
WHY = {"asked_again": "1", "reason": "To measure how long it takes."}
PEOPLE = "/workforce/people/export/"
NOT_LINES_OF_PEOPLE = 40  # at most so many say what a file is of


class Report:
    """Says each measure as a line, with the engine and the number of staff before its name."""

    def __init__(self):
        engine = "sqlite" if connection.vendor == "sqlite" else "postgresql"
        staff = User.objects.filter(posts__isnull=False).distinct().count()
        self.name = f"{engine}_{staff}"
        self.organisation = Organisation.objects.order_by("pk")[0]

    def say(self, what: str, value: float, unit: str) -> None:
        line = {"name": f"{self.name}_{what}", "value": round(value, 3), "unit": unit}
        print(json.dumps(line), flush=True)

    def asked(self, what: str, ask: Callable[[], object]) -> None:
        found = timed(ask)
        self.say(f"{what}_requests", len(found.walls), "requests")
        self.say(f"{what}_p50", share(found.walls, 0.5), "ms")
        self.say(f"{what}_p95", share(found.walls, 0.95), "ms")
        self.say(f"{what}_cpu", found.cpu, "CPU-ms")
        with CaptureQueriesContext(connection) as captured:
            ask()
        self.say(f"{what}_queries", len(captured), "queries")

    @property
    def lead(self) -> Client:
        return client_of(f"lead@{self.organisation.code}.example")


def client_of(email: str) -> Client:
    client = Client(SERVER_NAME="localhost", raise_request_exception=True)
    client.force_login(User.objects.get(email=email))
    return client


def pages(report: Report) -> None:
    organisation, lead = report.organisation, report.lead
    team = organisation.teams.order_by("path").last()
    posts = Post.objects.held_on(timezone.localdate()).filter(organisation=organisation)
    person = posts.order_by("pk")[0].person_id
    course = CoursePage.objects.order_by("path")[0]
    addresses = {
        "matrix": "/workforce/",
        "team": f"/workforce/?team={team.pk}",
        "person": f"/workforce/people/{person}/",
        "forecast": "/workforce/today/",
        "matrix_of_a_course": f"/workforce/?course={course.pk}",
        "matrix_of_a_service": f"/workforce/?team={team.get_parent().pk}",
        "overdue": f"/workforce/people/?status=overdue&course={course.pk}",
    }
    for name, address in addresses.items():
        report.asked(name, partial(read, lead, address))
    report.asked(
        "partnership", partial(read, client_of("partnership@scale.example"), "/workforce/partnership/")
    )


def read(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200, address


def completions(report: Report) -> None:
    """Each of people and courses that nobody of the organisation is enrolled in twice: so many runs use up a small database."""
    for_lag, for_writers, for_none = _least_taken(report.organisation)
    some = enrolled(report.organisation, for_lag, COMPLETIONS + 1)
    many = enrolled(report.organisation, for_writers, WRITES)
    others = enrolled(report.organisation, for_none, WRITES)
    work_off()
    with a_worker():
        complete(some.pop())
        while Touched.objects.exists():  # the worker has begun
            time.sleep(0.1)
        alone, cpu, lags = zip(*map(with_lag, some), strict=True)
        report.say("completion_cpu", statistics.mean(cpu), "CPU-ms")
        report.say("completion_requests", len(alone), "requests")
        for part in (50, 95, 99):
            report.say(f"completion_p{part}", share(alone, part / 100), "ms")
            report.say(f"lag_p{part}", share(lags, part / 100), "s")
        report.say("writers_p99", share(at_once(complete, many), 0.99), "ms")
    report.say("writers_writes", len(many), "writes")
    with triggers.off(connection):
        report.say("writers_without_figures_p99", share(at_once(complete, others), 0.99), "ms")
    Touched.objects.create(organisation=report.organisation)


def _least_taken(organisation: Organisation) -> list[CoursePage]:
    """Three courses that the fewest of an organisation are enrolled in, fewest last."""
    people = Post.objects.filter(organisation=organisation).values("person")
    courses = CoursePage.objects.annotate(taken=Count("enrolments", filter=Q(enrolments__learner__in=people)))
    return list(courses.order_by("-taken", "pk"))[-3:]


def enrolled(organisation: Organisation, course: CoursePage, number: int) -> list[tuple]:
    """People with the one lesson that they have to complete."""
    lesson = LessonPage.objects.descendant_of(course).get()
    people = User.objects.filter(pk__in=Post.objects.filter(organisation=organisation).values("person"))
    found = list(people.exclude(enrolments__course=course).order_by("pk")[:number])
    for person in found:
        records.enrol(learner=person, course=course, by=person, at=timezone.now())
    return [(person, lesson) for person in found]


def complete(what: tuple) -> None:
    person, lesson = what
    try:
        records.complete(learner=person, activity=lesson, by=person, at=timezone.now())
    finally:
        connection.close_if_unusable_or_obsolete()


def with_lag(what: tuple) -> tuple[float, float, float]:
    """Milliseconds until it is written, those of CPU among them, and seconds from then until it is in the figures."""
    used = time.process_time()
    alone, done = milliseconds(partial(complete, what)), time.perf_counter()
    cpu = (time.process_time() - used) * 1000
    while Touched.objects.filter(person=what[0].pk).exists():
        time.sleep(0.01)
    return alone, cpu, time.perf_counter() - done


def csv(report: Report) -> None:
    """Everyone and every course, by name; after another file, so that what is loaded once is there."""
    lead = report.lead
    read(lead, "/workforce/people/")
    b"".join(lead.post("/workforce/export/", WHY))
    forget_the_peak()
    before, began, used = memory_mb("VmRSS"), time.perf_counter(), time.process_time()
    answer = lead.post(PEOPLE, WHY)
    assert answer["Content-Disposition"].endswith('.csv"'), answer
    lines, first = 0, None
    for part in answer:
        first = first or time.perf_counter() - began
        lines += part.count(b"\n")
    report.say("csv_first_byte", first, "s")
    report.say("csv_total", time.perf_counter() - began, "s")
    report.say("csv_cpu", time.process_time() - used, "CPU-s")
    report.say("csv_lines", lines, "lines")
    report.say("csv_memory", memory_mb("VmHWM") - before, "MB")
    assert 0 < lines - Look.objects.latest("pk").rows < NOT_LINES_OF_PEOPLE, lines


def xlsx(report: Report) -> None:
    """The same as a workbook, which the worker makes: its memory is that of the whole process."""
    lead = report.lead
    work_off()
    assert lead.post(PEOPLE, {"file": "xlsx"}).status_code == 302
    began = time.perf_counter()
    used = work_off("--long")
    total = time.perf_counter() - began
    asked = AskedFile.objects.latest("pk")
    assert asked.made_at, asked
    report.say("xlsx_total", total, "s")
    report.say("xlsx_cpu", used.ru_utime + used.ru_stime, "CPU-s")
    report.say("xlsx_memory", used.ru_maxrss / 1024, "MB")
    report.say("xlsx_lines", asked.rows, "lines")
    report.say("xlsx_size", storages["private"].size(asked.stored_as) / 1e6, "MB")


MEASURES = {"pages": pages, "completions": completions, "csv": csv, "xlsx": xlsx}


def main(only: list[str]) -> None:
    report = Report()
    report.say("standings", KeptStanding.objects.count(), "rows")
    report.say("rows_of_tables", RollupRow.objects.count(), "rows")
    for name in only or MEASURES:
        MEASURES[name](report)
        report.say(f"load_after_{name}", os.getloadavg()[0], "processes")


if __name__ == "__main__":
    main(sys.argv[1:])
