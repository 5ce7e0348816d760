"""What is kept and logged of something that went wrong. Never its words: in those a mail server says names and addresses, and a
database what stood in a row.
"""

import errno
import smtplib
import socket
import traceback
from pathlib import Path

from django.conf import settings

AWAY = (
    *(ConnectionError, TimeoutError, socket.gaierror),
    *(smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError),
)
NO_WAY_THERE = {errno.EHOSTUNREACH, errno.ENETUNREACH, errno.EHOSTDOWN, errno.ENETDOWN}
TRY_LATER = 421


def said_of(error: BaseException) -> str:
    """Its class, the mail server's codes if it has any, and the last line of our code that it came through:
    SMTPRecipientsRefused 550, learning/people/tasks.py:11.
    """
    codes = "".join(f" {code}" for code in _codes(error))
    return f"{type(error).__name__}{codes}{_place(error)}"


def is_mail_server_away(error: BaseException) -> bool:
    """Whether no mail at all can go now: the server cannot be reached, does not answer, or asks to be left alone for a while."""
    return (
        isinstance(error, AWAY)
        or (isinstance(error, OSError) and error.errno in NO_WAY_THERE)
        or TRY_LATER in _codes(error)
    )


def _codes(error: BaseException) -> list[int]:
    if isinstance(error, smtplib.SMTPResponseException):
        return [error.smtp_code]
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return sorted({code for code, _ in error.recipients.values()})
    return []


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if _is_ours(Path(frame.filename))]
    return f", {Path(ours[-1].filename).relative_to(settings.BASE_DIR)}:{ours[-1].lineno}" if ours else ""


def _is_ours(path: Path) -> bool:
    return path.is_relative_to(settings.BASE_DIR) and "site-packages" not in path.parts
