"""Who works together: partnership, areas, organisations and their teams."""

from django.db import models
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

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
            models.UniqueConstraint(fields=["partnership", "code"], name="area_code_is_unique_in_its_partnership")
        ]

    def __str__(self) -> str:
        return self.name


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
    side = models.CharField(max_length=20, choices=Side, default=Side.WHOLE_FAMILY)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class TeamQuerySet(MP_NodeQuerySet):
    def within(self, team: "Team"):
        """The team and every team below it."""
        return self.filter(organisation=team.organisation_id, path__startswith=team.path)


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

    objects = MP_NodeManager.from_queryset(TeamQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="team_code_is_unique_in_its_organisation")
        ]

    def __str__(self) -> str:
        return self.name
