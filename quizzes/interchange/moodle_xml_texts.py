"""Texts of Moodle XML, each with its format, and the pictures beside them."""

from xml.etree.ElementTree import Element  # noqa: S405  (only the type)

from quizzes.interchange import words
from quizzes.interchange.questions import Amiss, Picture

READERS = {"plain_text": words.tidy, "markdown": words.from_markdown, "moodle_auto_format": words.from_auto}


def text_in(element: Element | None) -> str:
    """What stands in its <text>, or straight in it, as it was written."""
    if element is None:
        return ""
    inner = element.find("text")
    return (element.text if inner is None else inner.text) or ""


def texts_in(element: Element, path: str) -> list[str]:
    return [text_in(found) for found in element.findall(path)]


def formatted(element: Element | None, *, default: str = "html") -> tuple[str, tuple[Picture, ...]]:
    """Its words, and the pictures that belong to them."""
    if element is None:
        return "", ()
    written = (element.get("format") or default).strip().lower()
    files = pictures_of(element)
    if written in READERS:
        return READERS[written](text_in(element)), files
    told, within = words.read_html(text_in(element))
    return told, (*files, *within)


def words_in(element: Element | None) -> str:
    return formatted(element)[0]


def pictures_of(element: Element, *, but: tuple[str, ...] = ()) -> tuple[Picture, ...]:
    """Every file in it, but not in children of these names. Before Moodle 2, a question had one <image>."""
    found = []
    for child in element:
        if child.tag == "file":
            found.append(_picture(child))
        elif child.tag == "image_base64":
            found.append(_named(element.findtext("image") or "", child.text))
        elif child.tag not in but:
            found += pictures_of(child)
    return tuple(found)


def _picture(file: Element) -> Picture:
    if (file.get("encoding") or "base64").lower() != "base64":
        raise Amiss(f"The file “{(file.get('name') or '')[:40]}” is not written in base64.")
    return _named(file.get("name") or "", file.text)


def _named(name: str, base64: str | None) -> Picture:
    name = words.one_line(name) or "picture"
    if not (data := words.bytes_of(base64 or "")):
        raise Amiss(f"The file “{name[:40]}” cannot be read.")
    return Picture(name, data)
