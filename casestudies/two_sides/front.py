"""What a two-sided case's own page offers somebody: which file, how far they are, and what they have been through."""

import datetime
from dataclasses import dataclass, field

from django.urls import reverse

from casestudies.two_sides.files import SIDES, File, Round, file_of, other_side
from casestudies.two_sides.moving import own_side
from casestudies.two_sides.sittings import Sitting
from learning.people.models import Post
from learning.people.sides import Side
from learning.records import previews

HINTS = {
    Round.ASK: "What would you ask the other side?",
    Round.SHARE: "What would you tell them?",
    Round.ACT: "What would you do?",
}


@dataclass(frozen=True)
class Step:
    """One line of the list of steps, as components/task_list.html takes it."""

    title: str
    url: str | None
    hint: str
    icon: str
    word: str
    kind: str
    note: str = ""


@dataclass(frozen=True)
class Front:
    """What the page shows. In a preview: the file of a side, and the other's; else what may be opened, or is open."""

    offered: list[Side] = field(default_factory=list)
    sitting: Sitting | None = None
    steps: list[Step] = field(default_factory=list)
    past: list[Sitting] = field(default_factory=list)
    files: list[File] = field(default_factory=list)

    @property
    def is_all_chosen(self) -> bool:
        return self.sitting is not None and self.sitting.next_round is None


def front_of(page, request, enrolment, *, on: datetime.date) -> Front:
    """By the post that somebody holds on a day."""
    if previews.is_preview(request):
        side = previews.side_of(request)
        own = side if side in SIDES else Side.ADULT
        return Front(files=[file_of(page, own), file_of(page, other_side(own))])
    if enrolment is None:
        return Front()
    sittings = list(Sitting.objects.of(request.user).on(page).prefetch_related("moves").latest_first())
    begun = next((sitting for sitting in sittings if sitting.finished_at is None), None)
    past = [sitting for sitting in sittings if sitting.finished_at]
    if begun:
        return Front(sitting=begun, steps=steps_of(begun), past=past)
    own = own_side(Post.objects.main_of(request.user, on=on))
    return Front(offered=[own] if own and not past else list(SIDES), past=past)


def steps_of(sitting: Sitting) -> list[Step]:
    """The five steps of a sitting, which must have its moves: those that are open have an address."""
    read = ("Begun", "progress") if not sitting.made else ("Read", "done")
    file = reverse("two_sides_file", args=[sitting.pk])
    rounds = [_round_step(sitting, round) for round in Round]
    both = reverse("two_sides_both", args=[sitting.pk]) if sitting.next_round is None else None
    word, kind = ("Open", "progress") if both else ("Not yet", "plain")
    return [
        Step("Read your file", file, "What your side holds on the family", "lesson", *read),
        *rounds,
        Step("See both sides", both, "What they knew, and what neither of you knew", "people", word, kind),
    ]


def _round_step(sitting: Sitting, round: Round) -> Step:
    word, kind = ("Not yet", "plain")
    if round in sitting.made:
        word, kind = ("Chosen", "done")
    elif round == sitting.next_round:
        word, kind = ("Next", "progress")
    url = None if word == "Not yet" else reverse("two_sides_round", args=[sitting.pk, round.value])
    return Step(round.title, url, HINTS[round], "question", word, kind)
