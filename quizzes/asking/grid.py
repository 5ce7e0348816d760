"""An answer for each line. What is sent maps the ids of lines to ids of options; what is given, keys to keys.

Fields are named by the place of their line, which tells nothing: line_1, line_2 and so on.
"""

from django import forms

from quizzes.asking.refusals import LINE_LEFT, NO_ANSWER, UNKNOWN_OPTION, NoAnswer, UnknownOption
from quizzes.marking.kinds import Kind

CHOOSE = [("", "Choose one")]
HINTS = {
    Kind.MATCHING: "Choose what goes with each. Each one that is right earns an equal part of the mark.",
    Kind.JUDGEMENT: (
        "Rate each. What the panel said earns the whole of its part of the mark, and one step away earns half."
    ),
    Kind.OBSERVATION: "Choose for each. “Not enough to say” can be the best answer.",
    Kind.LIKERT: "There are no right or wrong answers, and nothing is marked.",
}
ALL_OR_NOTHING = "Choose what goes with each. All of them must be right to earn the mark."


class Grid:
    has_parts = True
    is_typed = False

    def __init__(self, asked):
        self.asked = asked
        self.version = asked.question_version
        self.lines = {f"line_{place}": line_id for place, (line_id, _) in enumerate(asked.prompts, start=1)}

    @property
    def hint(self) -> str:
        kind = Kind(self.version.kind)
        if kind is Kind.MATCHING and not self.version.gives_parts:
            return ALL_OR_NOTHING
        return " ".join(filter(None, [HINTS[kind], self.version.rules.get("ends")]))

    @property
    def look(self) -> str:
        """How a scale is set: its points in columns of one width, where there is room."""
        if self.version.kind != Kind.LIKERT:
            return ""
        return "tf-scale tf-scale--numbers" if self.version.rules.get("ends") else "tf-scale"

    def fields(self) -> dict[str, forms.Field]:
        texts = self.version.texts
        keys = dict(self.asked.prompts)
        return {name: self._field(texts[keys[line_id]]) for name, line_id in self.lines.items()}

    def _field(self, line: str) -> forms.ChoiceField:
        in_list = self.version.kind == Kind.MATCHING
        choices = self.asked.choices
        return forms.ChoiceField(
            label=line,
            choices=[*CHOOSE, *choices] if in_list else choices,
            widget=forms.Select if in_list else forms.RadioSelect,
            error_messages={"required": LINE_LEFT.format(line=line), "invalid_choice": UNKNOWN_OPTION},
        )

    def mistakes(self, cleaned: dict) -> dict[str, str]:
        return {}

    def sent(self, cleaned: dict) -> dict[str, str]:
        return {line_id: cleaned[name] for name, line_id in self.lines.items() if cleaned.get(name)}

    def initial(self, sent: dict[str, str]) -> dict:
        return {name: sent[line_id] for name, line_id in self.lines.items() if line_id in sent}

    def given(self, sent: dict[str, str]) -> dict[str, str]:
        """Of as many lines as were answered."""
        options, lines = dict(self.asked.options), dict(self.asked.prompts)
        if not sent:
            raise NoAnswer(NO_ANSWER)
        if not (sent.keys() <= lines.keys() and set(sent.values()) <= options.keys()):
            raise UnknownOption(UNKNOWN_OPTION)
        return {key: options[sent[line_id]] for line_id, key in lines.items() if line_id in sent}

    def sent_of(self, given: dict[str, str]) -> dict[str, str]:
        options = {key: option_id for option_id, key in self.asked.options}
        return {line_id: options[given[key]] for line_id, key in self.asked.prompts if key in given}

    def words(self, given: dict[str, str]) -> list[str]:
        texts = self.version.texts
        return [
            f"{texts[key].removesuffix('.')}: {texts[given[key]] if key in given else 'no answer'}"
            for _, key in self.asked.prompts
        ]

    def about(self, given: dict[str, str]) -> list[str]:
        """The panel's or the author's reasons, line by line."""
        return [f"{line['text']}: {line['feedback']}" for line in self.version.prompts if line["feedback"]]

    def best(self) -> list[str]:
        texts = self.version.texts
        return [
            f"{line['text']}: {' or '.join(texts[key] for key in line['right'])}"
            for line in self.version.prompts
            if line["right"]
        ]
