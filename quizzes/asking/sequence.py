"""A place for each thing, chosen from a list. What is sent is the ids in their order; what is given, the keys.

Fields are named by where their thing is shown, which is shuffled: thing_1, thing_2 and so on.
"""

from collections import Counter

from django import forms

from quizzes.asking.refusals import NO_ANSWER, NO_PLACE, PLACE_TWICE, UNKNOWN_OPTION, NoAnswer, UnknownOption
from quizzes.marking.kinds import Kind

ORDER = "Choose a place for each, 1 for the first. Every two that stand the right way round count towards the mark."
ORDER_ALL = "Choose a place for each, 1 for the first. The whole order must be right to earn the mark."
RANK = "Choose a place for each, 1 for the best. The nearer to the panel's order, the more of the mark."


class Sequence:
    has_parts = True
    is_typed = False
    look = ""

    def __init__(self, asked):
        self.asked = asked
        self.version = asked.question_version
        self.things = {f"thing_{shown}": thing for shown, (thing, _) in enumerate(asked.options, start=1)}

    @property
    def hint(self) -> str:
        if self.version.kind == Kind.RANKING:
            return RANK
        return ORDER if self.version.gives_parts else ORDER_ALL

    def fields(self) -> dict[str, forms.Field]:
        words = dict(self.asked.choices)
        return {name: self._field(words[thing]) for name, thing in self.things.items()}

    def _field(self, thing: str) -> forms.ChoiceField:
        places = [(str(place), str(place)) for place in range(1, len(self.things) + 1)]
        return forms.ChoiceField(
            label=thing,
            choices=[("", "Place"), *places],
            error_messages={"required": NO_PLACE.format(thing=thing), "invalid_choice": UNKNOWN_OPTION},
        )

    def mistakes(self, cleaned: dict) -> dict[str, str]:
        """A place that two things have: said beside the second of them, and any after it."""
        taken: Counter = Counter()
        found = {}
        for name in self.things:
            if place := cleaned.get(name):
                if taken[place]:
                    found[name] = PLACE_TWICE.format(place=place)
                taken[place] += 1
        return found

    def sent(self, cleaned: dict) -> list[str]:
        """All of them in order, or nothing: half an order is no answer yet."""
        places = {int(cleaned[name]): thing for name, thing in self.things.items() if cleaned.get(name)}
        return [places[place] for place in sorted(places)] if len(places) == len(self.things) else []

    def initial(self, sent: list[str]) -> dict:
        places = {thing: str(place) for place, thing in enumerate(sent, start=1)}
        return {name: places[thing] for name, thing in self.things.items() if thing in places}

    def given(self, sent: list[str]) -> list[str]:
        offered = dict(self.asked.options)
        if not sent:
            raise NoAnswer(NO_ANSWER)
        if sorted(sent) != sorted(offered):
            raise UnknownOption(UNKNOWN_OPTION)
        return [offered[thing] for thing in sent]

    def sent_of(self, given: list[str]) -> list[str]:
        things = {key: thing for thing, key in self.asked.options}
        return [things[key] for key in given]

    def words(self, given: list[str]) -> list[str]:
        texts = self.version.texts
        return [f"{place}. {texts[key]}" for place, key in enumerate(given, start=1)]

    def about(self, given: list[str]) -> list[str]:
        return [f"{one['text']}: {one['feedback']}" for one in self.version.options if one["feedback"]]

    def best(self) -> list[str]:
        return [f"{place}. {one['text']}" for place, one in enumerate(self.version.options, start=1)]
