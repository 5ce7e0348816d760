"""A two-sided case with a file of each side, published, and people who go through it."""

from casestudies.models import Sitting, TwoSidedCasePage
from casestudies.two_sides import moving, pairs
from casestudies.two_sides.files import Round, file_of
from courses.models import CoursePage
from learning.people.models import PracticeGroup, User
from tests.casestudies.factories import AT, join
from tests.factories import PostFactory

TEXTS = {Round.ASK: "Question", Round.SHARE: "Fact", Round.ACT: "Action"}
KINDS = {Round.ASK: "question", Round.SHARE: "fact", Round.ACT: "action"}


def two_sided(course: CoursePage, *, count: int = 4, documents: int = 1, **fields) -> TwoSidedCasePage:
    """A live case with so many documents and choices a side. The colleague on record chose the first of each."""
    values = {
        "title": "The Brook family",
        "minutes": 10,
        "introduction": "A father, a mother, a boy of eleven and a baby.",
        "content_note": "A father with depression.",
        "most_questions": 2,
        "most_facts": 2,
        "most_actions": 2,
        "neither_knew": [("unknown", {"text": "Who gets up at night.", "where": "Asking the boy."})],
        "debrief": "<p>Ask who gets up.</p>",
        "discussion_for_trainers": "For trainers alone.",
        "live": False,
    }
    for side in ("adult", "children"):
        values |= _file(side, count, documents)
    module = course.get_children().order_by("path")[0].specific
    page = module.add_child(instance=TwoSidedCasePage(**(values | fields)))
    page.save_revision().publish()
    return TwoSidedCasePage.objects.get(pk=page.pk)


def _file(side: str, count: int, documents: int) -> dict:
    paper = {
        "kind": "visit",
        "title": f"Visit {side}",
        "when": "3 March",
        "by": "A nurse",
        "body": f"<p>Paper {side}.</p>",
    }
    streams = {f"{side}_{round.stream}": _choices(side, round, count) for round in Round}
    return streams | {
        f"{side}_service": f"Service {side}",
        f"{side}_shows": [("shown", {"label": "Dependants", "value": f"Screen {side}"})],
        f"{side}_chronology": [("entry", {"when": "1 March", "what": f"Entry {side}."})],
        f"{side}_documents": [("document", paper)] * documents,
        f"{side}_colleague": f"Colleague {side}",
        f"{side}_reasons": f"Reasons {side}.",
    }


def _choices(side: str, round: Round, count: int) -> list:
    answer = {"answer": f"Answer {side}."} if round == Round.ASK else {}
    return [
        (
            KINDS[round],
            {
                "text": f"{TEXTS[round]} {side} {number}",
                "after": f"Said of {TEXTS[round]} {side} {number}.",
                "is_recorded": number == 1,
                **answer,
            },
        )
        for number in range(1, count + 1)
    ]


def someone(course: CoursePage, group: str, name: str, **fields) -> User:
    """Someone on the course with a post in a staff group, by its code."""
    person = PostFactory(
        practice_group=PracticeGroup.objects.get(code=group), person__name=name, **fields
    ).person
    join(person, course)
    return person


def ids(page: TwoSidedCasePage, side: str, round: Round, *numbers: int) -> list[str]:
    """The ids of choices, counted from 1."""
    choices = file_of(page, side).choices[round]
    return [choices[number - 1].id for number in numbers]


def begin(page: TwoSidedCasePage, person, *, side: str = "", at=AT) -> Sitting:
    return moving.begin(learner=person, page=page, side=side, at=at)


def choose(sitting: Sitting, round: Round, *numbers: int, at=AT):
    chosen = ids(sitting.case(), sitting.side, round, *numbers)
    return moving.make_move(sitting=sitting, round=round, chosen=chosen, at=at)


def choose_all(sitting: Sitting, *numbers: int, at=AT) -> Sitting:
    """Every round, the same numbers in each."""
    for round in Round:
        choose(sitting, round, *numbers, at=at)
    return Sitting.objects.with_details().get(pk=sitting.pk)


def pair(page: TwoSidedCasePage, host, guest, *, at=AT) -> tuple[Sitting, Sitting]:
    """Two people, paired: the sittings of whoever invited and whoever joined."""
    hosted = begin(page, host, at=at)
    pairing = pairs.invite(sitting=hosted, email="", at=at)
    visited = pairs.join(token=pairs.SIGNER.sign(pairing.pk), person=guest, page=page, at=at)
    return hosted, visited
