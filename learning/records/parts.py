"""The parts of courses as lists show them: every kind of activity in one query."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Length, Substr
from wagtail.models import Page, get_page_models

from learning.records.pages import Activity

OF_EVERY_PAGE = ("id", "path", "depth", "title", "url_path")


def listed(activities: QuerySet[Page]) -> list[Activity]:
    """Activities, each as a page of its own kind, with what lists of parts show of it. One query, and those of `settle`.

    That is OF_EVERY_PAGE, the listed_fields of its kind, and module_title. Anything else is read when asked for.
    """
    kinds = [model for model in get_page_models() if issubclass(model, Activity)]
    above = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen)
    module = Page.objects.filter(path=above).values("title")
    rows = activities.annotate(module_title=Subquery(module)).values(
        *OF_EVERY_PAGE, "content_type", "module_title", **_own_fields(kinds)
    )
    parts = [_page(ContentType.objects.get_for_id(row["content_type"]).model_class(), row) for row in rows]
    for kind in kinds:
        kind.settle([part for part in parts if isinstance(part, kind)])
    return parts


def _own_fields(kinds: Iterable[type[Activity]]) -> dict[str, F]:
    return {
        f"{kind._meta.model_name}_{name}": F(f"{kind._meta.model_name}__{name}")
        for kind in kinds
        for name in kind.listed_fields
    }


def _page(kind: type[Activity], row: dict) -> Activity:
    own = {name: row[f"{kind._meta.model_name}_{name}"] for name in kind.listed_fields}
    known = {name: row[name] for name in OF_EVERY_PAGE} | own | {"page_ptr_id": row["id"]}
    names = [field.attname for field in kind._meta.concrete_fields if field.attname in known]
    page = kind.from_db(None, names, [known[name] for name in names])
    page.module_title = row["module_title"]
    return page
