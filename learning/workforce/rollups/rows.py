"""What the worker keeps so that no page counts a hundred thousand standings: derived rows, which can be made again.

They point at people and pages without constraints: they hold nothing that is not somewhere else, and may never be the
reason why something cannot be saved or deleted.
"""

from django.db import models
from django.db.models.functions import Now

from learning.people.organisations import Organisation


def _key(to: str) -> models.ForeignKey:
    return models.ForeignKey(
        to, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )


class Rollup(models.Model):
    """One row for each organisation whose figures are kept. Whoever changes them holds this row."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(help_text="The day that the figures are of, once nothing waits.")
    is_ready = models.BooleanField(default=False, help_text="Everyone has been counted once.")
    joint = models.JSONField(
        default=list, help_text="Keys, in order, of the courses that are counted as joint."
    )

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.organisation}, {self.day}"


class Touched(models.Model):
    """One row for each fact that may change how people stand: the database's own triggers add it (triggers.py).

    Of one person in one organisation; of one person wherever they work; or, without a person, of everyone in it, who are
    looked at in the order of their keys, up to `after` so far. Gone once it is folded.
    """

    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    person = models.BigIntegerField(null=True)
    after = models.BigIntegerField(db_default=0)
    at = models.DateTimeField(db_default=Now())

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.person or 'Everyone'} in {self.organisation_id or 'every organisation'}"


class Watched(models.Model):
    """One row for each person in an organisation whose standing will change on a day by itself, if nothing is written."""

    organisation = _key("people.Organisation")
    person = models.BigIntegerField()
    changes_on = models.DateField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"], name="someone_is_watched_once_an_organisation"
            )
        ]
        indexes = [models.Index(fields=["organisation", "changes_on"], name="watched_days")]

    def __str__(self) -> str:
        return f"{self.person}, {self.changes_on}"


class KeptStandingQuerySet(models.QuerySet):
    def at(self, place):
        """Those of a place (reading.Place): an organisation, or a team of it with those below; of one side, or of all."""
        rows = self.filter(organisation=place.organisation)
        if place.team_path:
            rows = rows.filter(team_path__startswith=place.team_path)
        return rows.filter(side=place.side) if place.side else rows


class KeptStanding(models.Model):
    """One row for each post and course of an organisation whose figures are kept: how it stands, as it was counted.

    It holds all that it was counted by, so that it can be taken away again, whatever has changed since.
    """

    organisation = _key("people.Organisation")
    post = _key("people.Post")
    person = _key("people.User")
    team = models.ForeignKey(
        "people.Team",
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    team_path = models.CharField(max_length=255, blank=True)
    practice_group = _key("people.PracticeGroup")
    job_role = models.ForeignKey(
        "people.JobRole",
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    side = models.CharField(max_length=20)
    is_primary = models.BooleanField()
    course = _key("wagtailcore.Page")
    requirement = _key("workforce.Requirement")
    kind = models.CharField(max_length=20)
    target_pct = models.PositiveSmallIntegerField()
    amber_margin = models.PositiveSmallIntegerField()
    grace_counts = models.BooleanField()
    status = models.CharField(max_length=20)
    due_on = models.DateField(null=True)
    until = models.DateField(null=True)
    why = models.CharField(max_length=20, blank=True)
    within = models.PositiveSmallIntegerField(
        help_text="It lapses within so many days: 30, 60, 90; 0: later."
    )
    band = models.PositiveSmallIntegerField(
        default=0,
        help_text="The first number of days of the band of those late, with time left, or away for long.",
    )
    is_joint = models.BooleanField(default=False)
    has_begun = models.BooleanField(default=False, help_text="Of whoever has never completed it and is late.")
    is_past_return = models.BooleanField(
        default=False, help_text="Away past the day on which they were expected back."
    )

    objects = KeptStandingQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "post", "course"], name="a_standing_is_kept_once_a_post_and_course"
            )
        ]
        indexes = [models.Index(fields=["organisation", "person"], name="kept_standings_of_a_person")]

    def __str__(self) -> str:
        return f"post {self.post_id}, course {self.course_id}: {self.status}"


class RollupRow(models.Model):
    """One row for each row of a table that is kept: its numbers, by course, of one place and one staff group.

    A place is an organisation, or a team with those below it (its path in the tree); of one side, or of all. An empty
    text, and the group 0, stand for all; -1 holds numbers of days, over all groups. `numbers` is {course: {word: how many people}}, with the course "0" for people
    who are counted once over all courses; the words are those of shares.py.
    """

    organisation = _key("people.Organisation")
    team_path = models.CharField(max_length=255, blank=True)
    side = models.CharField(max_length=20, blank=True)
    group = models.BigIntegerField()
    is_required = models.BooleanField()
    numbers = models.JSONField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "team_path", "side", "group", "is_required"],
                name="a_row_of_a_table_is_kept_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.team_path or '-'} {self.side or '-'} {self.group}"
