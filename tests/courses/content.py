"""A body with every kind of block, as a loader gives it."""

import uuid

from learning.people.models import Partnership
from learning.site.models import Situation, Source
from tests.site.factories import LocalDecisionFactory, LocalServiceFactory

PROMPT = "11111111-1111-1111-1111-111111111111"
OTHER_PROMPT = "22222222-2222-2222-2222-222222222222"
ACTIVITY = "33333333-3333-3333-3333-333333333333"
SCENARIO = "44444444-4444-4444-4444-444444444444"
WRONG = "55555555-5555-5555-5555-555555555555"
RIGHT = "66666666-6666-6666-6666-666666666666"
COMMITMENTS = "77777777-7777-7777-7777-777777777777"
SUGGESTION = "88888888-8888-8888-8888-888888888888"
OTHER_SUGGESTION = "99999999-9999-9999-9999-999999999999"
DOWNLOAD = "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa"


def item(value, id: str | None = None) -> dict:
    return {"type": "item", "value": value, "id": id or str(uuid.uuid4())}


def activity() -> dict:
    return {
        "type": "activity",
        "id": ACTIVITY,
        "value": {
            "title": "Two minutes with one record",
            "instructions": "<p>Bring to mind one adult you work with.</p>",
            "prompts": [
                item("What does it say?", PROMPT),
                item("Who would know 100% of the rest?", OTHER_PROMPT),
            ],
            "model_answer": "<p>A number where a name should be.</p>",
        },
    }


def scenario() -> dict:
    wrong = {"text": "Say no, of course not", "consequence": "Now you must break a promise.", "best": False}
    right = {
        "text": "Say that it is a real worry",
        "consequence": "He tells you what it is like.",
        "best": True,
    }
    return {
        "type": "scenario",
        "id": SCENARIO,
        "value": {
            "situation": "<p>Sam asks whether you have to ring.</p>",
            "options": [item(wrong, WRONG), item(right, RIGHT)],
            "debrief": "<p>Reassurance and honesty belong together.</p>",
        },
    }


def commitments() -> dict:
    first, second = "I will ring one named person", "I will name each child"
    suggestions = [item(first, SUGGESTION), item(second, OTHER_SUGGESTION)]
    return {"type": "commitments", "id": COMMITMENTS, "value": {"suggestions": suggestions}}


def download() -> dict:
    table = {
        "columns": [{"type": "text", "heading": "Question"}, {"type": "text", "heading": "Our answer"}],
        "rows": [{"values": ["<p>Who helps?</p>", ""]}],
    }
    contents = [
        {"type": "text", "value": "<h2>To any adult</h2><p>Do you help look after any children?</p>"},
        {"type": "table", "value": table},
    ]
    return {"type": "download", "id": DOWNLOAD, "value": {"title": "Pocket card", "contents": contents}}


def every_block(source: Source, partnership: Partnership | None = None) -> list[dict]:
    """One of each, every sourced one with the same source. A partnership, or some area, says who decides."""
    sources = [item(source.pk)]
    front_door = LocalServiceFactory(
        partnership=partnership, name="Front Door", phone="01632 960111", decides="who is seen"
    )
    decision = LocalDecisionFactory(
        situation__words="A parent is about to leave a ward.", partnership=partnership, naming=[front_door]
    )
    return [
        {
            "type": "paragraph",
            "value": {"html": "<h2>Screening</h2><p>Only means asking.</p>", "sources": sources},
        },
        {
            "type": "paragraph",
            "value": {"html": "<p>Let it rest.</p>", "fold_under": "If they would rather not say"},
        },
        {"type": "picture", "value": {"description": "A terraced house at breakfast time"}},
        {"type": "warning", "value": {"text": "Never count a child as protection.", "sources": sources}},
        {
            "type": "key_fact",
            "value": {"text": "One child in four.", "sources": sources, "strength": "review"},
        },
        {
            "type": "evidence_card",
            "value": {
                "approach": "Video feedback",
                "what_it_is": "Someone films a few minutes of play.",
                "evidence": "Parents become more sensitive.",
                "strength": "trial",
                "sources": sources,
            },
        },
        {
            "type": "two_sides",
            "value": {"adult": "<p>A.</p>", "children": "<p>B.</p>", "question": "What would you ask?"},
        },
        who_decides(decision.situation),
        {"type": "messages_for_practice", "value": {"points": [item("Name people, not numbers.")]}},
        activity(),
        scenario(),
        commitments(),
        download(),
    ]


def sourced(source: Source) -> list[dict]:
    """The blocks that name a source."""
    sources = [item(source.pk)]
    evidence = {"approach": "Video feedback", "what_it_is": "A film of play.", "evidence": "Some."}
    return [
        {"type": "paragraph", "value": {"html": "<p>Only means asking.</p>", "sources": sources}},
        {"type": "warning", "value": {"text": "Never count a child as protection.", "sources": sources}},
        {"type": "key_fact", "value": {"text": "One child in four.", "sources": sources}},
        {"type": "evidence_card", "value": evidence | {"sources": sources}},
    ]


def who_decides(situation: Situation) -> dict:
    return {"type": "who_decides", "value": {"situation": situation.pk}}
