"""One question of each kind, with answers and what each earns. Whatever may not be seen holds SECRET."""

from dataclasses import dataclass

from tests.quizzes.factories import AT

SECRET = "CANARY"
COMMON = {
    "explanation": f"{SECRET} because",
    "sources": [],
    "level": "core",
    "code": f"{SECRET}1",
    "lesson": None,
    "situation": "At clinic, late in the day.",
    "topics": [f"{SECRET} topic"],
    "review_on": None,
}


@dataclass(frozen=True)
class Example:
    """A question, and answers in words: a list, {line: option} or what is typed, each with the hundredths it earns."""

    kind: str
    value: dict
    answers: tuple

    @property
    def block(self) -> tuple[str, dict]:
        """As a page's questions take it."""
        return self.kind, COMMON | {"stem": f"What of {self.kind}?"} | self.value

    @property
    def whole_miss(self):
        """A whole answer that misses some or all of the mark, in words."""
        right, last = self.answers[0][0], self.answers[-1][0]
        return right | last if isinstance(last, dict) else last

    @property
    def secrets(self) -> set[str]:
        """What else no page may hold before the answers are sent."""
        return {SECRET, *SECRETS.get(self.kind, [])}


def choice(text: str, *, right: bool = False) -> dict:
    return {"text": text, "is_right": right, "feedback": f"{SECRET} of {text}"}


def line(text: str, panel: str) -> dict:
    return {"text": text, "panel": panel, "reason": f"{SECRET} of {text}"}


def thing(text: str) -> dict:
    return {"text": text, "feedback": f"{SECRET} of {text}"}


def accepted(share: str, **value) -> dict:
    return {"share_pct": share, "feedback": f"{SECRET} {share}"} | value


BOTH = [choice("Ask", right=True), choice("Write", right=True), choice("Wait"), choice("Guess")]
THINGS = [thing("Ask first"), thing("Then agree"), thing("Then ring")]
PANEL = f"{SECRET} panel"
SECRETS = {"short_text": ["Repairing", "Reconnecting"], "numeric": ["31.25", "0.7531"]}

EXAMPLES = [
    Example(
        "single",
        {"options": [choice("Ask", right=True), choice("Wait"), choice("Guess")], "shuffle_options": True},
        ((["Ask"], 100), (["Wait"], 0)),
    ),
    Example(
        "multiple",
        {"options": BOTH, "scheme": "part", "shuffle_options": True},
        ((["Ask", "Write"], 100), (["Ask"], 50), (["Ask", "Write", "Wait"], 50), (["Wait"], 0)),
    ),
    Example(
        "true_false",
        {"is_true": "true", "feedback_true": f"{SECRET} yes", "feedback_false": f"{SECRET} no"},
        ((["True"], 100), (["False"], 0)),
    ),
    Example(
        "matching",
        {
            "pairs": [
                {"prompt": "A medicine", "answer": "A nurse", "feedback": f"{SECRET} of medicine"},
                {"prompt": "A school", "answer": "A teacher", "feedback": ""},
            ],
            "extra_answers": ["A stranger"],
            "scheme": "part",
            "shuffle_options": True,
        },
        (
            ({"A medicine": "A nurse", "A school": "A teacher"}, 100),
            ({"A medicine": "A nurse", "A school": "A stranger"}, 50),
            ({"A school": "A teacher"}, 50),
            ({"A medicine": "A teacher", "A school": "A nurse"}, 0),
        ),
    ),
    Example(
        "ordering",
        {"items": THINGS, "scheme": "part"},
        (
            (["Ask first", "Then agree", "Then ring"], 100),
            (["Then agree", "Ask first", "Then ring"], 33),
            (["Then ring", "Then agree", "Ask first"], 0),
        ),
    ),
    Example(
        "short_text",
        {"accepted": [accepted("100", text="Repairing"), accepted("50", text="Reconnecting")]},
        (("repairing.", 100), ("  RÉCONNECTING ", 50), ("Waiting", 0)),
    ),
    Example(
        "numeric",
        {
            "accepted": [
                accepted("100", value="31.25", tolerance="0.7531"),
                accepted("50", value="31.25", tolerance="5"),
            ],
            "units": [{"unit": "minutes", "times": "1"}, {"unit": "hours", "times": "60"}],
            "unit_required": False,
        },
        (("32 minutes", 100), ("0.5 hours", 50), ("36.25", 50), ("36.26", 0), ("−31", 0)),
    ),
    Example(
        "judgement",
        {
            "lines": [line("Ask him", "very_appropriate"), line("Promise", "very_inappropriate")],
            "panel": PANEL,
        },
        (
            ({"Ask him": "Very appropriate", "Promise": "Not appropriate at all"}, 100),
            ({"Ask him": "Appropriate", "Promise": "Not appropriate at all"}, 75),
            ({"Ask him": "Appropriate"}, 25),
            ({"Ask him": "Not appropriate", "Promise": "Very appropriate"}, 0),
        ),
    ),
    Example(
        "ranking",
        {"items": THINGS, "scheme": "all", "panel": PANEL},
        (
            (["Ask first", "Then agree", "Then ring"], 100),
            (["Then agree", "Ask first", "Then ring"], 0),
        ),
    ),
    Example(
        "observation",
        {"lines": [line("He turned away", "describes"), line("He was tired", "not_enough")], "panel": PANEL},
        (
            (
                {
                    "He turned away": "Describes what could be seen or heard",
                    "He was tired": "Not enough to say",
                },
                100,
            ),
            ({"He was tired": "Not enough to say"}, 50),
            ({"He turned away": "Not enough to say"}, 0),
        ),
    ),
    Example(
        "reflection",
        {"model_answer": f"{SECRET} model"},
        (("I would ask who is at home.", 0),),
    ),
    Example(
        "likert",
        {"statements": ["I know whom to ring", "I ask every adult"], "scale": "agree"},
        (({"I know whom to ring": "Agree", "I ask every adult": "Disagree strongly"}, 0),),
    ),
]
NAMES = [example.kind for example in EXAMPLES]
BY_KIND = {example.kind: example for example in EXAMPLES}
UNMARKED = ["reflection", "likert"]
# Of which a part can be answered, and kept.
GRIDS = ["matching", "judgement", "observation", "likert"]
TYPED = ["short_text", "numeric", "reflection"]


def keyed(asked, answer):
    """An answer in words as marking takes it."""
    if isinstance(answer, str):
        return answer
    keys = {text: key for key, text in asked.question_version.texts.items()}
    if isinstance(answer, dict):
        return {keys[line]: keys[option] for line, option in answer.items()}
    return [keys[text] for text in answer]


def sent(asked, answer):
    """An answer in words as the writer takes it."""
    return asked.shape.sent_of(keyed(asked, answer))


def typed(asked, answer, **fields) -> dict:
    """An answer in words as a browser sends it, with Save and continue unless told otherwise."""
    values = asked.shape.initial(sent(asked, answer))
    return values | {"revision": 0} | (fields or {"save": "Save and continue"})


def answer(attempts, asked, words):
    """Save an answer in words by the one writer."""
    return attempts.save_answer(question=asked, sent=sent(asked, words), seen_revision=0, at=AT)
