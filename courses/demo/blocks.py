"""A lesson's blocks, from YAML to the raw form in which a stream field takes them."""

import html
from collections.abc import Callable

from courses.demo.services import Situations
from courses.markdown import printable
from learning.site.sources import Source

# General professional knowledge. It is no source, and is never shown as one.
NOT_A_SOURCE = "K"


class BlockMaker:
    """Turns YAML blocks into stream data. Knows the sources by code and the situations by their words."""

    def __init__(self, sources: dict[str, Source], situations: Situations):
        self.sources = sources
        self.situations = situations

    def stream(self, blocks: list[dict]) -> list[dict]:
        return [self.make(block) for block in blocks]

    def make(self, block: dict) -> dict:
        name, fields = MAKERS[block["type"]]
        return {"type": name, "value": fields(self, block)}

    def source_ids(self, block: dict) -> list[int]:
        return [self.sources[code].pk for code in block.get("source_ids", []) if code != NOT_A_SOURCE]

    def paragraph(self, block: dict) -> dict:
        return {"html": rich(block["html"]), "sources": self.source_ids(block)}

    def details(self, block: dict) -> dict:
        return {"html": rich(block["text"]), "fold_under": block["summary"]}

    def picture(self, block: dict) -> dict:
        return {"alt": block["alt"], "description": block["description"]}

    def warning(self, block: dict) -> dict:
        return {"text": block["text"].strip(), "sources": self.source_ids(block)}

    def key_fact(self, block: dict) -> dict:
        """A fact without a source claims no strength either."""
        sources = self.source_ids(block)
        strength = block["strength"] if sources else ""
        return {"text": block["text"].strip(), "sources": sources, "strength": strength}

    def evidence_card(self, block: dict) -> dict:
        words = {name: block[name].strip() for name in ("approach", "what_it_is", "evidence")}
        return words | {"sources": self.source_ids(block), "strength": block["strength"]}

    def two_sides(self, block: dict) -> dict:
        return {
            "adult": rich(block["adult"]),
            "children": rich(block["children"]),
            "question": block["question"],
        }

    def who_decides(self, block: dict) -> dict:
        return {"situation": self.situations[block["situation"]].pk}

    def messages(self, block: dict) -> dict:
        return {"points": block["items"]}

    def activity(self, block: dict) -> dict:
        return {
            "title": block["title"],
            "instructions": rich(block["instructions"]),
            "prompts": block["prompts"],
            "model_answer": rich(block["model_answer"]),
        }

    def scenario(self, block: dict) -> dict:
        return {
            "situation": rich(block["situation"]),
            "options": block["options"],
            "debrief": rich(block["debrief"]),
        }

    def commitments(self, block: dict) -> dict:
        return {"suggestions": block["suggestions"]}

    def download(self, block: dict) -> dict:
        return {"title": block["title"], "contents": printable(block["contents_markdown"])}


MAKERS: dict[str, tuple[str, Callable]] = {
    "paragraph": ("paragraph", BlockMaker.paragraph),
    "details": ("paragraph", BlockMaker.details),
    "image_idea": ("picture", BlockMaker.picture),
    "warning": ("warning", BlockMaker.warning),
    "key_fact": ("key_fact", BlockMaker.key_fact),
    "evidence_card": ("evidence_card", BlockMaker.evidence_card),
    "two_sides": ("two_sides", BlockMaker.two_sides),
    "who_decides": ("who_decides", BlockMaker.who_decides),
    "messages_for_practice": ("messages_for_practice", BlockMaker.messages),
    "activity": ("activity", BlockMaker.activity),
    "scenario": ("scenario", BlockMaker.scenario),
    "commitments": ("commitments", BlockMaker.commitments),
    "download_idea": ("download", BlockMaker.download),
}


def rich(text: str) -> str:
    """Rich text: as it stands when it is HTML, else as one paragraph."""
    words = " ".join(text.split())
    return words if words.startswith("<") else f"<p>{html.escape(words, quote=False)}</p>"
