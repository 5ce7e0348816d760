"""Where something that pages choose from, such as a source, stands: what learners see, and what is in drafts.

Wagtail's index of references knows what blocks and foreign keys name in a page as it is saved, and not what a
many-to-many field does: that is asked of its table. What a page's latest draft says is read from the draft.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page, ReferenceIndex


class Sight(models.TextChoices):
    """Who meets it on a page."""

    LIVE = "live", "Live"
    CHANGED = "changed", "Only in changes that are not published yet"
    DRAFT = "draft", "Draft"


@dataclass(frozen=True)
class Use:
    """One page that a row stands on."""

    page: Page
    sight: Sight


def pages_by_row(model: type[models.Model]) -> dict[int, dict[int, bool]]:
    """The pages on which each row of a model stands, by the row's key: page key, and whether in the page's own
    row and not only in its draft. The same few queries, however many rows and pages.
    """
    found: dict[int, dict[int, bool]] = defaultdict(dict)
    replaced = set()  # pages that nobody sees as they are saved: the draft alone counts
    for page, is_live, content_type, content in _drafts():
        kind = ContentType.objects.get_for_id(content_type).model_class()
        for key in chosen_in_content(kind, content, model):
            found[key][page] = False
        if not is_live:
            replaced.add(page)
    for key, page in _saved(model):
        if page not in replaced:
            found[key][page] = True
    return found


def uses_of(row: models.Model) -> list[Use]:
    """Every page that a row stands on, by title."""
    is_saved = pages_by_row(type(row)).get(row.pk, {})
    pages = Page.objects.filter(pk__in=is_saved).order_by("title", "pk")
    return [Use(page, _sight(page, is_saved=is_saved[page.pk])) for page in pages]


def _sight(page: Page, *, is_saved: bool) -> Sight:
    if not page.live:
        return Sight.DRAFT
    return Sight.LIVE if is_saved else Sight.CHANGED


def _drafts():
    drafts = Page.objects.filter(has_unpublished_changes=True, latest_revision__isnull=False)
    return drafts.order_by("pk").values_list("pk", "live", "content_type", "latest_revision__content")


def _saved(model: type[models.Model]) -> Iterator[tuple[int, int]]:
    """Pairs of row and page, as pages are saved."""
    yield from _indexed(model)
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.many_to_many and relation.auto_created and issubclass(relation.related_model, Page):
            field = relation.field
            yield from relation.through.objects.values_list(
                field.m2m_reverse_field_name(), field.m2m_field_name()
            )


def _indexed(model: type[models.Model]) -> Iterator[tuple[int, int]]:
    types = ContentType.objects.get_for_models(Page, model)
    references = ReferenceIndex.objects.filter(
        base_content_type=types[Page], to_content_type=types[model]
    ).values_list("to_object_id", "object_id")
    return ((int(key), int(page)) for key, page in references)


def chosen_in_content(kind: type[Page], content: dict, model: type[models.Model]) -> set[int]:
    """The keys of the rows of a model that a draft's content names, read as it is kept: no query."""
    found: set[int] = set()
    for field in kind._meta.get_fields():
        value = content.get(field.name)
        if not value:
            continue
        if isinstance(field, StreamField):
            raw = json.loads(value) if isinstance(value, str) else value
            found.update(_chosen_in_block(field.stream_block, raw, model))
        elif isinstance(field, models.ManyToManyField) and field.related_model is model:
            found.update(value)
        elif isinstance(field, models.ForeignKey) and field.related_model is model:
            found.add(value)
    return found


def _chosen_in_block(block: blocks.Block, value, model: type[models.Model]) -> Iterator[int]:
    """The same inside one block's value, in the form in which it is stored."""
    if not value:
        return
    if isinstance(block, blocks.ChooserBlock):
        if block.model_class is model and isinstance(value, int):
            yield value
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _chosen_in_block(child, value.get(name), model)
    elif isinstance(block, blocks.ListBlock):
        for item in value:
            yield from _chosen_in_block(block.child_block, item_value(item), model)
    elif isinstance(block, blocks.StreamBlock):
        for item in value:
            if child := block.child_blocks.get(item["type"]):
                yield from _chosen_in_block(child, item["value"], model)


def item_value(item):
    """What a list's item holds: items are kept with an id each, and in content given as plain data they stand alone."""
    return item["value"] if isinstance(item, dict) and item.get("type") == "item" else item
