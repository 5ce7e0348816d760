"""Who decides what: a situation, and what each area says of it."""

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable
from wagtail.search import index

from learning.site.services import Covering, LocalService


class Situation(index.Indexed, models.Model):
    """One row for each situation in which people ask who decides. Lessons choose it; each area answers it."""

    words = models.CharField(
        "situation",
        max_length=250,
        unique=True,
        help_text="One sentence, such as: A parent is about to leave a mental health ward.",
    )
    names_gaps = models.BooleanField(
        "about a child’s own mental health",
        default=False,
        help_text="Then a line says which ages no such service takes in the area, if there are any.",
    )

    search_fields = [index.AutocompleteField("words"), index.SearchField("words")]

    class Meta:
        ordering = ["words"]

    def __str__(self) -> str:
        return self.words


class LocalDecisionQuerySet(models.QuerySet):
    def with_details(self):
        """With the place, and the services in the order that the course team gave them."""
        named = DecisionService.objects.select_related(
            "service__area", "service__partnership", "service__organisation"
        )
        return self.select_related("area", "partnership").prefetch_related(
            models.Prefetch("named_services", queryset=named.order_by("sort_order", "pk"))
        )

    def in_order(self):
        """By area; what holds everywhere comes last."""
        return self.order_by(models.F("area__name").asc(nulls_last=True), "partnership__name", "pk")


class LocalDecision(Covering, ClusterableModel):
    """One row for what an area, or a whole partnership, says of a situation."""

    situation = models.ForeignKey(Situation, on_delete=models.PROTECT, related_name="decisions")
    who_decides = models.TextField(max_length=800)
    who_must_be_told = models.TextField(max_length=800, blank=True)
    how_to_disagree = models.TextField("if you disagree", max_length=1000, blank=True)
    services = models.ManyToManyField(LocalService, through="DecisionService", related_name="decisions")

    objects = LocalDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "local decision"
        constraints = [
            *Covering.Meta.constraints,
            models.UniqueConstraint(
                name="an_area_answers_a_situation_once",
                fields=["situation", "area"],
                violation_error_message="This area has said who decides in this situation already.",
            ),
            models.UniqueConstraint(
                name="a_partnership_answers_a_situation_once",
                fields=["situation", "partnership"],
                violation_error_message="This partnership has said who decides in this situation already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.situation}: {self.place}"


class DecisionService(Orderable):
    """One row for each service that a local decision names, in the order to ring them."""

    decision = ParentalKey(LocalDecision, on_delete=models.CASCADE, related_name="named_services")
    service = models.ForeignKey(LocalService, on_delete=models.PROTECT, related_name="+")

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(
                name="a_decision_names_a_service_once",
                fields=["decision", "service"],
                violation_error_message="This service is named already.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.service)
