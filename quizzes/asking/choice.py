"""Radios and checkboxes. What is sent is a list of ids; what is given, a list of keys in the order shown."""

from django import forms

from quizzes.asking.refusals import NO_ANSWER, ONE_ANSWER, UNKNOWN_OPTION, NoAnswer, UnknownOption
from quizzes.marking.kinds import Kind, Scheme

SEVERAL = "Choose every answer that applies."
IN_PARTS = "Choose every answer that applies. Each right one earns a part of the mark, and each wrong one costs as much."


class Choice:
    has_parts = False
    is_typed = False
    look = ""

    def __init__(self, asked):
        self.asked = asked
        self.version = asked.question_version
        self.is_single = self.version.kind != Kind.MULTIPLE

    @property
    def hint(self) -> str:
        if self.is_single:
            return ""
        return IN_PARTS if self.version.rules.get("scheme") == Scheme.PART else SEVERAL

    def fields(self) -> dict[str, forms.Field]:
        field = forms.ChoiceField if self.is_single else forms.MultipleChoiceField
        return {
            "answer": field(
                choices=self.asked.choices,
                widget=forms.RadioSelect if self.is_single else forms.CheckboxSelectMultiple,
                error_messages={
                    "required": NO_ANSWER,
                    "invalid_choice": UNKNOWN_OPTION,
                    "invalid_list": UNKNOWN_OPTION,
                },
            )
        }

    def mistakes(self, cleaned: dict) -> dict[str, str]:
        return {}

    def sent(self, cleaned: dict) -> list[str]:
        answer = cleaned.get("answer") or []
        return [answer] if isinstance(answer, str) else answer

    def initial(self, sent: list[str]) -> dict:
        if not self.is_single:
            return {"answer": sent}
        return {"answer": sent[0] if sent else None}

    def given(self, sent: list[str]) -> list[str]:
        offered = dict(self.asked.options)
        if not sent:
            raise NoAnswer(NO_ANSWER)
        if not set(sent) <= offered.keys():
            raise UnknownOption(UNKNOWN_OPTION)
        if self.is_single and len(set(sent)) > 1:
            raise UnknownOption(ONE_ANSWER)
        return [key for option_id, key in offered.items() if option_id in set(sent)]

    def sent_of(self, given: list[str]) -> list[str]:
        return [option_id for option_id, key in self.asked.options if key in given]

    def words(self, given: list[str]) -> list[str]:
        texts = self.version.texts
        return [texts[key] for _, key in self.asked.options if key in given]

    def about(self, given: list[str]) -> list[str]:
        return [option["feedback"] for option in self.version.options if option["key"] in given]

    def best(self) -> list[str]:
        return [option["text"] for option in self.version.options if option["is_right"]]
