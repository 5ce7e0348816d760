"""nginx itself, with deploy/nginx.conf, before gunicorn as systemd begins it."""

import gzip
import io
import re
import subprocess
import time
from contextlib import closing, contextmanager

import pytest
from openpyxl import load_workbook

from tests import databases
from tests.casestudies.factories import MP4
from tests.deployed import front, site
from tests.deployed.front import Front
from tests.served.server import free_port

HEADERS = (
    *("Content-Security-Policy", "Permissions-Policy", "Referrer-Policy", "Strict-Transport-Security"),
    *("X-Content-Type-Options", "X-Frame-Options"),
)
ADD = "/admin/media/video/add/"
MEGABYTES_13 = 13 * 1024 * 1024


@pytest.fixture(scope="module")
def nginx(folder, data, database) -> Front:
    address = databases.beside(database) if databases.ON_POSTGRES else ""
    given = site.environment(data, DATABASE_URL=address, BEHIND_PGBOUNCER="false")
    site.lay_static_files(data)
    port = free_port()
    with (
        site.served(site.BY_SYSTEMD, port, given=given, log=folder / "gunicorn.log") as told,
        front.before(port, folder=folder, data=data) as started,
    ):
        started.told = told
        yield started


def form_of(size: int) -> tuple[bytes, str]:
    """A form with a film of so many bytes, and its type."""
    head = '--edge\r\nContent-Disposition: form-data; name="{}"{}\r\n\r\n'
    film = head.format("original", '; filename="film.mp4"').encode() + MP4 + bytes(size - len(MP4))
    return head.format("title", "").encode() + b"A film\r\n" + film + b"\r\n--edge--\r\n", (
        "multipart/form-data; boundary=edge"
    )


def test_nginx_accepts_the_file(nginx):
    assert subprocess.run([*front.words(nginx.folder), "-t"], capture_output=True).returncode == 0


def test_a_page_comes_with_the_headers_that_we_rely_on_each_once(nginx):
    page = nginx.ask("/")
    assert page.status == 200
    assert {name: len(page.headers.get_all(name, ())) for name in HEADERS} == dict.fromkeys(HEADERS, 1)
    assert "Secure" in nginx.ask("/accounts/login/").headers["Set-Cookie"]


def test_nginx_sends_a_film_whole_and_in_part(nginx):
    whole = nginx.ask(nginx.told["film"], who="learner")
    part = nginx.ask(nginx.told["film"], who="learner", Range="bytes=900-949")
    assert (whole.status, whole.body) == (200, MP4)
    assert (part.status, part.body) == (206, MP4[900:950])
    assert part.headers["Content-Range"] == f"bytes 900-949/{len(MP4)}"
    for answer in (whole, part):
        assert answer.headers["Content-Type"] == "video/mp4"
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "X-Accel-Redirect" not in answer.headers


def test_nginx_sends_a_file_that_the_worker_made(nginx):
    answer = nginx.ask(nginx.told["file"], who="lead", form={})
    assert answer.status == 200
    assert load_workbook(io.BytesIO(answer.body))["Table"].max_row == 41
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")


@pytest.mark.parametrize(
    "way", ["/private/{}", "//private/{}", "/static/../private/{}", "/media/%2e%2e/private/{}"]
)
def test_nobody_reaches_private_files_by_their_place(nginx, way):
    for stored_as in (nginx.told["film_stored_as"], nginx.told["file_stored_as"]):
        answer = nginx.ask(way.format(stored_as), who="learner")
        assert (answer.status, MP4[:20] in answer.body) == (404, False)


def test_a_stranger_gets_nothing_of_them(nginx):
    for answer in (
        nginx.ask(nginx.told["film"], who="stranger", Range="bytes=0-9"),
        nginx.ask(nginx.told["file"], who="stranger", form={}),
        nginx.ask(nginx.told["file"], who="trainer", form={}),
    ):
        assert answer.status == 404
        assert answer.headers["Content-Type"].startswith("text/html")
        assert MP4[:10] not in answer.body


