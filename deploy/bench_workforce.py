"""Measures of the workforce pages, in an organisation of 400 and in one of 10,000, and of a long lesson's editor."""

import json
import statistics
import time
from codecs import BOM_UTF8

from playwright.sync_api import sync_playwright

from deploy.measuring import PASSWORD, Visitor, cpu_ms, say
from tests.needed import CHROMIUM

CROWDS = (400, 10_000)
OPENED = 5
WHY = {"asked_again": "1", "reason": "To measure how long it takes."}

FILL = """
import json
from django.utils import timezone
from deploy import crowd
print(json.dumps(crowd.fill({count}, password={password!r}, at=timezone.now())))
"""

COUNT = """
import json
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from learning.people.models import User
client = Client(SERVER_NAME="localhost")
client.force_login(User.objects.get(email={email!r}))
def ask(path, form):
    answer = client.post(path, form) if form is not None else client.get(path)
    assert answer.status_code == 200, path
    assert form is None or ".csv" in answer.get("Content-Disposition", ""), path
    b"".join(answer)
counts = {{}}
for name, (path, form) in {pages!r}.items():
    ask(path, form)
    with CaptureQueriesContext(connection) as captured:
        ask(path, form)
    counts[name] = len(captured)
print(json.dumps(counts))
"""

LONGEST_LESSON = """
import json
from django.urls import reverse
from courses.models import LessonPage
lesson = max(LessonPage.objects.all(), key=lambda lesson: len(lesson.body))
print(json.dumps([reverse("wagtailadmin_pages:edit", args=[lesson.pk]), len(lesson.body)]))
"""


def measure_workforce(server) -> None:
    for count in CROWDS:
        began = time.monotonic()
        crowd = json.loads(server.run(FILL.format(count=count, password=PASSWORD)))
        say(f"fill_{count}", time.monotonic() - began, "s")
        pages = pages_of(crowd)
        for name, queries in json.loads(server.run(COUNT.format(email=crowd["lead"], pages=pages))).items():
            say(f"queries_{name}_{count}", queries, "queries")
        lead = Visitor(server, crowd["lead"])
        token = lead.token("/workforce/")
        for name, (path, form) in pages.items():
            say(f"cpu_{name}_{count}", cpu_ms(server, asking(lead, path, form, token)), "CPU-ms")


def pages_of(crowd: dict) -> dict[str, tuple[str, dict | None]]:
    """By name: an address, and what is sent to it where it takes a form."""
    return {
        "workforce_table": ("/workforce/", None),
        "workforce_team": (f"/workforce/?team={crowd['team']}", None),
        "workforce_overdue": ("/workforce/people/?status=overdue", None),
        "workforce_person": (f"/workforce/people/{crowd['person']}/", None),
        "workforce_table_csv": ("/workforce/export/", {}),
        "workforce_people_csv": ("/workforce/people/export/", {"status": "overdue", **WHY}),
    }


def asking(visitor: Visitor, path: str, form: dict | None, token: str):
    if form is None:
        return lambda: visitor.read(path)
    return lambda: taken(visitor.send(path, token, **form))


def taken(file: bytes) -> None:
    """That it is the file, and not the question why so long a one is taken."""
    assert file.startswith(BOM_UTF8), file[:200]


def measure_editor(server) -> None:
    """Seconds in a real browser until the longest lesson can be edited: all its blocks are there."""
    if CHROMIUM.path is None:
        raise SystemExit(f"{CHROMIUM.reason}: sudo apt-get install {CHROMIUM.package}")
    path, blocks = json.loads(server.run(LONGEST_LESSON))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM.path, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"{server.url}/accounts/login/")
        page.get_by_label("E-mail").fill("trainer@northmoor.example")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/my-learning/")
        seconds = [open_editor(page, server.url + path, blocks) for _ in range(OPENED)]
        browser.close()
    say("blocks_of_the_longest_lesson", blocks, "blocks")
    say("first_open_of_its_editor", seconds[0], "s")
    say("open_its_editor", statistics.median(seconds[1:]), "s")


def open_editor(page, address: str, blocks: int) -> float:
    began = time.monotonic()
    page.goto(address)
    body = page.locator("input[name='body-count']").locator("xpath=..")
    body.locator(f"input[name='body-{blocks - 1}-type']").wait_for(state="attached")
    return time.monotonic() - began
