"""Every block shows a picture of what it makes where an author chooses it."""

import pytest
from django.template.loader import get_template
from django.urls import reverse
from wagtail.blocks import Block, StreamBlock
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models

from courses.printables import PrintableBlocks


def chosen() -> dict[str, Block]:
    """Every block with a choice of others beside it: the children of streams of several kinds, at any depth."""
    found = {}
    for model in get_page_models():
        for field in model._meta.get_fields() if model is not Page else []:
            if isinstance(field, StreamField):
                streams = {f"{model.__name__}.{field.name}": field.stream_block}
                found |= several(streams)
    return found | several({"PrintableBlocks": PrintableBlocks()})


def several(streams: dict[str, StreamBlock]) -> dict[str, Block]:
    return {
        f"{name}.{child}": block
        for name, stream in streams.items()
        if len(stream.child_blocks) > 1
        for child, block in stream.child_blocks.items()
    }


@pytest.mark.parametrize(("name", "block"), sorted(chosen().items()))
def test_a_block_says_what_it_is_for_and_has_something_to_show(name, block):
    assert block.is_previewable
    assert block.get_preview_value()
    assert block.get_description()
    get_template(block.meta.template)


@pytest.mark.parametrize(("name", "block"), sorted(chosen().items()))
def test_a_preview_is_shown_in_the_learners_look_and_keeps_to_the_policy(name, block, administrator_client):
    response = administrator_client.get(
        reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}
    )
    page = response.content.decode()
    assert response.status_code == 200
    assert "css/app.css" in page
    assert "<style" not in page
    assert " style=" not in page
    words = page[page.index("<main") : page.index("</main>")]
    assert len(words.split(">")) > 4, words
