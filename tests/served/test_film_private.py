"""Whatever a browser that may see a film fetches on its page, asked for by those who may not: not a byte."""

import http.client
import json
import re
from urllib.parse import urlsplit

from tests.casestudies.playing.wrong import TELLING, ways_to_ask
from tests.served.learner import RUN
from tests.served.test_film import COURSE, film_page, seek, until

KINDS = (
    *(
        "/film/file/",
        "/film/low_data/",
        "/film/audio/",
        "/film/described/",
        "/captions/captions/",
        "/poster/",
    ),
    *("/transcript/", "/transcript/?q=", "/transcript.txt"),
)
# Six who may not, and the cookie of a session of each. The last two were let in once, in the window that is still open.
WRONG = """
import json
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone
from courses.models import CoursePage
from learning.people.models import User
from learning.records import records
from learning.records.models import Enrolment
store = import_module(settings.SESSION_ENGINE).SessionStore
course = CoursePage.objects.get(title={course!r})
other = CoursePage.objects.exclude(pk=course.pk).filter(live=True).order_by("path")[0]
def session_of(person):
    session = store()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return session.session_key
def somebody(who, *courses):
    person = User.objects.create_user(f"{{who}}-{run}@served.example", who, "think-family")
    for one in courses:
        records.enrol(learner=person, course=one, by=person, at=timezone.now())
    return person
suspended, gone = somebody("suspended", course), somebody("gone", course)
cookies = {{
    "on no course": session_of(somebody("nobody")), "on another course": session_of(somebody("elsewhere", other)),
    "suspended": session_of(suspended), "no longer on it": session_of(gone),
    "lead": session_of(User.objects.get(email="lead@northmoor.example")),
}}
User.objects.filter(pk=suspended.pk).update(is_active=False)
Enrolment.objects.filter(learner=gone).delete()
print(json.dumps(cookies))
"""


def ask(server, method: str, path: str, headers: dict[str, str]) -> tuple[int, dict, bytes]:
    connection = http.client.HTTPConnection("localhost", server.port, timeout=30)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    found = answer.status, dict(answer.getheaders()), answer.read()
    connection.close()
    return found


def fetched(page, server) -> set[str]:
    """Use all of a film's page: play, seek, every way, the transcript, finding and keeping. The addresses it asked for."""
    seen = []
    page.context.on("request", lambda request: request.method == "GET" and seen.append(request.url))
    page.reload()
    page.evaluate("document.querySelector('video').play()")
    until(page, "currentTime > 1")
    seek(page, 100)
    for link in page.locator(".tf-film__links [data-way]").all():
        link.click()
        until(page, "readyState > 1")
    seen += page.eval_on_selector_all(
        'video, track, main a[href*="/case-studies/"], [data-find]',
        "all => all.flatMap(one => [one.src, one.poster, one.href, one.action && one.action + '?q=the'])",
    )
    paths = {urlsplit(url)._replace(scheme="", netloc="", fragment="").geturl() for url in seen if url}
    return {path for path in paths if re.match(r"/case-studies/\d+/", path)}


def session_of(page) -> str:
    return next(one["value"] for one in page.context.cookies() if one["name"] == "sessionid")


def test_whatever_an_entitled_browser_fetched_gives_nothing_to_anybody_else(browser, server):
    learner, _ = film_page(browser, server, "entitled")
    paths, cookie = fetched(learner.page, server), session_of(learner.page)
    own = {path: ask(server, "GET", path, {"Cookie": f"sessionid={cookie}"}) for path in sorted(paths)}
    files = {path: answer for path, answer in own.items() if answer[0] == 200}
    assert [kind for kind in KINDS if not any(kind in path for path in files)] == []
    learner.hands.press(learner.page.get_by_role("button", name="Sign out").first)
    learner.page.wait_for_url(lambda url: "/courses/" not in url)
    learner.page.context.close()
    cookies = json.loads(server.run(WRONG.format(course=COURSE, run=RUN)))
    cookies |= {"signed out": "", "after signing out": cookie}
    amiss = {}
    for path, (_, headers, content) in files.items():
        for method, asked in ways_to_ask(headers.get("ETag", '"x"'), headers.get("Last-Modified", "")):
            for who, value in cookies.items():
                status, said, given = ask(server, method, path, asked | {"Cookie": f"sessionid={value}"})
                told = [name for name in TELLING if name in said]
                is_page = headers["Content-Type"].startswith("text/html")
                has_some = b"Priya" in given or (not is_page and content[:100] in given)
                if (status, given) != (302, b"") and (status != 404 or told or has_some):
                    amiss[who, method, path, *asked] = (status, told)
    assert amiss == {}
