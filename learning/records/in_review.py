"""What is in review: pages in an open workflow, and so what is below them."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, WorkflowState


def paths_in_review() -> list[str]:
    """The tree paths of pages that someone is reviewing, or that wait for the changes a reviewer asked for."""
    kind = ContentType.objects.get_for_model(Page)
    states = WorkflowState.objects.active().filter(base_content_type=kind).values_list("object_id", flat=True)
    return list(Page.objects.filter(pk__in=[int(pk) for pk in states]).values_list("path", flat=True))


def paths_above(paths: list[str]) -> set[str]:
    """The paths of everything that pages at some paths are, or are part of."""
    step = Page.steplen
    return {path[:end] for path in paths for end in range(step, len(path) + 1, step)}
