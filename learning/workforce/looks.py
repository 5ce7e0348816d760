"""Who looked at whose record, and who took a file away: kept, and never changed (docs/adr/0013, 0046)."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from learning.people.organisations import Organisation
from learning.workforce import scopes
from learning.workforce.reach import organisations_of

FILES = ["table", "people", "partnership", "board", "inspection", "needs"]


class LookQuerySet(models.QuerySet):
    def files(self):
        return self.exclude(what__in=[Look.What.RECORD, Look.What.LIST])

    def within(self, organisations):
        """Those through what is of some organisations."""
        return self.filter(
            models.Exists(LookedIn.objects.filter(look=models.OuterRef("pk"), organisation__in=organisations))
        )

    def latest_first(self):
        return self.order_by("-at", "-pk")


class Look(models.Model):
    """One row for each day on which someone looked at another person's record or at a staff list, and for each file they took away."""

    class What(models.TextChoices):
        RECORD = "record", "Looked at a record"
        TABLE = "table", "Took the table away"
        PEOPLE = "people", "Took a list of people away"
        PARTNERSHIP = "partnership", "Took the partnership’s table away"
        BOARD = "board", "Took a board page away"
        INSPECTION = "inspection", "Took an inspection matrix away"
        NEEDS = "needs", "Took training needs away"
        LIST = "list", "Opened a staff list"

    what = models.CharField(max_length=20, choices=What)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="looks"
    )
    on = models.DateField()
    at = models.DateTimeField(db_index=True)
    filters = models.JSONField(default=dict, help_text="What a file or list was of: keys and days, no names.")
    rows = models.PositiveIntegerField(null=True, help_text="How many lines a file or list held.")

    objects = LookQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_look_at_a_record_has_a_person_and_a_file_has_rows",
                condition=Q(what="record", person__isnull=False, rows=None)
                | Q(what__in=[*FILES, "list"], person=None, rows__isnull=False),
            ),
            models.CheckConstraint(
                name="nobody_looks_at_themselves", condition=Q(person=None) | ~Q(person=models.F("by"))
            ),
            models.UniqueConstraint(
                name="a_look_at_a_record_is_kept_once_a_day",
                fields=["by", "person", "on"],
                condition=Q(what="record"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}, {self.on}"


class LookedIn(models.Model):
    """One row for each organisation whose staff or counts somebody looked at: where its lead finds the look."""

    look = models.ForeignKey(Look, on_delete=models.PROTECT, related_name="places")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_look_is_in_an_organisation_once", fields=["organisation", "look"])
        ]

    def __str__(self) -> str:
        return f"{self.look} in {self.organisation}"


class LookReason(models.Model):
    """One row for each file too long to be taken without a reason: the words, which erasure may blank."""

    look = models.OneToOneField(Look, primary_key=True, on_delete=models.PROTECT, related_name="reason")
    text = models.CharField(max_length=300, blank=True)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.text


def record_look(*, person, by, at: datetime.datetime) -> None:
    """Keep that someone looked at another's record. See record_looks()."""
    record_looks(people=[person.pk], by=by, at=at)


def record_looks(*, people: Iterable[int], by, at: datetime.datetime) -> None:
    """Keep that someone looked at others' records, by key, and in which organisations they see them: the first time on a day,
    and their own never. Opened again, nothing is written. As many queries for one as for many.
    """
    people = set(people) - {by.pk}
    on = timezone.localdate(at)
    seen = scopes.posts_named(by, today=on).filter(person__in=people)
    here = _by_person(seen.order_by().values_list("person", "organisation"))
    looks = Look.objects.filter(what=Look.What.RECORD, by=by, person__in=people, on=on).order_by()
    kept = _by_person(looks.values_list("person", "places__organisation"))
    new = [person for person in sorted(people) if person not in kept or here[person] - kept[person]]
    if not new:
        return
    with transaction.atomic():
        rows = [Look(what=Look.What.RECORD, by=by, person_id=person, on=on, at=at) for person in new]
        Look.objects.bulk_create(rows, ignore_conflicts=True)
        _place(
            {look: here[person] for look, person in looks.filter(person__in=new).values_list("pk", "person")}
        )


def _by_person(rows: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    found = defaultdict(set)
    for person, organisation in rows:
        found[person].add(organisation)
    return found


def record_list(*, staff_list, rows: int, by, at: datetime.datetime) -> None:
    """Keep that someone opened a staff list of so many lines: the first time on a day."""
    on = timezone.localdate(at)
    facts = {"what": Look.What.LIST, "by": by, "on": on, "filters": {"list": staff_list.pk}}
    if Look.objects.filter(**facts).exists():
        return
    with transaction.atomic():
        look = Look.objects.create(**facts, at=at, rows=rows)
        _place({look.pk: {staff_list.organisation_id}})


@transaction.atomic
def record_export(*, what: Look.What, filters: dict, rows: int, by, at: datetime.datetime) -> Look:
    """Keep that someone took a file away, what it was of, and how much. Files go by sharing/taking.py, which asks this."""
    on = timezone.localdate(at)
    look = Look.objects.create(what=what, by=by, on=on, at=at, filters=filters, rows=rows)
    _place({look.pk: _organisations(what, filters, by, on)})
    return look


def _organisations(what: Look.What, filters: dict, by, on: datetime.date) -> set[int]:
    """Whose staff, counts or rules a file may hold, by what it was of."""
    if what == Look.What.NEEDS:
        return {filters["organisation"]}
    if what == Look.What.PARTNERSHIP:
        found = scopes.organisations_shared(by, today=on)
    else:
        found = organisations_of(by, today=on)
    if organisation := filters.get("organisation"):
        found = found.filter(pk=organisation)
    if team := filters.get("team"):
        found = found.filter(teams=team)
    return set(found.order_by().values_list("pk", flat=True))


def _place(places: dict[int, set[int]]) -> None:
    """Organisations by the key of a look."""
    LookedIn.objects.bulk_create(
        [
            LookedIn(look_id=look, organisation_id=pk)
            for look, found in places.items()
            for pk in sorted(found)
        ],
        ignore_conflicts=True,
    )
