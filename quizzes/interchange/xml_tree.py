"""An XML file as a tree, or a refusal in words. What could do harm is refused while it is read, before it grows."""

from xml.etree.ElementTree import Element, ParseError, TreeBuilder  # noqa: S405  (only the types: defusedxml reads)

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from quizzes.interchange.questions import Unreadable

DEPTH_MAX = 30
ELEMENTS_MAX = 300_000

DECLARES = (
    "This XML declares a document type or entities of its own. Question files have none, so it is not read."
)
INCLUDES = "This XML asks for other files to be put into it (XInclude), so it is not read."
DEEP = f"This XML is nested more than {DEPTH_MAX} deep. Question files are not, so it is not read."
MANY = "This XML has too many elements. Make several files of it."


class Counting(TreeBuilder):
    """Builds the tree, and stops where it grows deeper or larger than questions are."""

    def __init__(self):
        super().__init__()
        self.depth = self.count = 0

    def start(self, tag, attrs):
        self.depth += 1
        self.count += 1
        if self.depth > DEPTH_MAX:
            raise Unreadable(DEEP)
        if self.count > ELEMENTS_MAX:
            raise Unreadable(MANY)
        if "XInclude" in tag or tag.lower().startswith("xi:"):
            raise Unreadable(INCLUDES)
        return super().start(tag, attrs)

    def end(self, tag):
        self.depth -= 1
        return super().end(tag)


def tree_of(text: str) -> Element:
    parser = DefusedXMLParser(target=Counting(), forbid_dtd=True)
    try:
        parser.feed(text)
        return parser.close()
    except DefusedXmlException as error:
        raise Unreadable(DECLARES) from error
    except ParseError as error:
        line, column = error.position
        raise Unreadable(f"This is not whole XML: line {line}, sign {column + 1} cannot be read.") from error
