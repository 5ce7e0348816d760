"""Who works together: partnership, areas, organisations and their teams."""

import datetime

from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from learning.people.nations import each
from learning.people.roles import Role
from learning.people.sides import Side


class Partnership(models.Model):
    """One row for each safeguarding partnership: the body that brings the organisations together."""

    code = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Area(models.Model):
    """One row for each place that services are organised by."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="areas")
    code = models.SlugField(max_length=20)
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="area_code_is_unique_in_its_partnership", fields=["partnership", "code"]
            )
        ]

    def __str__(self) -> str:
        return self.name


def answered_for_by(person, role: Role, *, on: datetime.date) -> Q:
    """What someone answers for in a role on a day."""
    in_force = Q(responsibilities__ends_on=None) | Q(responsibilities__ends_on__gte=on)
    return in_force & Q(responsibilities__person=person.pk, responsibilities__role=role)


class OrganisationQuerySet(models.QuerySet):
    def led_by(self, person, *, on: datetime.date):
        """Those that someone is workforce lead of on a day."""
        return self.filter(answered_for_by(person, Role.WORKFORCE_LEAD, on=on)).distinct()

    def staffed_by(self, person, *, on: datetime.date):
        """Those that someone may bring people into on a day: every one for an administrator, else those they lead."""
        return self.all() if person.is_administrator else self.led_by(person, on=on)

    def in_order(self):
        return self.order_by("name", "pk")


class Organisation(models.Model):
    """One row for each employer."""

    class Kind(models.TextChoices):
        LOCAL_AUTHORITY = "local_authority", "Local authority"
        NHS_TRUST = "nhs_trust", "NHS trust"
        CHARITY = "charity", "Charity"
        OTHER = "other", "Other"

    partnership = models.ForeignKey(
        Partnership, null=True, blank=True, on_delete=models.PROTECT, related_name="organisations"
    )
    code = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.OTHER)
    side = models.CharField(
        max_length=20,
        choices=Side,
        default=Side.WHOLE_FAMILY,
        help_text="What a new post here starts with when its staff group does not say.",
    )
    nation = models.CharField(
        max_length=20,
        choices=each,
        blank=True,
        help_text="Whose telephone numbers its people are shown first. Empty: they choose.",
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class TeamQuerySet(MP_NodeQuerySet):
    def within(self, team: "Team"):
        """The team and every team below it."""
        return self.filter(organisation=team.organisation_id, path__startswith=team.path)

    def managed_by(self, person, *, on: datetime.date):
        """The teams that someone is line manager of on a day, and every team below them. Of their organisations alone: of sixty
        thousand teams it is not asked one by one.
        """
        own = Team.objects.filter(answered_for_by(person, Role.LINE_MANAGER, on=on))
        managed = (
            own.filter(organisation=OuterRef("organisation"))
            .annotate(path_of_team=ExpressionWrapper(OuterRef("path"), output_field=models.CharField()))
            .filter(path_of_team__startswith=F("path"))
        )
        return self.filter(Exists(managed), organisation__in=own.order_by().values("organisation"))


class TeamManager(MP_NodeManager.from_queryset(TeamQuerySet)):
    def get_queryset(self):
        """In the order of the tree, as treebeard has it."""
        return TeamQuerySet(self.model, using=self._db).order_by("path")


class Team(MP_Node):
    """One row for each team. Teams form a tree within an organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="teams")
    area = models.ForeignKey(
        Area,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="teams",
        help_text="Leave empty for a team that covers every area.",
    )
    code = models.SlugField(max_length=30)
    name = models.CharField(max_length=200)

    objects = TeamManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="team_code_is_unique_in_its_organisation", fields=["organisation", "code"]
            )
        ]

    def __str__(self) -> str:
        return self.name
