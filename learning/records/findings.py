"""What is amiss with a page before it is published, in words for whoever writes it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing amiss. `text` says what and where, and what to do; `field` is the field of the page that it stands in.

    What stops is refused at publishing; all else is only said.
    """

    text: str
    field: str = ""
    stops: bool = True


class PublishRefused(Exception):
    """Publishing would harm, so nothing was published. The message names each page and what is amiss with it.

    `amiss` holds a page and its findings for each page that is refused.
    """

    def __init__(self, amiss: list[tuple]):
        self.amiss = amiss
        super().__init__(" ".join(_words(page, findings) for page, findings in amiss))


def _words(page, findings: list[Finding]) -> str:
    return f"“{page.title}” cannot be published yet. " + " ".join(finding.text for finding in findings)


def refuse_harm(pages: Iterable, *, on: datetime.date) -> None:
    """Raise PublishRefused when something stops one of these pages, as they stand, from being published on a day."""
    amiss = [(page, found) for page in pages if (found := page.refusals(on=on))]
    if amiss:
        raise PublishRefused(amiss)
