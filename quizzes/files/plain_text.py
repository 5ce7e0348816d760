"""Plain words out of what Word, a browser or a mail leaves on the clipboard. Pure Python: no Django."""

import re

LINE_BREAK = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
HYPHENS_THAT_DO_NOT_BREAK = re.compile("[\u2011\x1e]")
# Controls, soft hyphens, marks of direction and width: nobody sees them, and a database may refuse them.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
)
# The bullets of Word are signs or an o before a tab. A dash is one only before a space: -5 is a number.
BULLETS = re.compile(r"^\s*(?:[•·▪◦‣●○■□➢§\uf0b7\uf0a7\uf0d8]\s*|o\t\s*|[-–—]\s+)+")
SPACES = re.compile(r"\s+")


def plain(text: str) -> str:
    """The same words, a line for a line, without bullets, unseen signs or runs of spaces. Again: the same."""
    whole = UNSEEN.sub("", HYPHENS_THAT_DO_NOT_BREAK.sub("-", LINE_BREAK.sub("\n", text)))
    return "\n".join(_plain_line(line) for line in whole.split("\n"))


def _plain_line(line: str) -> str:
    """One pass may uncover a bullet that spaces kept apart, so it goes on until nothing changes."""
    while (shorter := SPACES.sub(" ", BULLETS.sub("", line)).strip()) != line:
        line = shorter
    return line
