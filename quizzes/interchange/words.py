"""Plain words out of what files hold: HTML, Markdown, and signs that nobody sees. Nothing of any markup is kept."""

import base64
import binascii
import re
from html import escape
from html.parser import HTMLParser

from quizzes.interchange.questions import Picture
from quizzes.plain_text import HYPHENS_THAT_DO_NOT_BREAK, LINE_BREAK, UNSEEN

PARAGRAPHS = frozenset("p div ul ol table pre blockquote h1 h2 h3 h4 h5 h6 section article figure".split())
LINES = frozenset("br li tr dt dd hr".split())
UNHEARD = frozenset("script style head title template iframe object noscript svg math".split())
TAGS = re.compile(
    r"</?(?:p|div|br|b|i|u|em|strong|span|img|ul|ol|li|a|sub|sup|table|tr|td|th|tbody|thead|code|pre|h[1-6]|font"
    r"|script|style|hr|small|big|iframe|blockquote|center)(?:\s[^<>]*)?/?>|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});",
    re.IGNORECASE,
)
MARKDOWN = (
    (re.compile(r"!\[([^\]\n]{0,500})\]\([^()\s]{0,500}\)"), r"[Picture: \1]"),
    (re.compile(r"\[([^\]\n]{1,500})\]\(([^()\s]{1,500})\)"), r"\1 (\2)"),
    (re.compile(r"(\*\*|__)(?=\S)([^\n]{1,500}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])([*_])(?=\S)([^\n*_]{1,500}?)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"`([^`\n]{1,500})`"), r"\1"),
    (re.compile(r"(?m)^#{1,6} +"), ""),
)
DATA = re.compile(r"data:image/(png|jpe?g|gif|webp|avif);base64,", re.IGNORECASE)


# Code points that are no letters in any text: XML may not hold them.
NO_LETTERS = re.compile("[\ufffe\uffff]")


def tidy(text: str) -> str:
    """The words, a line for a line, without unseen signs, runs of spaces or more than one blank line. Again: the same."""
    whole = NO_LETTERS.sub("", UNSEEN.sub("", HYPHENS_THAT_DO_NOT_BREAK.sub("-", LINE_BREAK.sub("\n", text))))
    lines = [" ".join(line.split()) for line in whole.split("\n")]
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()


def one_line(text: str) -> str:
    return " ".join(tidy(text).split())


def from_html(markup: str) -> str:
    return read_html(markup)[0]


def read_html(markup: str) -> tuple[str, tuple[Picture, ...]]:
    """Its words, and the pictures that stand in it as data. A picture's description stays where it was."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return tidy("".join(reader.words)), tuple(reader.pictures)


def from_auto(text: str) -> str:
    """Moodle's own format: words and line breaks, in which tags may stand."""
    if not TAGS.search(text):
        return tidy(text)
    return from_html(LINE_BREAK.sub("<br>", text))


def from_markdown(text: str) -> str:
    for pattern, words in MARKDOWN:
        text = pattern.sub(words, text)
    return from_auto(text)


def to_html(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.pictures: list[Picture] = []
        self.unheard = 0

    def handle_starttag(self, tag, attrs):
        if tag in UNHEARD:
            self.unheard += 1
        elif tag in PARAGRAPHS:
            self.words.append("\n\n")
        elif tag == "br" or (tag in LINES and self.words):
            self.words.append("\n")
        elif tag in ("td", "th"):
            self.words.append(" ")
        elif tag == "img":
            self._see(dict(attrs))

    def handle_startendtag(self, tag, attrs):
        if tag not in UNHEARD:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        if tag in UNHEARD:
            self.unheard = max(self.unheard - 1, 0)
        elif tag in PARAGRAPHS:
            self.words.append("\n\n")

    def handle_data(self, data):
        if not self.unheard:
            self.words.append(re.sub(r"\s+", " ", data))

    def _see(self, attrs: dict):
        if described := one_line(attrs.get("alt") or ""):
            self.words.append(f"[Picture: {described}]")
        source = (attrs.get("src") or "").strip()
        if kind := DATA.match(source):
            data = bytes_of(source[kind.end() :])
            if data:
                self.pictures.append(Picture(f"picture-{len(self.pictures) + 1}.{kind[1].lower()}", data))


def bytes_of(base64_text: str) -> bytes:
    """The bytes, or none where it is no base64."""
    try:
        return base64.b64decode("".join(base64_text.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""
