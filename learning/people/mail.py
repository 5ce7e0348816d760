"""Mail to people, from templates in our voice: written now, sent by the worker."""

import hashlib
import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from wagtail.models import Site

from learning.people.tasks import send_mail


def ask(*, template: str, to: str, context: dict, key: str | None = None) -> None:
    """Ask for one message in the caller's transaction. The same key asks once; without one, every call is a
    message.

    `template` names two files, <template>_subject.txt and <template>_message.txt.
    """
    key = f"mail:{key or uuid.uuid4()}"
    subject, body = written(template, context)
    send_mail.enqueue(key=key, to=to, subject=subject, body=body, message_id=message_id(key))


def written(template: str, context: dict) -> tuple[str, str]:
    """Subject and body, from the two files of a template. Whoever writes many brings the site's name along."""
    if "site_name" not in context:
        context = context | {"site_name": site_name()}
    subject = " ".join(render_to_string(f"{template}_subject.txt", context).split())
    return subject, render_to_string(f"{template}_message.txt", context).strip() + "\n"


def message_id(key: str) -> str:
    """The same for the same key, so that a message sent twice is known for one."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{host}>"


def site_name() -> str:
    site = Site.objects.filter(is_default_site=True).order_by("pk").first()
    return (site and site.site_name) or settings.WAGTAIL_SITE_NAME