def test_documents_are_sent_by_the_application_alone(nginx, data):
    (data / "media" / "documents").mkdir(parents=True)
    (data / "media" / "documents" / "plan.txt").write_text("For trainers")
    (data / "media" / "picture.svg").write_text("<svg/>")
    assert nginx.ask("/media/documents/plan.txt").status == 404
    picture = nginx.ask("/media/picture.svg")
    assert (picture.status, picture.body) == (200, b"<svg/>")
    assert picture.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_static_files_are_kept_for_a_year_and_come_packed(nginx, data):
    plain = data / "static/css/app.css"
    plain.with_name("app.css.gz").write_bytes(gzip.compress(plain.read_bytes()))
    sent, packed = (
        nginx.ask("/static/css/app.css"),
        nginx.ask("/static/css/app.css", Accept_Encoding="gzip, br"),
    )
    assert sent.body == plain.read_bytes() == gzip.decompress(packed.body)
    for answer in (sent, packed):
        assert (answer.status, answer.headers["Vary"]) == (200, "Accept-Encoding")
        assert answer.headers.get_all("Cache-Control") == ["public, max-age=31536000, immutable"]
        assert answer.headers["Content-Type"] == "text/css"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@contextmanager
def sending_a_film(nginx, who: str, path: str = ADD):
    """Somebody who has said how large it is, and has sent nothing of it yet."""
    with closing(nginx.connect()) as connection:
        connection.putrequest("POST", path, skip_host=True)
        for name, value in (nginx.cookies(who) | {"Content-Length": str(MEGABYTES_13)}).items():
            connection.putheader(name, value)
        connection.endheaders()
        yield connection


def test_more_than_12_mb_is_taken_where_films_are_sent_from_whoever_may(nginx):
    form, content_type = form_of(MEGABYTES_13)
    taken = nginx.ask(ADD, who="trainer", form=form, Content_Type=content_type)
    assert (taken.status, b"A film" in taken.body) == (200, True)
    for who, path, words in (
        ("trainer", "/my-learning/", b"<center>nginx"),
        ("learner", ADD, b"smaller file"),
    ):
        with sending_a_film(nginx, who, path) as connection:
            refused = connection.getresponse()
            assert (refused.status, words in refused.read()) == (413, True)


def test_two_films_at_once_are_taken_from_an_address_and_whoever_looks_is_not_counted(nginx):
    with sending_a_film(nginx, "trainer"), sending_a_film(nginx, "trainer"):
        assert nginx.ask(ADD, who="trainer").status == 200
        assert nginx.ask(ADD, who="trainer", form={}).status == 503
    assert nginx.ask(ADD, who="trainer").status == 200


def test_what_a_visitor_says_of_a_proxy_is_not_passed_on(nginx):
    spoofed = {
        "X_Forwarded_For": "203.0.113.9",
        "X_Forwarded_Proto": "http",
        "X_Forwarded_Host": "evil.example",
    }
    answer = nginx.ask("/?who=spoofs", **spoofed)
    assert (answer.status, b"evil.example" in answer.body) == (200, False)
    # By HTTP/1.1 nginx knows that an answer was cut off, and does not pass half of it on as all of it.
    assert logged(nginx, "spoofs") == f"GET /?who=spoofs HTTP/1.1 {site.NAME} 127.0.0.1 https"


def logged(nginx, who: str) -> str:
    """What gunicorn wrote of a request, a moment after it has answered."""
    deadline = time.monotonic() + site.STARTING
    while time.monotonic() < deadline:
        if found := re.search(rf"^.*who={who}.*$", (nginx.folder / "gunicorn.log").read_text(), re.M):
            return found[0]
        time.sleep(0.02)
    raise AssertionError(f"{who} is in no log")


def test_no_log_tells_who_watches_or_opens_an_account(nginx):
    for path in (
        "/case-studies/1/?log=a",
        "/accounts/invitation/log-b/",
        "/learn/parts/1/place/?log=c",
        "/?voice=log-d",
    ):
        nginx.ask(path)
        assert nginx.ask_plainly(path).headers["Location"] == f"https://{site.NAME}{path}"
    assert nginx.ask(f"{nginx.told['film']}?log=f", who="learner").body == MP4
    nginx.ask("/?log=e", Referer=f"https://{site.NAME}/for-families/")
    for last in range(2):  # each is logged before the next is begun
        nginx.ask(f"/?log=seen{last}")
    assert "seen0" in re.findall(r"log[=-](\w+)", nginx.log())
    assert set(re.findall(r"log[=-](\w+)", nginx.log())) <= {"seen0", "seen1"}
