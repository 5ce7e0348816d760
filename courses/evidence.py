"""What a course rests on: its own sources, and those of its lessons, case studies and questions."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, CharField, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex

from learning.site.sources import Source


def sources_of(course) -> QuerySet[Source]:
    """Every source that a live page of the course points at, by Wagtail's index of who points at what."""
    types = ContentType.objects.get_for_models(Page, Source)
    pages = Page.objects.live().descendant_of(course, inclusive=True).annotate(key=Cast("pk", CharField()))
    references = ReferenceIndex.objects.filter(
        base_content_type=types[Page], to_content_type=types[Source], object_id__in=pages.values("key")
    )
    cited = references.annotate(source=Cast("to_object_id", BigIntegerField())).values("source")
    own = course.sources.all()
    if not isinstance(own, QuerySet):  # in a preview the choice is not in the database yet
        own = [source.pk for source in own]
    return Source.objects.filter(Q(pk__in=cited) | Q(pk__in=own)).order_by("title", "pk")
