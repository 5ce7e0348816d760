"""Plain words out of what files hold: HTML, Markdown, and signs that nobody sees. Nothing of any markup is kept."""

import base64
import binascii
import re
from html import escape, unescape

from quizzes.files.plain_text import HYPHENS_THAT_DO_NOT_BREAK, LINE_BREAK, UNSEEN
from quizzes.interchange.questions import Amiss, Picture

PARAGRAPHS = frozenset("p div ul ol table pre blockquote h1 h2 h3 h4 h5 h6 section article figure".split())
LINES = frozenset("br li tr dt dd hr".split())
UNHEARD = frozenset("script style head title template iframe object noscript svg math".split())
TAGS = re.compile(
    r"</?(?:p|div|br|b|i|u|em|strong|span|img|ul|ol|li|a|sub|sup|table|tr|td|th|tbody|thead|code|pre|h[1-6]|font"
    r"|script|style|hr|small|big|iframe|blockquote|center)(?:\s[^<>]*)?/?>|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});",
    re.IGNORECASE,
)
# Nothing in these looks past the next sign of its own kind, so that they take time in proportion to the text.
MARKDOWN = (
    (re.compile(r"!\[([^\[\]\n]*+)\]\([^()\s]*+\)"), r"[Picture: \1]"),
    (re.compile(r"\[([^\[\]\n]++)\]\(([^()\s]++)\)"), r"\1 (\2)"),
    (re.compile(r"(\*\*|__)(?=\S)((?:(?!\1)[^\n])++)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])([*_])(?=\S)([^\n*_]++)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"`([^`\n]++)`"), r"\1"),
    (re.compile(r"(?m)^#{1,6} +"), ""),
)
TAG = re.compile(
    r"""<(?P<end>/?)(?P<name>[a-z][a-z0-9:_-]*+)(?P<attributes>(?:[^<>"']|"[^"]*"|'[^']*')*+)>""",
    re.IGNORECASE,
)
BEGUN = re.compile(r"</?[a-z]", re.IGNORECASE)
ATTRIBUTE = re.compile(
    r"""([^\s"'/=]++)(?:\s*+=\s*+("[^"]*"|'[^']*'|[^\s"']++))?+|"[^"]*"|'[^']*'""", re.IGNORECASE
)
UNREAD = {name: re.compile(rf"</{name}\s*+>", re.IGNORECASE) for name in ("script", "style")}
NO_LETTER = re.compile(r"&#(?:\d{8,}|x[0-9a-f]{7,});?", re.IGNORECASE)
DATA = re.compile(r"data:image/(png|jpe?g|gif|webp|avif);base64,", re.IGNORECASE)
WHOLE_DATA = re.compile(r"data:image/[a-z]{3,4};base64,[a-z0-9+/=\s]*+", re.IGNORECASE)

MARKUP_CHARS = 50_000  # of one text, without the pictures in it: more than a question's words ever come to
UNENDED_MAX = 20
TOO_LONG = "One of its texts has {count:,} characters. Keep to {most:,}."
UNENDED = "It has many < signs that begin a tag without an end. Write &lt; for the sign itself."

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
    """Its words, and the pictures that stand in it as data. A picture's description stays where it was.

    Amiss where it is longer than any question, or hardly markup at all. Takes time in proportion to its length.
    """
    _refuse_long(markup)
    reader = _Reader()
    reader.read(markup)
    return tidy("".join(reader.words)), tuple(reader.pictures)


def from_auto(text: str) -> str:
    """Moodle's own format: words and line breaks, in which tags may stand."""
    if not TAGS.search(text):
        return tidy(text)
    return from_html(LINE_BREAK.sub("<br>", text))


def from_markdown(text: str) -> str:
    _refuse_long(text)
    for pattern, words in MARKDOWN:
        text = pattern.sub(words, text)
    return from_auto(text)


def _refuse_long(markup: str) -> None:
    if len(markup) > MARKUP_CHARS and (count := len(WHOLE_DATA.sub("", markup))) > MARKUP_CHARS:
        raise Amiss(TOO_LONG.format(count=count, most=MARKUP_CHARS))


def to_html(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")


class _Reader:
    """Goes through markup once. A < that begins nothing is a sign like any other."""

    def __init__(self):
        self.words: list[str] = []
        self.pictures: list[Picture] = []
        self.unheard = self.unended = 0

    def read(self, markup: str) -> None:
        place, last, last_comment = 0, markup.rfind(">"), markup.rfind("-->")
        while (sign := markup.find("<", place)) >= 0:
            self._say(markup[place:sign])
            is_comment = markup.startswith("<!--", sign)
            if is_comment and sign + 2 <= last_comment:
                place = markup.index("-->", sign + 2) + 3
            elif not is_comment and markup.startswith(("<!", "<?"), sign) and sign < last:
                place = markup.index(">", sign) + 1
            elif tag := TAG.match(markup, sign):
                place = self._after(tag)
            else:
                self.words += "" if self.unheard else "<"
                self._count_unended(markup, sign)
                place = sign + 1
        self._say(markup[place:])

    def _after(self, tag: re.Match) -> int:
        """Hear the tag, and say where to go on: what stands in a script is no markup."""
        name = tag["name"].lower()
        if tag["end"]:
            self._end(name)
            return tag.end()
        if name in UNREAD and not tag["attributes"].endswith("/"):
            end = UNREAD[name].search(tag.string, tag.end())
            return end.end() if end else len(tag.string)
        self._start(name, tag["attributes"])
        return tag.end()

    def _count_unended(self, markup: str, sign: int) -> None:
        self.unended += BEGUN.match(markup, sign) is not None
        if self.unended > UNENDED_MAX:
            raise Amiss(UNENDED)

    def _start(self, name: str, attributes: str) -> None:
        if name in UNHEARD:
            self.unheard += not attributes.endswith("/")
        elif name in PARAGRAPHS:
            self.words.append("\n\n")
        elif name == "br" or (name in LINES and self.words):
            self.words.append("\n")
        elif name in ("td", "th"):
            self.words.append(" ")
        elif name == "img":
            self._see(
                {
                    one[1].lower(): unescape(NO_LETTER.sub("\ufffd", (one[2] or "").strip("\"'")))
                    for one in ATTRIBUTE.finditer(attributes)
                    if one[1]
                }
            )

    def _end(self, name: str) -> None:
        if name in UNHEARD:
            self.unheard = max(self.unheard - 1, 0)
        elif name in PARAGRAPHS:
            self.words.append("\n\n")

    def _say(self, words: str) -> None:
        if words and not self.unheard:
            self.words.append(re.sub(r"\s+", " ", unescape(NO_LETTER.sub("\ufffd", words))))

    def _see(self, attributes: dict):
        if described := one_line(attributes.get("alt") or ""):
            self.words.append(f"[Picture: {described}]")
        source = (attributes.get("src") or "").strip()
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
