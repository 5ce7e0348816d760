"""What each page of a sitting shows. Reads, and writes nothing."""

import datetime

from django.http import Http404
from django.urls import reverse

from casestudies.two_sides.company import Company, company_of, other_moves
from casestudies.two_sides.files import Choice, File, Round, file_of, other_side
from casestudies.two_sides.front import steps_of
from casestudies.two_sides.sittings import Sitting
from learning.records.models import Note
from learning.records.pages import neighbours

NOTE = "two_sides"
NAMES = {round.value: round for round in Round}


def round_named(name: str) -> Round:
    if name not in NAMES:
        raise Http404
    return NAMES[name]


def of_file(sitting: Sitting, *, at: datetime.datetime) -> dict:
    """The learner's own file, and where to go on."""
    return _round_it(sitting, at) | {"step": 1, "onward": _onward(sitting)}


def of_round(sitting: Sitting, round: Round, form, *, at: datetime.datetime) -> dict:
    """What may be chosen, with the file beside it."""
    return _round_it(sitting, at) | {"step": round.number + 1, "round": round, "form": form}


def of_made(sitting: Sitting, round: Round, *, at: datetime.datetime) -> dict:
    """What was chosen in a round and what came of it, and what the other side chose, as far as that may be seen."""
    context = _round_it(sitting, at)
    return context | {
        "step": round.number + 1,
        "round": round,
        "onward": _onward(sitting),
        **_chosen(context["own"], sitting, round),
        "move": other_moves(sitting, context["company"], context["theirs"])[round],
    }


def of_both(sitting: Sitting, page, *, at: datetime.datetime) -> dict:
    """Both files and every choice. The sitting has all its moves."""
    context = _round_it(sitting, at)
    moves = other_moves(sitting, context["company"], context["theirs"])
    case = context["case"]
    enrolment = page.enrolment_of(sitting.learner)
    return context | {
        "step": len(Round) + 2,
        "rounds": [
            {"round": round, "move": moves[round], **_chosen(context["own"], sitting, round)}
            for round in Round
        ],
        "is_alone": not any(move.is_colleague or move.waiting for move in moves.values()),
        "unknowns": [child.value for child in case.neither_knew],
        "sources": list(case.sources.all()),
        "neighbours": neighbours(page),
        "is_completed": bool(enrolment and enrolment.activity_is_completed),
        "is_finished": sitting.finished_at is not None,
    }


def whereabouts(sitting: Sitting) -> str:
    """Where somebody goes back to in a sitting: its file, or both sides once all is chosen."""
    name = "two_sides_file" if sitting.next_round else "two_sides_both"
    return reverse(name, args=[sitting.pk])


def note_of(sitting: Sitting) -> str:
    """The learner's own words about a case, in whichever sitting they wrote them."""
    notes = Note.objects.filter(learner=sitting.learner_id, activity=sitting.page_id, field=NOTE)
    return notes.order_by("pk").values_list("text", flat=True).first() or ""


def _round_it(sitting: Sitting, at: datetime.datetime) -> dict:
    """What every page of a sitting has. `case` is the page as it was when the sitting began."""
    case = sitting.case()
    company: Company = company_of(sitting, at=at)
    return {
        "sitting": sitting,
        "page": sitting.page,
        "case": case,
        "own": file_of(case, sitting.side),
        "theirs": file_of(case, other_side(sitting.side)),
        "company": company,
        "steps": len(steps_of(sitting)),
    }


def _chosen(own: File, sitting: Sitting, round: Round) -> dict[str, list[Choice]]:
    """The choices of a round, those made apart from those left."""
    ids = sitting.made[round].chosen
    return {
        "chosen": own.chosen(round, ids),
        "left": [choice for choice in own.choices[round] if choice.id not in ids],
    }


def _onward(sitting: Sitting) -> dict[str, str]:
    """Where to go from here: to what is chosen next, or to both sides."""
    if following := sitting.next_round:
        return {
            "url": reverse("two_sides_round", args=[sitting.pk, following.value]),
            "words": f"Next: {following.title.lower()}",
        }
    return {"url": reverse("two_sides_both", args=[sitting.pk]), "words": "See both sides"}
