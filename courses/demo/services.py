"""Who decides what in Northmoor: its services, and what its areas say of each situation."""

import datetime

from learning.people.organisations import Area, Organisation, Partnership
from learning.people.users import User
from learning.site.decisions import DecisionService, LocalDecision, Situation
from learning.site.services import LocalService

EVERYWHERE = "both"
AS_WRITTEN = (
    "name",
    "side",
    "kind",
    "who_can_refer",
    "age_of",
    "age_from",
    "age_to",
    "criteria_plain",
    "phone",
    "hours",
    "consultation_offered",
    "consultation_note",
    "checked_by",
)
ANSWER = ("who_decides", "who_must_be_told", "how_to_disagree")


def write_services(
    rules: dict, partnership: Partnership, *, owner: User, today: datetime.date
) -> "Situations":
    """Every service and decision of the data, as records of the partnership; return the situations."""
    areas = {area.code: area for area in partnership.areas.all()}
    organisations = {each.code: each for each in partnership.organisations.all()}
    services = {
        row["code"]: LocalService.objects.create(
            **_place(row, areas, partnership), **_service(row, organisations, today), owner=owner
        )
        for row in rules["services"]
    }
    situations = Situations()
    for row in rules["decisions"]:
        place = _place(row, areas, partnership)
        _decide(situations.of(row), row, place, [services[code] for code in row["services"]])
    return situations


def _decide(situation: Situation, row: dict, place: dict, services: list[LocalService]) -> None:
    words = {name: row[name] for name in ANSWER}
    decision = LocalDecision.objects.create(situation=situation, **place, **words)
    DecisionService.objects.bulk_create(
        DecisionService(decision=decision, service=service, sort_order=order)
        for order, service in enumerate(services)
    )


class Situations:
    """The situations written so far, found by their words; a full stop at the end makes no difference."""

    def __init__(self):
        self.rows: dict[str, Situation] = {}

    def of(self, row: dict) -> Situation:
        """The situation of a decision: made for the first, shared by those of other areas."""
        words = _plain(row["situation"])
        if words not in self.rows:
            self.rows[words] = Situation.objects.create(words=words, names_gaps=row.get("names_gaps", False))
        return self.rows[words]

    def __getitem__(self, words: str) -> Situation:
        try:
            return self.rows[_plain(words)]
        except KeyError:
            raise LookupError(f"No decision in services.yaml for: {words}") from None


def _plain(words: str) -> str:
    return words.rstrip(".")


def _place(row: dict, areas: dict[str, Area], partnership: Partnership) -> dict:
    return {"partnership": partnership} if row["area"] == EVERYWHERE else {"area": areas[row["area"]]}


def _service(row: dict, organisations: dict[str, Organisation], today: datetime.date) -> dict:
    return {name: row[name] for name in AS_WRITTEN} | {
        "organisation": organisations[row["organisation"].lower()],
        "decides": "\n".join(row["decides"]),
        "does_not_decide": "\n".join(row["does_not_decide"]),
        "checked_on": today + datetime.timedelta(days=row["checked_on_days"]),
    }
