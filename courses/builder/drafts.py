"""Pages as their authors left them: the latest revision of each, read together.

`revision.as_object()` asks about every page by itself, several times over; a course of forty parts would take some two
hundred queries. Here the number of queries depends on the kinds of page alone.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Model
from modelcluster.models import get_all_child_m2m_relations
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from learning.site.blocks import sources_in
from learning.site.sources import fill

# What belongs to the page and not to a revision of it; Page.with_content_json keeps the same.
OF_THE_PAGE = [
    *("pk", "path", "depth", "numchild", "url_path", "content_type_id", "draft_title", "locale_id"),
    *(
        "live",
        "has_unpublished_changes",
        "owner_id",
        "locked",
        "locked_by_id",
        "locked_at",
        "latest_revision_id",
    ),
    *("latest_revision_created_at", "first_published_at", "live_revision_id", "translation_key"),
]

Related = dict[type[Model], dict[int, Model]]


def drafts_of(pages: Iterable[Page]) -> list[Page]:
    """Specific pages, each as its latest revision has it; one that has no revision is given back as it is."""
    pages = list(pages)
    revisions = Revision.objects.in_bulk(
        [page.latest_revision_id for page in pages if page.latest_revision_id]
    )
    contents = {
        page.pk: revisions[page.latest_revision_id].content for page in pages if page.latest_revision_id
    }
    related = _related(pages, contents)
    drafts = [_draft(page, contents[page.pk], related) if page.pk in contents else page for page in pages]
    _read_streams(drafts)
    return drafts


def _related(pages: list[Page], contents: dict[int, dict]) -> Related:
    """What the pages point to through their many-to-many fields. One query for each kind of thing."""
    wanted = defaultdict(set)
    for page in pages:
        for field in get_all_child_m2m_relations(type(page)):
            wanted[field.related_model].update(contents.get(page.pk, {}).get(field.name, []))
    return {model: model._default_manager.in_bulk(keys) for model, keys in wanted.items()}


def _draft(page: Page, content: dict, related: Related) -> Page:
    fields = get_all_child_m2m_relations(type(page))
    plain = {name: value for name, value in content.items() if name not in {field.name for field in fields}}
    draft = type(page).from_serializable_data(plain, check_fks=False)
    for name in OF_THE_PAGE:
        setattr(draft, name, getattr(page, name))
    for field in fields:
        found = related[field.related_model]
        setattr(draft, field.name, [found[key] for key in content.get(field.name, []) if key in found])
    return draft


def _read_streams(pages: list[Page]) -> None:
    """Read what blocks choose, pictures, pages, staff groups and sources, for all pages of a kind together."""
    by_kind = defaultdict(list)
    for page in pages:
        by_kind[type(page)].append(page)
    streams = [stream for kind, alike in by_kind.items() for stream in _streams(kind, alike)]
    fill(source for stream in streams for source in sources_in(stream))


def _streams(kind: type[Page], pages: list[Page]) -> list:
    found = []
    for field in kind._meta.get_fields():
        if isinstance(field, StreamField):
            raw = [list(getattr(page, field.name).raw_data) for page in pages]
            streams = field.stream_block.bulk_to_python(raw)
            for page, stream in zip(pages, streams, strict=True):
                setattr(page, field.name, stream)
            found += streams
    return found
