"""A text with what was found in it marked."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from casestudies.exchange.identifiers import Identifier


@dataclass(frozen=True)
class Marked:
    """Safe html with each finding in <mark>, and what each of them may be, in words."""

    html: SafeString
    found: list[str]


def marked(text: str, found: Iterable[Identifier]) -> Marked:
    pieces, end, said = [], 0, []
    for one in found:
        pieces += [(text[end : one.start],), (format_html("<mark>{}</mark>", text[one.start : one.end]),)]
        said.append(f"“{text[one.start : one.end]}” may be {one.kind.words}.")
        end = one.end
    return Marked(format_html_join("", "{}", [*pieces, (text[end:],)]), said)
