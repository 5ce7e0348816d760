"""Who is on the other side of a sitting, and what of their choices may be seen: never before one's own are made."""

import datetime
from dataclasses import dataclass, field

from casestudies.two_sides.files import Choice, File, Round, file_of
from casestudies.two_sides.pairs import link_of
from casestudies.two_sides.sittings import Pairing, Sitting


@dataclass(frozen=True)
class Company:
    """The other side as a sitting has it now. `other` is the colleague's sitting, also after they have parted.

    `link` is what to pass on while nobody has joined; `news` says what has become of a pair that is no more.
    """

    pairing: Pairing | None = None
    other: Sitting | None = None
    is_pair: bool = False
    link: str = ""
    news: str = ""

    @property
    def is_awaited(self) -> bool:
        """Whether somebody is invited and has not joined."""
        return bool(self.link)

    @property
    def name(self) -> str:
        return self.other.learner.name if self.other else ""


def company_of(sitting: Sitting, *, at: datetime.datetime) -> Company:
    """Three queries, two of them only where there is, or was, a colleague."""
    pairings = Pairing.objects.of(sitting).select_related("host__learner", "guest__learner")
    pairing = pairings.order_by("-pk").first()
    if pairing is None:
        return Company()
    if pairing.joined_at is None:
        return _before_joining(pairing, at)
    other = Sitting.objects.with_details().get(pk=pairing.other_than(sitting).pk)
    if pairing.ended_at is None:
        return Company(pairing=pairing, other=other, is_pair=True)
    who = "You have" if pairing.ended_by_id == sitting.pk else f"{other.learner.name} has"
    return Company(
        pairing=pairing,
        other=other,
        news=f"{who} gone on alone. What you have both shown each other stays; the rest was written by the course team.",
    )


def _before_joining(pairing: Pairing, at: datetime.datetime) -> Company:
    if pairing.is_waiting(at):
        return Company(pairing=pairing, link=link_of(pairing))
    if pairing.is_spent(at):
        return Company(
            pairing=pairing, news="Nobody took up your invitation in time, so you are going on alone."
        )
    return Company(pairing=pairing)


@dataclass(frozen=True)
class OtherMove:
    """What the other side chose in a round: who, and what; or, where it cannot be seen yet, in words why."""

    round: Round
    who: str = ""
    chosen: list[Choice] = field(default_factory=list)
    is_colleague: bool = False
    waiting: str = ""


def other_moves(sitting: Sitting, company: Company, theirs: File) -> dict[Round, OtherMove]:
    """What may be seen of the other side, by round: a round is not there until one's own is made.

    `theirs` is the other side's file as this sitting has it, with what the colleague on record chose.
    """
    colleagues = _colleagues_file(company)
    return {
        round: _other_move(round, sitting, company, theirs, colleagues)
        for round in Round
        if round in sitting.made
    }


def _colleagues_file(company: Company) -> File | None:
    """Their file as they have it: they may have begun before an edit, or after it."""
    return file_of(company.other.case(), company.other.side) if company.other else None


def _other_move(
    round: Round, sitting: Sitting, company: Company, theirs: File, colleagues: File | None
) -> OtherMove:
    if company.is_awaited:
        return OtherMove(
            round, waiting="Your colleague has not joined yet. You will see this when you have both chosen."
        )
    move = company.other.made.get(round) if company.other else None
    if move and _is_shared(company, sitting.made[round], move):
        chosen = colleagues.chosen(round, move.chosen)
        return OtherMove(round, who=company.name, chosen=chosen, is_colleague=True)
    if company.is_pair:
        return OtherMove(
            round, waiting=f"{company.name} has not chosen yet. You will get an e-mail when they have."
        )
    return OtherMove(round, who=theirs.colleague, chosen=theirs.recorded(round))


def _is_shared(company: Company, *moves) -> bool:
    """Whether both moves were made while the two went together."""
    ended_at = company.pairing.ended_at
    return ended_at is None or all(move.made_at <= ended_at for move in moves)
