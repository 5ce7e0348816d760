"""Who decides what in Northmoor: a situation, with the services of the area that it names."""

import datetime

EVERYWHERE = "both"
WORDS = ("situation", "who_decides", "who_must_be_told", "how_to_disagree")


class Services:
    """The local services and decisions, as plain data."""

    def __init__(self, rules: dict, areas: dict[str, str], partnership: str):
        self.rows = rules["decisions"]
        self.cards = {service["code"]: service for service in rules["services"]}
        self.areas = areas | {EVERYWHERE: partnership}

    def decisions(self, situation: str, today: datetime.date) -> list[dict]:
        """Every row for a situation: one, or one for each area where they differ."""
        rows = [row for row in self.rows if row["situation"].rstrip(".") == situation.rstrip(".")]
        if not rows:
            raise LookupError(f"No decision in services.yaml for: {situation}")
        return [self._decision(row, today) for row in rows]

    def _decision(self, row: dict, today: datetime.date) -> dict:
        words = {name: row[name] for name in WORDS}
        cards = [self._card(self.cards[code], today) for code in row["services"]]
        return words | {"area": self.areas[row["area"]], "services": cards}

    def _card(self, service: dict, today: datetime.date) -> dict:
        names = ("name", "who_can_refer", "phone", "hours", "decides", "does_not_decide", "side")
        checked_on = today + datetime.timedelta(days=service["checked_on_days"])
        return {name: service[name] for name in names} | {
            "advice": service["consultation_note"],
            "checked_on": checked_on.isoformat(),
        }
