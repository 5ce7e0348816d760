"""The pause points of a page as someone meets them: what is asked, what they answered, and what is said of it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.urls import reverse

from casestudies.pauses import asking
from casestudies.pauses.answers import PauseAnswer
from casestudies.pauses.asking import PromptForm, QuestionForm
from casestudies.pauses.points import PausePoint
from casestudies.voices.voices import THE_FILM
from learning.site import kept
from learning.site.moments import clock
from quizzes.blocks.showing import form_of
from quizzes.taking.reviewing import Answered

AGAIN = "again"


@dataclass(frozen=True)
class ShownPause:
    """One pause point on the page. With `answered` it is told of; else its form asks. `url` is empty in a preview."""

    point: PausePoint
    position: int
    total: int
    url: str
    form: forms.Form | None = None
    answered: Answered | None = None
    saved_words: str = ""
    is_answered: bool = False
    stem: str = ""

    @property
    def stops(self) -> bool:
        """Whether the film stops for it: only for whoever can answer."""
        return bool(self.url and (self.form or self.answered))

    @property
    def anchor(self) -> str:
        return f"pause-{self.point.name}"

    @property
    def heading(self) -> str:
        return f"Pause {self.position} of {self.total}, at {self.point.clock}"

    @property
    def again(self) -> str:
        """The question once more."""
        return f"?{urlencode(self._turning | {AGAIN: self.point.name})}#{self.anchor}"

    @property
    def href(self) -> str:
        """The way to it on the page, where its voice is heard."""
        return (f"?{urlencode(self._turning)}" if self._turning else "") + f"#{self.anchor}"

    @property
    def _turning(self) -> dict[str, str]:
        return {} if self.point.voice == THE_FILM else {"voice": self.point.voice}


def show_pauses(page, request, *, is_enrolled: bool, preview: bool, sent=None) -> list[ShownPause]:
    """Those of a page, for its visitor. `sent` is what was sent to one of them and not taken, by its name.

    Two queries, however many there are: what is asked, and what was answered.
    """
    points = [point for point in page.pauses() if point.voice]
    if preview:
        return [_previewed(point, *place) for point, place in _placed(points)]
    versions = asking.versions_of(page.quiz_id) if any(point.written for point in points) else {}
    there = [point for point in points if point.words or point.name in versions]
    answers = _answers(page, request.user) if there and is_enrolled else {}
    return [
        _shown(
            page,
            request,
            point,
            place,
            version=versions.get(point.name),
            answer=answers.get(point.name),
            is_enrolled=is_enrolled,
            sent=(sent or {}).get(point.name),
        )
        for point, place in _placed(there)
    ]


def _placed(points: list[PausePoint]) -> Iterator[tuple[PausePoint, tuple[int, int]]]:
    """Each with its number among those of its own voice, and how many that one has."""
    totals, so_far = Counter(point.voice for point in points), Counter()
    for point in points:
        so_far[point.voice] += 1
        yield point, (so_far[point.voice], totals[point.voice])


def _answers(page, person) -> dict[str, PauseAnswer]:
    rows = PauseAnswer.objects.of(person).on(page).select_related("question_version", "learner")
    return {row.pause: row for row in rows}


def _previewed(point: PausePoint, number: int, total: int) -> ShownPause:
    if point.written:
        form = form_of(point.written.block, point.written.value, prefix=point.name)
    else:
        form = PromptForm(point=point, prefix=point.name)
    return ShownPause(point, number, total, url="", form=form)


def _shown(page, request, point, place: tuple[int, int], *, version, answer, is_enrolled, sent) -> ShownPause:
    number, total = place
    url = reverse("pause_point", args=[page.pk, point.name])
    if not is_enrolled:
        return ShownPause(point, number, total, url, stem=version.stem if version else "")
    if point.words:
        form = _prompt_form(point, kept.take(request, url) if sent is None else sent, answer)
        saved = f"Saved {clock(answer.answered_at)}." if answer else ""
        return ShownPause(point, number, total, url, form=form, saved_words=saved, is_answered=bool(answer))
    told = answer and answer.question_version and request.GET.get(AGAIN) != point.name and sent is None
    if told:
        said = asking.answered(answer, position=number)
        return ShownPause(point, number, total, url, answered=said, is_answered=True)
    asked = asking.asked_of(version, person=request.user, position=number)
    form = QuestionForm(sent, question=asked, prefix=point.name)
    if sent is None and (typed := kept.take(request, url)):
        form = QuestionForm(question=asked, prefix=point.name, initial=_again(asked, typed, point.name))
    return ShownPause(point, number, total, url, form=form, is_answered=bool(answer))


def _prompt_form(point: PausePoint, sent, answer: PauseAnswer | None) -> PromptForm:
    """With what was sent and not taken, or typed before a sign-in; else with what is kept."""
    if sent is not None:
        return PromptForm(sent, point=point, prefix=point.name)
    return PromptForm(point=point, prefix=point.name, initial={"words": answer.given} if answer else {})


def _again(asked, typed, prefix: str) -> dict:
    """What was typed before a sign-in, as far as it fits."""
    plain = typed.copy()
    for name in list(typed):
        plain.setlist(name.removeprefix(f"{prefix}-"), typed.getlist(name))
    return QuestionForm(question=asked).initial_of(plain)
