"""Measures, one JSON object a line: {"name": …, "value": …, "unit": …}. Run by `make bench`.

The demonstration is loaded into a folder of its own and served by the production server. CPU is what the web process used,
read from /proc, over REQUESTS requests after a warm-up; `hello` is an empty view behind the same middleware, so that the
others can be read as ratios on any machine. `bench.py films` measures only how a film is made, and `bench.py scale 1000 10000`, which
takes what bench_scale.py takes, only a partnership of many.
"""

import gzip
import json
import re
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from deploy import bench_scale  # noqa: E402  the path is set above
from deploy.bench_films import measure_films  # noqa: E402  the path is set above
from deploy.bench_quizzes import measure_quizzes  # noqa: E402  the path is set above
from deploy.bench_workforce import measure_editor, measure_workforce  # noqa: E402  the path is set above
from deploy.measuring import Visitor, cpu_ms, memory_mb, say  # noqa: E402
from tests.served.server import demonstration  # noqa: E402

PERSON = "health.visitor@northmoor.example"


def addresses(server) -> dict[str, str]:
    return json.loads(
        server.run(
            "import json\n"
            "from courses.models import CoursePage, LessonPage\n"
            "from casestudies.models import CaseStudyPage\n"
            "from learning.people.models import User\n"
            "from quizzes.models import QuizPage\n"
            "from quizzes.attempts import attempts\n"
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


def weigh(visitor: Visitor, path: str) -> float:
    """kB on the wire of a first view: the page and what it links to from here, gzipped, without films."""
    html = visitor.read(path)
    links = set(re.findall(rb'(?:href|src)="(/static/[^"]+)"', html))
    files = [visitor.read(link.decode()) for link in links]
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
    if sys.argv[1:2] == ["scale"]:
        bench_scale.main(sys.argv[2:])
        return
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        server = demonstration(Path(folder))
        say("load_demonstration", time.monotonic() - began, "s")
        server.environment["ROOT_URLCONF_HELLO"] = "1"
        began = time.monotonic()
        server.start()
        say("start_up", time.monotonic() - began, "s")
        try:
            (measure_film if "films" in sys.argv else measure)(server)
        finally:
            server.stop()
    if "films" not in sys.argv:
        bench_scale.main([])


def measure(server) -> None:
    visitor = Visitor(server, PERSON)
    pages = addresses(server)
    for name, count in count_queries(server, pages).items():
        say(f"queries_{name}", count, "queries")
    for name, path in {"hello": "/hello/", **pages}.items():
        say(f"cpu_{name}", cpu_ms(server, partial(visitor.read, path)), "CPU-ms")
    for name in ("catalogue", "course", "lesson", "question", "my_learning"):
        say(f"weight_{name}", weigh(visitor, pages[name]), "kB gz")
    say("cpu_certificate_pdf", certificate_ms(server), "CPU-ms")
    say("memory_web_and_worker", memory_mb(server.process.pid), "MB")
    measure_quizzes(server, PERSON)
    measure_editor(server)
    measure_workforce(server)
    measure_film(server)


def measure_film(server) -> None:
    pages = addresses(server)
    measure_films(server, PERSON, [pages[name] for name in ("catalogue", "course", "lesson", "my_learning")])


if __name__ == "__main__":
    main()
