"""What Northmoor's organisations let the partnership see, by the same writer as a lead's form."""

import datetime

from courses.demo.past import moment
from learning.people.organisations import Organisation
from learning.people.users import User
from learning.workforce.sharing import agreeing

DAY = datetime.timedelta(days=1)


def write_sharing(rules: dict, users: dict[str, User], *, today: datetime.date) -> None:
    """Each agreement of sharing.yaml, written on its first day."""
    organisations = {each.code: each for each in Organisation.objects.all()}
    for rule in rules["agreements"]:
        first = today + rule["starts_in_days"] * DAY
        agreeing.agree(
            organisation=organisations[rule["organisation"].lower()],
            reference=rule["reference"],
            starts_on=first,
            ends_on=today + rule["ends_in_days"] * DAY,
            by=users[rule["by"]],
            at=moment(first),
        )
