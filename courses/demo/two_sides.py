"""Two-sided cases, from YAML to pages."""

from casestudies.two_sides.files import SIDES, Round
from casestudies.two_sides.pages import TwoSidedCasePage
from courses.demo.blocks import rich
from courses.demo.library import Library, stream

BLOCKS = {Round.ASK: "question", Round.SHARE: "fact", Round.ACT: "action"}
LINES = ("content_note", "discussion_for_trainers")
FACTS = ("is_fictional", "most_questions", "most_facts", "most_actions")


def two_sided_case(common: dict, rules: dict, library: Library) -> TwoSidedCasePage:
    """A two-sided case: two files, and what neither of them holds."""
    page = TwoSidedCasePage(
        **common,
        **{name: rules[name].strip() for name in LINES},
        **{name: rules[name] for name in FACTS},
        neither_knew=stream("unknown", rules["neither_knew"]),
        debrief=rich(rules["debrief"]),
    )
    for side in SIDES:
        for name, value in _file(rules[side.value]).items():
            setattr(page, f"{side}_{name}", value)
    page.sources = library.sources_of(rules["source_ids"])
    return page


def _file(rules: dict) -> dict:
    return {
        "service": rules["service"],
        "shows": stream("shown", rules["shows"]),
        "chronology": stream("entry", rules["chronology"]),
        "documents": stream("document", rules["documents"]),
        **{round.stream: stream(BLOCKS[round], rules[round.stream]) for round in Round},
        "colleague": rules["colleague"],
        "reasons": rules["reasons"].strip(),
    }
