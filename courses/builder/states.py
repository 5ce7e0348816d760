"""How a page stands, in a word."""

from django.db import models
from wagtail.models import Page


class State(models.TextChoices):
    """What a trainer needs to know of a page before they touch it. A page in review says so whatever else it is."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    LIVE = "live", "Live"
    CHANGED = "changed", "Live, changed since"
    TAKEN_DOWN = "taken_down", "Taken down"


def state_of(page: Page) -> State:
    """Of a page with its workflow states prefetched; no query."""
    if page.workflow_in_progress:
        return State.IN_REVIEW
    if page.live:
        return State.CHANGED if page.has_unpublished_changes else State.LIVE
    return State.TAKEN_DOWN if page.first_published_at else State.DRAFT


def is_locked_for(page: Page, person) -> bool:
    """Whether someone else holds the page. What a review locks is shown by its state."""
    return page.locked and page.locked_by_id != person.pk
