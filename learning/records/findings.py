"""What is amiss with a page before it is published, in words for whoever writes it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing amiss. `text` says what and where, and what to do; `field` is the field of the page that it stands in.

    What stops is refused at publishing; all else is only said.
    """

    text: str
    field: str = ""
    stops: bool = True
