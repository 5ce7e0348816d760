"""Something written: a few words, a number, a reflection. What is sent and what is given are the same text."""

from django import forms

from quizzes import limits
from quizzes.asking.refusals import NOTHING_WRITTEN, TOO_LONG, UNPRINTABLE, NoAnswer, UnknownOption
from quizzes.marking.kinds import Kind

HINTS = {
    Kind.SHORT_TEXT: "A word or a few. Capitals and accents do not matter.",
    Kind.NUMERIC: "Write it in figures.",
    Kind.REFLECTION: "This is not marked, and only you can read it. Write no names.",
}
READ = "The course team reads this, without a name beside it. Write no names."
CHARS = {
    Kind.SHORT_TEXT: limits.SHORT_TEXT_CHARS,
    Kind.NUMERIC: limits.NUMBER_CHARS,
    Kind.REFLECTION: limits.REFLECTION_CHARS,
}


class Typed:
    has_parts = False
    is_typed = True
    look = ""

    def __init__(self, asked):
        self.asked = asked
        self.version = asked.question_version
        self.kind = Kind(self.version.kind)

    @property
    def hint(self) -> str:
        if self.version.rules.get("is_read"):
            return READ
        units = [one["unit"] for one in self.version.rules.get("units", [])]
        return f"{HINTS[self.kind]} In {' or '.join(units)}." if units else HINTS[self.kind]

    def fields(self) -> dict[str, forms.Field]:
        return {
            "answer": forms.CharField(
                widget=self._widget(),
                max_length=CHARS[self.kind],
                error_messages={
                    "required": NOTHING_WRITTEN,
                    "max_length": TOO_LONG.format(most=CHARS[self.kind]),
                    "null_characters_not_allowed": UNPRINTABLE,
                },
            )
        }

    def _widget(self) -> forms.Widget:
        if self.kind is Kind.REFLECTION:
            return forms.Textarea(attrs={"rows": 6})
        width = "govuk-input--width-10" if self.kind is Kind.NUMERIC else "govuk-input--width-20"
        return forms.TextInput(attrs={"class": width, "autocomplete": "off", "spellcheck": "false"})

    def mistakes(self, cleaned: dict) -> dict[str, str]:
        """A number that is none, or in no unit of the question."""
        text = cleaned.get("answer")
        problem = self.version.key.problem(text) if text else ""
        return {"answer": problem} if problem else {}

    def sent(self, cleaned: dict) -> str:
        return cleaned.get("answer") or ""

    def initial(self, sent: str) -> dict:
        return {"answer": sent}

    def given(self, sent: str) -> str:
        if not sent:
            raise NoAnswer(NOTHING_WRITTEN)
        if len(sent) > CHARS[self.kind]:
            raise UnknownOption(TOO_LONG.format(most=CHARS[self.kind]) % {"show_value": len(sent)})
        if "\x00" in sent:
            raise UnknownOption(UNPRINTABLE)
        if problem := self.version.key.problem(sent):
            raise UnknownOption(problem)
        return sent

    def sent_of(self, given: str) -> str:
        return given

    def words(self, given: str) -> list[str]:
        return [given]

    def about(self, given: str) -> list[str]:
        """The author's words about the accepted answer that this is."""
        if self.kind is Kind.REFLECTION:
            return []
        key = self.version.key
        fits = key.fitting(given)
        accepted = self.version.rules["accepted"]
        return [accepted[key.accepted.index(fits)]["feedback"]] if fits else []

    def best(self) -> list[str]:
        rules = self.version.rules
        if self.kind is Kind.REFLECTION:
            return [rules["model_answer"]] if rules["model_answer"] else []
        if self.kind is Kind.SHORT_TEXT:
            return [one["text"] for one in rules["accepted"] if one["share_pct"] == 100]
        return [number_in_words(one, rules["units"]) for one in rules["accepted"] if one["share_pct"] == 100]


def number_in_words(accepted: dict, units: list[dict]) -> str:
    """12 minutes, or from 10 to 14: as a person would say it."""
    unit = f" {units[0]['unit']}" if units else ""
    about = f", give or take {accepted['tolerance']}" if accepted["tolerance"] not in ("", "0") else ""
    return f"{accepted['value']}{unit}{about}"
