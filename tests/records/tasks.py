"""Tasks for the tests of effects."""

from django.conf import settings
from django_tasks import task


@task(backend="effects")
def note(text: str = "") -> None:
    """Append to a file of the test's own: what a mail would be."""
    settings.MAIL_DIR.mkdir(parents=True, exist_ok=True)
    with (settings.MAIL_DIR / "notes").open("a") as notes:
        notes.write(f"{text}\n")


@task(backend="effects")
def fail() -> None:
    raise RuntimeError("The mail server is away.")


answer: Exception | None = None


@task(backend="effects")
def post(text: str = "") -> None:
    """As the mail server of a test would have it."""
    if answer:
        raise answer


def chore(*, at) -> bool:
    raise ValueError("Amina Yusuf")
