"""Where someone has agreed that a film of them is shown."""

from django.db import models


class Scope(models.TextChoices):
    """Each takes in those above it. The first is for one course alone; only the last is for pages that need no account."""

    THIS_COURSE = "this_course", "One course, for the staff who take it"
    STAFF = "staff", "Staff, in any course"
    STAFF_AND_FAMILIES = "staff_and_families", "Staff, and families to whom staff show it"
    PUBLIC_WEB = "public_web", "Anyone, on the open web"

    @classmethod
    def covering(cls, to: "Scope") -> list["Scope"]:
        """The scopes under which a film may be shown to some people: theirs, and any wider."""
        members = list(cls)
        return members[members.index(cls(to)) :]
