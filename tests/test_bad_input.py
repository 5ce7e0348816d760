"""What trainers send by mistake: pages of Word, huge pictures, signs that nobody sees. Words are kept, nothing falls over."""

import html
import json
import re
import struct
import zlib
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.images import get_image_model
from wagtail.models import Page

from courses.blocks import HEADED
from courses.models import LessonPage
from tests import editor
from tests.casestudies import factories as cases
from tests.quizzes import factories as quizzes

# What Chromium sent after a page of Word was pasted into a paragraph: Mso classes and styles, o:p, smart tags, a table,
# a fifth heading, underlining, a picture of a local disk, a link to a script. The editor itself makes words of these.
PASTED = (Path(__file__).parent / "content" / "pasted_from_word.json").read_text()


def png(width: int, height: int, *, padding: int = 0) -> bytes:
    """The start of a picture of any size, and as many bytes after it as are asked for."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    size = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    ends = chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + ends + bytes(padding)


@pytest.fixture
def lesson(home) -> LessonPage:
    cases.plant_course(home)
    return LessonPage.objects.get()


def draft(page: Page) -> Page:
    return Page.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_a_page_pasted_from_word_keeps_its_words_and_allowed_marks_and_nothing_else(
    lesson, administrator, administrator_client
):
    block = LessonPage._meta.get_field("body").stream_block.child_blocks["paragraph"]
    data = editor.sent(lesson, administrator) | editor.rows("body", [("paragraph", block)], "")
    data |= {"body-0-value-html": PASTED, "body-0-value-sources-count": "0", "action-publish": "Publish"}
    url = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    assert administrator_client.post(url, data).status_code == 302
    kept = re.sub(r' data-block-key="\w+"', "", LessonPage.objects.get().body[0].value["html"].source)
    assert kept == (
        "<h2>Who is at home</h2><p><b>Ask</b> everybody in Northmoor underlined</p><p>Fifth heading</p>"
        "<ul><li>Grandparents</li></ul><p>Parents</p><p>Children</p><ul><li>Neighbours</li></ul>"
        '<p>Quoted words</p><p>Code words</p><p>Here and <a href="https://example.org/">there</a>  </p>'
        "<p>Café naïve – end</p>"
    )


def test_a_block_that_the_editor_did_not_make_leaves_only_what_is_allowed():
    """A forged one: a script for an address, a style and a picture that the paragraph does not have."""
    forged = json.loads(PASTED)
    forged["entityMap"]["0"]["data"]["url"] = "javascript:alert(1)"
    forged["blocks"][0]["inlineStyleRanges"] = [{"offset": 0, "length": 3, "style": "color:red"}]
    forged["blocks"][1]["text"] = "<script>alert(1)</script>"
    kept = ContentstateConverter(HEADED).to_database_format(json.dumps(forged))
    assert [junk for junk in ("javascript", "color", "<script") if junk in kept] == []


@pytest.mark.parametrize("field", ["title", "introduction"])
def test_a_nul_character_is_refused_in_words(field, lesson, administrator, administrator_client):
    data = editor.sent(lesson, administrator) | {field: "Who\x00le"}
    response = administrator_client.post(reverse("wagtailadmin_pages:edit", args=[lesson.pk]), data)
    assert response.status_code == 200
    assert "Null characters are not allowed." in html.unescape(response.content.decode())
    assert "\x00" not in draft(lesson).title


@pytest.mark.parametrize("kind", ["paragraph", "warning", "activity"])
def test_a_nul_character_in_a_block_is_refused_in_words_even_in_a_draft(
    kind, lesson, administrator, administrator_client
):
    block = LessonPage._meta.get_field("body").stream_block.child_blocks[kind]
    data = editor.sent(lesson, administrator) | editor.rows("body", [(kind, block)], "x\x00y")
    response = administrator_client.post(reverse("wagtailadmin_pages:edit", args=[lesson.pk]), data)
    assert response.status_code == 200
    assert "Null characters are not allowed." in html.unescape(response.content.decode())


def test_a_block_of_a_kind_or_shape_that_is_not_known_is_passed_over(lesson, administrator_client):
    """As content from an older version of the site may hold it."""
    lesson.body = json.dumps(
        [
            {"type": "gone", "value": {"html": "<p>x</p>"}},
            {"type": "paragraph", "value": {"html": "<p>Kept words</p>", "gone": 5}},
            {"type": "activity", "value": {}},
            {"type": "scenario", "value": {"options": []}},
        ]
    )
    lesson.save_revision()
    for name in ("view_draft", "edit"):
        page = administrator_client.get(reverse(f"wagtailadmin_pages:{name}", args=[lesson.pk]))
        assert page.status_code == 200
        assert "Kept words" in page.content.decode()


def upload(client, content: bytes, name: str = "x.png"):
    file = SimpleUploadedFile(name, content, content_type="image/png")
    return client.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "At home", "files[]": file, "collection": "1"},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (png(10, 10, padding=30 * 2**20), "This file is too big (30.0 MB). Maximum filesize 10.0 MB."),
        (png(12_000, 12_000), "This file has too many pixels"),
        (png(60_000, 60_000), "This file has too many pixels"),
        (b"no picture at all", "Upload a valid image."),
    ],
    ids=["30 MB", "144 million pixels", "a bomb", "no picture"],
)
def test_a_picture_that_is_too_large_is_refused_in_words_and_nothing_is_kept(
    content, said, administrator_client, home
):
    answer = upload(administrator_client, content).json()
    assert answer["success"] is False
    assert said in html.unescape(answer["error_message"]).replace("\xa0", " ")
    assert get_image_model().objects.count() == 0


def test_two_trainers_on_one_quiz_lose_nothing_the_second_is_told(home, administrator, administrator_client):
    """Autosave stops before it overwrites what someone else saved meanwhile."""
    quiz = quizzes.plant_quiz(cases.plant_course(home))
    opened = quiz.latest_revision
    theirs = draft(quiz)
    theirs.introduction = "Theirs"
    theirs.save_revision()
    stale = {"loaded_revision_id": opened.pk, "loaded_revision_created_at": opened.created_at.isoformat()}
    url = reverse("wagtailadmin_pages:edit", args=[quiz.pk])
    data = editor.sent(quiz, administrator) | stale | {"introduction": "Mine"}
    response = administrator_client.post(url, data, headers={"Accept": "application/json"})
    assert (response.status_code, response.json()["error_code"]) == (400, "invalid_revision")
    assert draft(quiz).introduction == "Theirs"
