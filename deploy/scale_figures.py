"""What is measured of a seeded database: pages, one completion with its figures, many writers at once, a long file."""

import os
import time

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.models import LessonPage
from deploy.bench_scale import (
    COMPLETIONS,
    EACH,
    WRITERS,
    a_worker,
    at_once,
    forget_the_peak,
    memory_mb,
    share,
    timed,
)
from learning.people.models import Organisation, Post, User
from learning.records import records
from learning.workforce.models import KeptStanding, RollupRow, Touched
from learning.workforce.rollups import triggers


def measure(staff: int, *, say) -> None:
    engine = "sqlite" if connection.vendor == "sqlite" else "postgresql"
    report = Report(f"{engine}_{staff}", say)
    say(f"{report.name}_standings", KeptStanding.objects.count(), "rows")
    say(f"{report.name}_rows_of_tables", RollupRow.objects.count(), "rows")
    organisation = Organisation.objects.order_by("pk")[0]
    pages(report, organisation)
    completions(report, organisation)
    long_file(report, organisation)


class Report:
    def __init__(self, name: str, say):
        self.name, self.say = name, say

    def asked(self, what: str, ask) -> None:
        middle, most, cpu = timed(ask)
        self.say(f"{self.name}_{what}_p50", middle, "ms")
        self.say(f"{self.name}_{what}_p95", most, "ms")
        self.say(f"{self.name}_{what}_cpu", cpu, "CPU-ms")
        with CaptureQueriesContext(connection) as captured:
            ask()
        self.say(f"{self.name}_{what}_queries", len(captured), "queries")


def client_of(email: str) -> Client:
    client = Client(SERVER_NAME="localhost", raise_request_exception=True)
    client.force_login(User.objects.get(email=email))
    return client


def pages(report: Report, organisation: Organisation) -> None:
    lead = client_of(f"lead@{organisation.code}.example")
    team = organisation.teams.order_by("path").last()
    service = team.get_parent()
    person = (
        Post.objects.held_on(timezone.localdate())
        .filter(organisation=organisation)
        .order_by("pk")[0]
        .person_id
    )
    course = LessonPage.objects.order_by("path")[0].get_parent().get_parent()
    addresses = {
        "matrix": "/workforce/",
        "matrix_of_a_course": f"/workforce/?course={course.pk}",
        "matrix_of_a_service": f"/workforce/?team={service.pk}",
        "team": f"/workforce/?team={team.pk}",
        "person": f"/workforce/people/{person}/",
        "overdue": f"/workforce/people/?status=overdue&course={course.pk}",
    }
    for name, address in addresses.items():
        report.asked(name, lambda address=address: read(lead, address))


def read(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200, address


def completions(report: Report, organisation: Organisation) -> None:
    lesson = LessonPage.objects.order_by("path")[1]
    course = lesson.get_parent().get_parent().specific
    number = 1 + COMPLETIONS + 2 * WRITERS * EACH
    posts = Post.objects.filter(organisation=organisation).values("person")
    people = list(
        User.objects.filter(pk__in=posts).exclude(enrolments__course=course).order_by("pk")[:number]
    )
    for person in people:
        records.enrol(learner=person, course=course, by=person, at=timezone.now())

    def complete(person) -> None:
        try:
            records.complete(learner=person, activity=lesson, by=person, at=timezone.now())
        finally:
            connection.close_if_unusable_or_obsolete()

    first, *people = people
    rest = people[COMPLETIONS:]
    half = len(rest) // 2
    with a_worker():
        complete(first)
        while Touched.objects.exists():  # the worker has begun
            time.sleep(0.1)
        one_by_one(report, complete, people[:COMPLETIONS])
        kept = at_once(complete, rest[:half])
        report.say(f"{report.name}_{WRITERS}_writers_p99", share(kept, 0.99), "ms")
    with triggers.off(connection):
        none = at_once(complete, rest[half:])
    report.say(f"{report.name}_{WRITERS}_writers_without_figures_p99", share(none, 0.99), "ms")


def one_by_one(report: Report, complete, people: list[User]) -> None:
    """How long each takes, and how long until it is in the figures."""
    alone, lags = [], []
    for person in people:
        before = time.perf_counter()
        complete(person)
        done = time.perf_counter()
        alone.append((done - before) * 1000)
        while Touched.objects.filter(person=person.pk).exists():
            time.sleep(0.01)
        lags.append(time.perf_counter() - done)
    report.say(f"{report.name}_completion_p50", share(alone, 0.5), "ms")
    report.say(f"{report.name}_completion_p95", share(alone, 0.95), "ms")
    report.say(f"{report.name}_lag_p50", share(lags, 0.5), "s")
    report.say(f"{report.name}_lag_p99", share(lags, 0.99), "s")


def long_file(report: Report, organisation: Organisation) -> None:
    """Everyone and every course, by name."""
    lead = client_of(f"lead@{organisation.code}.example")
    forget_the_peak()
    before, began, used = memory_mb("VmRSS"), time.perf_counter(), time.process_time()
    answer = lead.post("/workforce/people/export/", {"reason": "It is measured how long it takes."})
    lines, first = 0, None
    for part in answer:
        first = first or time.perf_counter() - began
        lines += part.count(b"\n")
    report.say(f"{report.name}_csv_first_byte", first, "s")
    report.say(f"{report.name}_csv_total", time.perf_counter() - began, "s")
    report.say(f"{report.name}_csv_cpu", time.process_time() - used, "CPU-s")
    report.say(f"{report.name}_csv_lines", lines, "lines")
    report.say(f"{report.name}_csv_memory", memory_mb("VmHWM") - before, "MB")
    report.say(f"{report.name}_load", os.getloadavg()[0], "processes")
