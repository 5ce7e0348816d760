"""Measures, one JSON object a line: {"name": …, "value": …, "unit": …}. Run by `make bench`.

The demonstration is loaded into a folder of its own and served by the production server. CPU is what the web process used,
read from /proc, over REQUESTS requests after a warm-up; `hello` is an empty view behind the same middleware, so that the
others can be read as ratios on any machine.
"""

import gzip
import json
import os
import re
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.served.server import demonstration  # noqa: E402  the path is set above

REQUESTS = 100
TICKS = os.sysconf("SC_CLK_TCK")
PERSON = "health.visitor@northmoor.example"
PASSWORD = "think-family"  # noqa: S105  demonstration only


def say(name: str, value: float, unit: str) -> None:
    print(json.dumps({"name": name, "value": round(value, 3), "unit": unit}), flush=True)


def descendants(pid: int) -> list[int]:
    children = (Path(f"/proc/{pid}/task/{pid}/children").read_text()).split()
    return [pid, *(below for child in children for below in descendants(int(child)))]


def cpu_seconds(pid: int) -> float:
    total = 0
    for process in descendants(pid):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def memory_mb(pid: int) -> float:
    total = 0
    for process in descendants(pid):
        match = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
        total += int(match[1]) if match else 0
    return total / 1024


def signed_in(url: str) -> urllib.request.OpenerDirector:
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    page = opener.open(f"{url}/accounts/login/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    form = urllib.parse.urlencode(
        {"login": PERSON, "password": PASSWORD, "csrfmiddlewaretoken": token}
    ).encode()
    answer = opener.open(
        urllib.request.Request(f"{url}/accounts/login/", form, {"Referer": f"{url}/accounts/login/"})
    )
    assert "/my-learning/" in answer.url, answer.url
    return opener


def addresses(server) -> dict[str, str]:
    return json.loads(
        server.run(
            "import json\n"
            "from courses.models import CoursePage, LessonPage\n"
            "from casestudies.models import CaseStudyPage\n"
            "from learning.people.models import User\n"
            "from quizzes.models import QuizPage\n"
            "from quizzes import attempts\n"
            "from django.utils import timezone\n"
            f"person = User.objects.get(email='{PERSON}')\n"
            "course = CoursePage.objects.order_by('path')[0]\n"
            "below = lambda model: model.objects.descendant_of(course).order_by('path')\n"
            "quiz = below(QuizPage)[0]\n"
            "attempt = attempts.start(learner=person, quiz=quiz.quiz, at=timezone.now())\n"
            "print(json.dumps({'catalogue': '/courses/', 'my_learning': '/my-learning/', 'course': course.url,\n"
            "  'lesson': below(LessonPage)[0].url, 'case_study': below(CaseStudyPage)[0].url, 'quiz': quiz.url,\n"
            "  'question': attempt.question_url(1), 'verify': '/certificates/'}))"
        )
    )


def count_queries(server, pages: dict[str, str]) -> dict[str, int]:
    """Queries a page asks, signed in and warm: the same database, in a process beside the server."""
    return json.loads(
        server.run(
            "import json\n"
            "from django.db import connection\n"
            "from django.test import Client\n"
            "from django.test.utils import CaptureQueriesContext\n"
            "from learning.people.models import User\n"
            "client = Client(SERVER_NAME='localhost')\n"
            f"client.force_login(User.objects.get(email='{PERSON}'))\n"
            f"pages = {pages!r}\n"
            "counts = {}\n"
            "for name, url in pages.items():\n"
            "    client.get(url)\n"
            "    with CaptureQueriesContext(connection) as captured:\n"
            "        assert client.get(url).status_code == 200, url\n"
            "    counts[name] = len(captured)\n"
            "print(json.dumps(counts))"
        )
    )


def cpu_ms(server, opener, path: str) -> float:
    for _ in range(10):
        opener.open(server.url + path).read()
    before = cpu_seconds(server.process.pid)
    for _ in range(REQUESTS):
        opener.open(server.url + path).read()
    return (cpu_seconds(server.process.pid) - before) * 1000 / REQUESTS


def weigh(server, opener, path: str) -> float:
    """kB on the wire of a first view: the page and what it links to from here, gzipped, without films."""
    html = opener.open(server.url + path).read()
    links = set(re.findall(rb'(?:href|src)="(/static/[^"]+)"', html))
    files = [opener.open(server.url + link.decode()).read() for link in links]
    return sum(len(gzip.compress(body, 6)) for body in [html, *files]) / 1000


def certificate_ms(server) -> float:
    return float(
        server.run(
            "import time\n"
            "from learning.certificates import pdf, sheet\n"
            "from learning.records.models import Certificate\n"
            "certificates = Certificate.objects.with_details().order_by('pk')[:20]\n"
            "sheets = [sheet.describe(certificate) for certificate in certificates]\n"
            "pdf.render(sheets[0])\n"
            "before = time.process_time()\n"
            "[pdf.render(one) for one in sheets]\n"
            "print((time.process_time() - before) * 1000 / len(sheets))"
        )
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        server = demonstration(Path(folder))
        say("load_demonstration", time.monotonic() - began, "s")
        server.environment["ROOT_URLCONF_HELLO"] = "1"
        began = time.monotonic()
        server.start()
        say("start_up", time.monotonic() - began, "s")
        try:
            measure(server)
        finally:
            server.stop()


def measure(server) -> None:
    opener = signed_in(server.url)
    pages = addresses(server)
    for name, count in count_queries(server, pages).items():
        say(f"queries_{name}", count, "queries")
    say("cpu_hello", cpu_ms(server, opener, "/hello/"), "CPU-ms")
    for name, path in pages.items():
        say(f"cpu_{name}", cpu_ms(server, opener, path), "CPU-ms")
    for name in ("catalogue", "course", "lesson", "question", "my_learning"):
        say(f"weight_{name}", weigh(server, opener, pages[name]), "kB gz")
    say("cpu_certificate_pdf", certificate_ms(server), "CPU-ms")
    say("memory_web_and_worker", memory_mb(server.process.pid), "MB")


if __name__ == "__main__":
    main()
