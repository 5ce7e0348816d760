"""A list of staff, or of what they completed elsewhere, on its way in; and what is kept of it afterwards (docs/adr/0040)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from learning.people.organisations import Organisation

NAME_CHARS = 200


class Kind(models.TextChoices):
    STAFF = "staff", "Staff list"
    COMPLETIONS = "completions", "Past completions"


class Outcome(models.TextChoices):
    """What a list would do, and did, in the order in which it is shown."""

    ERROR = "error", "To put right"
    ADDED = "added", "Added"
    CHANGED = "changed", "Changed"
    ENDED = "ended", "Ended"
    ABSENT = "absent", "Absent"
    RETURNED = "returned", "Returned"
    UNCHANGED = "unchanged", "The same as now"


class StaffListQuerySet(models.QuerySet):
    def waiting(self):
        """Neither accepted nor gone."""
        return self.exclude(state=StaffList.State.ACCEPTED)

    def latest_first(self):
        return self.order_by("-brought_at", "-pk")


class StaffList(models.Model):
    """One row for each list that someone brought, and how far it is. One that is not accepted is deleted again."""

    class State(models.TextChoices):
        BROUGHT = "brought", "Say what its columns are"
        COMPARING = "comparing", "Being compared"
        COMPARED = "compared", "Compared: read what it would do"
        UNREADABLE = "unreadable", "Could not be read"
        ACCEPTING = "accepting", "Being saved"
        ACCEPTED = "accepted", "Accepted"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="staff_lists")
    kind = models.CharField(max_length=20, choices=Kind)
    state = models.CharField(max_length=20, choices=State, default=State.BROUGHT)
    name = models.CharField(max_length=NAME_CHARS, blank=True, help_text="Of the file.")
    sha256 = models.CharField(max_length=64)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    brought_at = models.DateTimeField()
    as_at = models.DateField(help_text="The day that it tells of. Whoever is missing left on the day before.")
    columns = models.JSONField(default=dict, help_text="Number of the column by field.")
    is_everyone = models.BooleanField(default=False)
    reason = models.CharField(max_length=300, blank=True, help_text="Why past completions are accepted.")
    rows_read = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict, help_text="Lines by outcome.")
    digest = models.CharField(max_length=64, blank=True, help_text="Of the difference that was shown.")
    posts_before = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=1000, blank=True)
    tries = models.PositiveIntegerField(default=0, help_text="How often the worker was asked.")

    objects = StaffListQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.organisation}, {self.as_at}"

    def count(self, outcome: str) -> int:
        return self.counts.get(outcome, 0)


class ListContent(models.Model):
    """One row for each list that waits: the file itself. It goes when the list is accepted or discarded."""

    staff_list = models.OneToOneField(StaffList, on_delete=models.CASCADE, related_name="content")
    data = models.BinaryField()

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"The file of {self.staff_list}"


class ListLine(models.Model):
    """One row for each thing that a waiting list would do, and for each error in it. It goes with the file."""

    staff_list = models.ForeignKey(StaffList, on_delete=models.CASCADE, related_name="lines")
    outcome = models.CharField(max_length=20, choices=Outcome)
    position = models.PositiveIntegerField()
    row = models.PositiveIntegerField(null=True, help_text="Of the file; empty for who is not in it.")
    who = models.CharField(max_length=300, blank=True)
    details = models.JSONField(default=list)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_line_of_a_list_has_its_place", fields=["staff_list", "outcome", "position"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}, row {self.row}"


class ListMapping(models.Model):
    """One row for each kind of list of an organisation: what its headings and its words mean, as was said last."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="list_mappings")
    kind = models.CharField(max_length=20, choices=Kind)
    headings = models.JSONField(default=dict, help_text="Heading of the column by field.")
    words = models.JSONField(default=dict, help_text="For each field, our code by their word.")

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="an_organisation_has_one_mapping_for_each_kind_of_list", fields=["organisation", "kind"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.organisation}"


class AcceptedList(models.Model):
    """One row for each list that was accepted: by whom, when, of which file, and how much it did. It never changes."""

    staff_list = models.OneToOneField(StaffList, on_delete=models.PROTECT, related_name="accepted")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="accepted_lists")
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    accepted_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    ended = models.PositiveIntegerField()
    absent = models.PositiveIntegerField()
    returned = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [models.Index(fields=["organisation", "accepted_at"], name="accepted_lists_by_day")]
        constraints = [
            models.CheckConstraint(
                name="an_accepted_list_names_its_file", condition=~Q(sha256="") & ~Q(digest="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.accepted_at:%Y-%m-%d}"
