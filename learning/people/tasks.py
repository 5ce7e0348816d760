"""What the worker does for people. Asked for in the transaction of the fact; see docs/adr/0003."""

from django.core.mail import EmailMessage
from django_tasks import task


@task(backend="effects")
def send_mail(to: str, subject: str, body: str, message_id: str) -> None:
    """Send a message that was written when it was asked for. Done twice, it is the same message."""
    headers = {"Message-ID": message_id, "Auto-Submitted": "auto-generated"}
    EmailMessage(subject, body, to=[to], headers=headers).send()
