"""While the mail server is away no mail is tried, none is lost, and other work goes on. What is said of a failure holds no address."""

import datetime
import errno
import smtplib
import socket
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.utils.module_loading import import_string

from learning.records import effects
from learning.records.failures import is_mail_server_away, said_of
from learning.records.models import Effect
from learning.records.worker import do_chores, work_once
from tests.factories import EffectFactory
from tests.records import tasks

SECOND = datetime.timedelta(seconds=1)
DAY = datetime.timedelta(days=1)
MAIL = "tests.records.tasks.post"
AMINA = "amina@northmoor.example"


def refused() -> Exception:
    return smtplib.SMTPRecipientsRefused({AMINA: (550, f"{AMINA} unknown".encode())})


@pytest.fixture
def server(settings, monkeypatch):
    """server(error) is what becomes of each mail from now on; server(None): it goes."""
    settings.MAIL_TASKS = [MAIL]
    return lambda error: monkeypatch.setattr(tasks, "answer", error)


def work(at, **lane) -> bool:
    return work_once(worker="test", clock=lambda: at, **lane)


def keys(**filters) -> list[str]:
    return sorted(Effect.objects.filter(**filters).values_list("key", flat=True))


@pytest.mark.parametrize(
    ("error", "is_away"),
    [
        (ConnectionRefusedError("10.0.0.1"), True),
        (TimeoutError("timed out"), True),
        (socket.gaierror(-2, "Name or service not known"), True),
        (OSError(errno.EHOSTUNREACH, "No route to host"), True),
        (smtplib.SMTPServerDisconnected("Connection unexpectedly closed"), True),
        (smtplib.SMTPConnectError(421, b"Too many connections"), True),
        (smtplib.SMTPSenderRefused(421, b"Closing", "learning@northmoor.example"), True),
        (smtplib.SMTPRecipientsRefused({"a@northmoor.example": (421, b"Closing")}), True),
        (refused(), False),
        (smtplib.SMTPDataError(554, b"Spam"), False),
        (FileNotFoundError(errno.ENOENT, "No such file", "font.ttf"), False),
        (RuntimeError("away"), False),
    ],
    ids=lambda each: type(each).__name__ if isinstance(each, Exception) else "",
)
def test_a_server_that_cannot_be_talked_with_is_away_and_one_that_refuses_a_mail_is_not(error, is_away):
    assert is_mail_server_away(error) == is_away


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (refused(), "SMTPRecipientsRefused 550"),
        (smtplib.SMTPDataError(554, AMINA.encode()), "SMTPDataError 554"),
        (ValueError("Amina Yusuf"), "ValueError"),
    ],
)
def test_of_a_failure_its_class_and_the_servers_code_are_kept(error, said):
    assert said_of(error) == said


@pytest.mark.django_db
def test_while_it_is_away_other_mail_waits_untried_and_other_work_is_done(now, server):
    server(ConnectionRefusedError())
    for number in range(3):
        EffectFactory(key=f"mail {number}", task=MAIL, asked_at=now)
    EffectFactory(key="other", task="tests.records.tasks.note")
    while work(now):
        pass
    assert keys(attempts=0, last_error="") == ["mail 1", "mail 2"]
    assert keys(last_error__startswith=effects.AWAY, attempts=0) == ["mail 0"]
    assert keys(done_at=now) == ["other"]


@pytest.mark.django_db
def test_it_is_asked_again_in_half_a_minute_and_when_it_is_back_all_goes_at_once(now, server):
    server(TimeoutError())
    for number in range(3):
        EffectFactory(key=f"mail {number}", task=MAIL, asked_at=now)
    for minutes in range(600):
        while work(now + datetime.timedelta(minutes=minutes)):
            pass
    assert keys(done_at=None, given_up_at=None) == ["mail 0", "mail 1", "mail 2"]
    server(None)
    back = now + datetime.timedelta(minutes=600)
    while work(back):
        pass
    assert keys(done_at=back) == ["mail 0", "mail 1", "mail 2"]


@pytest.mark.django_db
def test_what_the_server_refuses_holds_up_no_other_and_is_given_up_in_time(now, server):
    server(refused())
    EffectFactory(key="refused", task=MAIL, attempts=effects.ATTEMPTS - 1)
    assert work(now)
    server(None)
    EffectFactory(key="next", task=MAIL)
    assert work(now)
    assert (keys(given_up_at=now), keys(done_at=now)) == (["refused"], ["next"])


@pytest.mark.django_db
def test_after_fourteen_days_without_a_server_a_mail_is_given_up(now, server):
    server(TimeoutError())
    EffectFactory(key="old", task=MAIL, asked_at=now - 15 * DAY)
    assert work(now)
    EffectFactory(key="new", task=MAIL, asked_at=now - 13 * DAY)
    assert work(now + SECOND)
    assert keys(given_up_at=None) == ["new"]


@pytest.mark.django_db
def test_mail_has_a_lane_of_its_own(now, server):
    server(None)
    EffectFactory(key="mail", task=MAIL)
    EffectFactory(key="other", task="tests.records.tasks.note")
    assert work(now, is_mail=False)
    assert not work(now, is_mail=False)
    assert keys(done_at=now) == ["other"]
    assert work(now, is_mail=True)
    assert not work(now, is_mail=True)


def test_whatever_talks_with_the_mail_server_is_done_in_that_lane():
    named = {import_string(name).func.__module__ for name in django_settings.MAIL_TASKS}
    root = Path(django_settings.BASE_DIR)
    rooms = [
        path
        for room in ("learning", "courses", "casestudies", "quizzes")
        for path in (root / room).rglob("*.py")
    ]
    talking = [path for path in rooms if {"EmailMessage(", "send_mail.func("} & words(path)]
    assert {".".join(path.relative_to(root).with_suffix("").parts) for path in talking} == named


def words(path: Path) -> set[str]:
    text = path.read_text()
    return {word for word in ("EmailMessage(", "send_mail.func(") if word in text}


@pytest.mark.django_db
def test_a_chore_that_fails_is_logged_without_its_words(settings, caplog, now):
    settings.CHORES = ["tests.records.tasks.chore"]
    assert not do_chores(clock=lambda: now)
    [record] = caplog.records
    assert record.getMessage().startswith(
        "The chore tests.records.tasks.chore failed: ValueError, tests/records/tasks.py:"
    )
    assert "Amina" not in caplog.text
