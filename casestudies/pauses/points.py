"""The pause points of a page, in the order in which its film comes to them."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from django.db import models
from wagtail.fields import StreamField

from casestudies.films.transcript import clock
from casestudies.pauses.blocks import PauseBlocks
from casestudies.times import seconds_of
from quizzes.publishing import names_of
from quizzes.versions import Mode, Quiz

POINTS_MAX = 12


class Written(NamedTuple):
    """A question as a quiz has it to publish: the name of its pause point, its kind of block, and its value."""

    id: str
    block: object
    value: object


@dataclass(frozen=True)
class PausePoint:
    """One stop of a film. `name` stays from one publishing to the next. Of `words` and `written` one is there.

    `who` is whose film it stops, as the author wrote it, and `voice` the key of that voice: None where nobody is called so.
    """

    name: str
    seconds: int
    who: str
    voice: str | None
    words: str = ""
    written: Written | None = None

    @property
    def clock(self) -> str:
        return clock(self.seconds)


class Pausing(models.Model):
    """A page whose film stops to ask something. Its questions are published as those of a quiz are: see ADR 37."""

    pause_points = StreamField(
        PauseBlocks(),
        blank=True,
        max_num=POINTS_MAX,
        help_text="Where the film stops to ask something. Learners may leave out each of them, and nobody else sees "
        "what they answer.",
    )
    quiz = models.OneToOneField(
        Quiz, null=True, editable=False, on_delete=models.PROTECT, related_name="case_study"
    )

    # Published as a quiz, with none of the terms of one.
    draws = ()
    draw = attempts_allowed = time_limit_minutes = None
    mode = Mode.FORMATIVE
    pass_mark_pct = 0
    shuffle_questions = False
    on_pass = on_miss = ""

    class Meta:
        abstract = True

    def pauses(self) -> list[PausePoint]:
        """Those that say when, by the second; of two at one second the author's first comes first."""
        children = list(self.pause_points)
        names = names_of(child.id for child in children)
        found = [self._point(name, child) for name, child in zip(names, children, strict=True)]
        return sorted(filter(None, found), key=lambda point: point.seconds)

    def _point(self, name: str, child) -> PausePoint | None:
        """None for one that is half-written."""
        seconds = seconds_of(child.value["at"])
        if seconds is None:
            return None
        who = (child.value.get("who") or "").strip()
        point = PausePoint(name, seconds, who, self.key_of(who))
        if child.block_type == "prompt":
            return replace(point, words=child.value["words"]) if child.value["words"] else None
        asked = next(iter(child.value["question"]), None)
        return replace(point, written=Written(name, asked.block, asked.value)) if asked else None

    @property
    def questions(self) -> list[Written]:
        return [point.written for point in self.pauses() if point.written]

    def with_content_json(self, content):
        """A revision may be older than the quiz it belongs to, or copied from another page."""
        page = super().with_content_json(content)
        page.quiz_id = self.quiz_id
        return page
