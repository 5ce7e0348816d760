"""Quizzes, from JSON to pages: every question of a course's bank, in the order of the bank."""

from courses.demo.library import Library
from quizzes.pages import QuizPage

KINDS = {"single": "single", "multi": "multiple"}


def quiz(common: dict, rules: dict, library: Library) -> QuizPage:
    fixed = rules.get("never_shuffle_options", [])
    return QuizPage(
        **common,
        questions=[_question(each, library, fixed) for each in library.bank(rules["bank"])],
        pass_mark_pct=rules["pass_mark_pct"],
        on_pass=rules["on_pass"],
        on_miss=rules["on_miss"],
    )


def _question(question: dict, library: Library, fixed: list[str]) -> dict:
    value = {
        "stem": question["stem"],
        "options": [_option(option) for option in question["options"]],
        "explanation": question["feedback"],
        "sources": [source.pk for source in library.sources_of(question["sources"])],
        "shuffle_options": question["id"] not in fixed,
        "code": question["id"],
        "level": question["level"],
        "lesson": library.parts[question["lesson"]].pk,
    }
    return {"type": KINDS[question["type"]], "value": value}


def _option(option: dict) -> dict:
    return {"text": option["text"], "is_right": option["correct"], "feedback": option["feedback"]}
