"""Importing and exporting questions in the admin: previewed, then added to the draft, and nothing published."""

import html
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from learning.site.groups import let_trainers_write_below
from quizzes.blocks import QuestionBlocks
from quizzes.files import imports
from quizzes.files.transcribed import item_of
from quizzes.interchange import own_json
from quizzes.interchange.detect import Format, read
from quizzes.interchange.questions import Kind
from quizzes.models import QuestionVersion, QuizPage
from tests.quizzes import factories
from tests.quizzes.kinds import EXAMPLES

GIFT = (
    "$CATEGORY: Asking\n\n::G1::Imported one?{=Yes#Well said ~No ####So it is}\n\n"
    "Imported two?{~%50%This ~%50%That ~%-100%Neither}\n\nbroken { here\n\nReflect {}"
)
JSON_HEAD = '{"format": "think-family-questions", "version": 1, "questions": '


@pytest.fixture
def writer(course, trainer_client):
    """A trainer who may write below the catalogue."""
    let_trainers_write_below(course.get_parent())
    return trainer_client


@pytest.fixture
def url(quiz_page):
    return reverse("import_questions", args=[quiz_page.pk])


@pytest.fixture
def out(quiz_page):
    return reverse("export_questions", args=[quiz_page.pk])


def file(data: str | bytes, name: str = "questions.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data)


def send(client, url: str, data: str | bytes, form: str = "auto"):
    return client.post(url, {"file": file(data), "format": form})


def kept(response) -> str:
    return html.unescape(re.search(r'name="kept" value="([^"]*)"', response.content.decode())[1])


def add(client, url: str, data: str | bytes, form: str = "auto"):
    """The preview, and then its button."""
    return client.post(url, {"kept": kept(send(client, url, data, form)), "add": "1"}, follow=True)


def draft(page: QuizPage) -> QuizPage:
    return Page.objects.get(pk=page.pk).get_latest_revision_as_object()


def stems(page: QuizPage) -> list[str]:
    return [block.value["stem"] for block in draft(page).questions]


def words(response) -> str:
    return " ".join(html.unescape(response.content.decode()).split())


def test_the_editor_leads_to_both(writer, quiz_page, url, out):
    page = writer.get(reverse("wagtailadmin_pages:edit", args=[quiz_page.pk])).content.decode()
    assert page.count(f'href="{url}"') == page.count(f'href="{out}"') == 2


def test_a_preview_shows_questions_problems_and_what_is_lost_and_writes_nothing(writer, quiz_page, url):
    before = Page.objects.get(pk=quiz_page.pk).revisions.count()
    page = send(writer, url, GIFT)
    said = words(page)
    assert "3 questions, as a learner meets them" in said
    assert "Line 7: There is a { without a } before the blank line." in said
    assert "Its category is not kept: the questions of a quiz have none. (3 questions)" in said
    assert html.unescape(html.unescape(page.content.decode())).count('type="radio"') == 2
    assert Page.objects.get(pk=quiz_page.pk).revisions.count() == before


def test_what_was_previewed_is_added_to_the_draft_and_nothing_is_published(writer, quiz_page, url):
    versions = QuestionVersion.objects.count()
    response = add(writer, url, GIFT)
    assert response.redirect_chain == [(reverse("wagtailadmin_pages:edit", args=[quiz_page.pk]), 302)]
    assert "3 questions added to the draft. Nothing is published yet." in words(response)
    one, two, three = list(draft(quiz_page).questions)[-3:]
    assert (one.block_type, one.value["code"], one.value["explanation"]) == ("single", "G1", "So it is")
    assert [(row["text"], row["is_right"], row["feedback"]) for row in one.value["options"]] == [
        ("Yes", True, "Well said"),
        ("No", False, ""),
    ]
    assert (two.block_type, [row["is_right"] for row in two.value["options"]]) == (
        "multiple",
        [True, True, False],
    )
    assert (three.block_type, three.value["stem"]) == ("reflection", "Reflect")
    assert QuestionVersion.objects.count() == versions


def test_adding_twice_adds_once(writer, quiz_page, url):
    add(writer, url, GIFT)
    assert "3 questions already in it, so not added again." in words(add(writer, url, GIFT))
    assert len(stems(quiz_page)) == 7


@pytest.mark.parametrize(
    ("data", "form", "said"),
    [
        ("", "auto", "The file is empty."),
        (b"\0\0\0", "auto", "The file is empty."),
        (b"x" * 30_000_000, "auto", "The file is 30.0 MB, and up to 1.5 MB can be sent."),
        ("Dear all", "auto", "This is none of GIFT, Moodle XML, Aiken and our own JSON"),
        (GIFT, "moodle-xml", "This is not whole XML"),
        (GIFT, "json", "This is no JSON"),
        ("<quiz>", "gift", "Line 1: This has no answers in { }"),
        (b"PK\x03\x04", "auto", "This is not a file of text."),
        ("Who?{T}\n\n", "nonsense", "Select a valid choice"),
        ("<!DOCTYPE q []><quiz/>", "auto", "This XML declares a document type"),
        (b"Zo\xc3\xab \x81", "auto", "Save it again as UTF-8"),
        ("Who?{=" + "x" * 501 + " ~No}", "gift", "has at most 500 characters (it has 501)"),
        (
            "Who?{" + "".join(f"~no {n}\n" for n in range(11)) + "=yes}",
            "gift",
            "The maximum number of items is 10",
        ),
        (
            "\n\n".join(f"Who {n}?{{=Yes ~No}}" for n in range(101)),
            "gift",
            "The file has 101 questions, and up to 100 can be added at once.",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(data, form, said, writer, quiz_page, url):
    page = send(writer, url, data, form)
    assert page.status_code == 200
    assert said in words(page)
    assert 'name="kept"' not in page.content.decode()
    assert len(stems(quiz_page)) == 4


def test_no_file_at_all_is_asked_for(writer, url):
    assert "Choose a file." in words(writer.post(url, {"format": "auto"}))
    assert "Choose a file." in words(writer.post(url, {"file": "words", "format": "auto"}))


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "x",
        "\0",
        "[" * 10_000,
        JSON_HEAD + "[]}",
        JSON_HEAD + '[{"kind": "single", "stem": "x"}]}',
        JSON_HEAD + "[5]}",
    ],
)
def test_a_preview_that_was_tampered_with_adds_nothing_and_says_so(sent, writer, quiz_page, url):
    response = writer.post(url, {"kept": sent, "add": "1"}, follow=True)
    assert "What was previewed did not come back whole. Choose the file again." in words(response)
    assert len(stems(quiz_page)) == 4


def test_a_quiz_that_is_full_stays_as_it_is_and_the_preview_stays_too(writer, quiz_page, url):
    page = send(writer, url, "\n\n".join(f"Who {n}?{{=Yes ~No}}" for n in range(97)))
    response = writer.post(url, {"kept": kept(page), "add": "1"})
    assert "This one has room for 96 more, and these are 97. Take some out." in words(response)
    assert "Who 96?" in kept(response)
    assert len(stems(quiz_page)) == 4


def test_words_are_words_and_never_markup(writer, quiz_page, url):
    page = send(writer, url, "[plain]<script>x</script>?{=<b>Yes</b> ~No}").content.decode()
    framed = html.unescape(re.search(r'srcdoc="([^"]*)"', page)[1])
    assert "<script>x" not in page
    assert "<script>x" not in framed
    add(writer, url, "[html]<script>x</script><img src=x onerror=y>Who?{=Yes ~No}")
    assert stems(quiz_page)[-1] == "Who?"


def test_strange_letters_come_through_and_unseen_ones_do_not(writer, quiz_page, url):
    add(writer, url, "Wh\0o\u202e \u05d0 😀?{=Yes ~No}")
    assert stems(quiz_page)[-1] == "Who א 😀?"


def test_windows_1252_is_read_and_said(writer, quiz_page, url):
    data = "Who’s Zoë?{=Yes ~No}".encode("windows-1252")
    assert "The file was read as Windows-1252" in words(send(writer, url, data))
    add(writer, url, data)
    assert stems(quiz_page)[-1] == "Who’s Zoë?"


def test_a_locked_quiz_is_left_alone_and_says_so(writer, administrator, quiz_page, url):
    sent = kept(send(writer, url, GIFT))
    QuizPage.objects.filter(pk=quiz_page.pk).update(locked=True, locked_by=administrator)
    response = writer.post(url, {"kept": sent, "add": "1"}, follow=True)
    assert "This quiz is locked, so nothing can be added to it now." in words(response)
    assert len(stems(quiz_page)) == 4


@pytest.mark.parametrize("name", ["import_questions", "export_questions"])
@pytest.mark.parametrize("who", ["learner_client", "lead_client", "trainer_client", "client"])
def test_nobody_who_may_not_edit_the_quiz_comes_in(name, who, request, quiz_page):
    client = request.getfixturevalue(who)
    address = reverse(name, args=[quiz_page.pk])
    for response in (client.get(address), client.get(f"{address}?format=json"), send(client, address, GIFT)):
        assert response.status_code in (302, 405)
        assert "Question one" not in response.content.decode()
    assert len(stems(quiz_page)) == 4


@pytest.mark.parametrize("name", ["import_questions", "export_questions"])
def test_a_page_that_is_no_quiz_is_not_found(name, writer, course):
    assert writer.get(reverse(name, args=[course.pk])).status_code == 404
    assert writer.get(reverse(name, args=[2**62])).status_code == 404


def test_the_export_page_says_what_each_format_leaves_out(writer, out):
    said = words(writer.get(out))
    assert "Moodle XML: 4 questions" in said
    assert "Aiken: 3 questions" in said
    assert "“Question four” is left out: Aiken holds only questions with one right answer" in said


@pytest.mark.parametrize("form", ["gift", "moodle-xml", "json"])
def test_what_is_exported_is_imported_as_the_same_questions(form, writer, course, quiz_page, out, trainer):
    source = factories.add_source("S9")
    asks = [
        factories.question(
            "Is {this} = ~that~?", sources=[source], situation="At home.\n\nAt noon.", code="Q01"
        ),
        factories.both("Which [two]: <b>&amp;</b>?", shuffle_options=form == "gift", level="further"),
    ]
    first = factories.plant_quiz(course, title="First", questions=asks)
    second = factories.plant_unpublished(course, title="Second", questions=[])
    response = writer.get(reverse("export_questions", args=[first.pk]), {"format": form})
    assert response["Content-Disposition"].startswith('attachment; filename="first.')
    add(writer, reverse("import_questions", args=[second.pk]), response.content)
    told = [told_of(page, without=() if form == "json" else ("sources", "level")) for page in (first, second)]
    assert told[0] == told[1]
    assert len(told[0]) == 2


def told_of(page: QuizPage, *, without: tuple[str, ...]) -> list:
    """The questions of a draft as values, without the ids of rows."""
    told = []
    for block in draft(page).questions:
        options = [dict(option) for option in block.value["options"]]
        rest = {name: block.value[name] for name in block.value if name not in ("options", *without)}
        told.append(
            (
                block.block_type,
                options,
                {name: list(held) if name in ("sources", "topics") else held for name, held in rest.items()},
            )
        )
    return told


def test_aiken_is_exported_as_far_as_it_goes(writer, out):
    response = writer.get(out, {"format": "aiken"})
    form, reading = read(response.content)
    assert (form, [item.stem for item in reading.items]) == (
        Format.AIKEN,
        ["Question one", "Question two", "Question three"],
    )


def test_a_format_that_is_none_shows_the_choice(writer, out):
    assert "Download GIFT" in words(writer.get(out, {"format": "nonsense"}))
    assert writer.post(out).status_code == 405


def test_an_empty_quiz_has_nothing_to_download(writer, course):
    empty = factories.plant_unpublished(course, title="Empty", questions=[])
    address = reverse("export_questions", args=[empty.pk])
    assert "There is nothing to download." in words(writer.get(address, {"format": "gift"}))


def test_a_half_written_question_is_named_and_left_out(writer, quiz_page, out):
    quiz_page.questions.append(("single", {"stem": "Half", "options": [factories.option("A")]}))
    quiz_page.save_revision(clean=False)
    assert "Question 5: “Half” is half-written, and is left out." in words(writer.get(out))
    assert len(json.loads(writer.get(out, {"format": "json"}).content)["questions"]) == 4


def test_pages_take_the_same_queries_for_two_questions_as_for_fifty(writer, course):
    source = factories.add_source("S1")
    counts = set()
    for many in (2, 50):
        asks = [factories.question(f"Q{n}", sources=[source]) for n in range(many)]
        first = factories.plant_quiz(course, title=f"From {many}", questions=asks)
        second = factories.plant_unpublished(course, title=f"To {many}", questions=[])
        address = reverse("import_questions", args=[second.pk])
        taken = []
        with CaptureQueriesContext(connection) as queries:
            sent = writer.get(reverse("export_questions", args=[first.pk]), {"format": "json"}).content
        taken.append(len(queries))
        with CaptureQueriesContext(connection) as queries:
            page = send(writer, address, sent)
        taken.append(len(queries))
        with CaptureQueriesContext(connection) as queries:
            assert writer.post(address, {"kept": kept(page), "add": "1"}).status_code == 302
        counts.add((*taken, len(queries)))
    assert len(counts) == 1


@pytest.mark.parametrize(
    "example", [one for one in EXAMPLES if one.kind in list(Kind)], ids=lambda one: one.kind
)
def test_each_kind_that_files_hold_comes_back_into_a_quiz_as_it_was(db, example):
    """Through a file, and through the very blocks that a trainer fills in."""
    name, value = example.block
    first = QuestionBlocks().to_python([{"type": name, "value": value}])[0]
    reading = own_json.read(own_json.write([item_of(name, value, codes={})]).text)
    found = imports.prepared(reading, by=None)
    assert not found.problems
    again, before = found.asked[0], first.block.content(first.value)
    after = again.block.content(again.value)
    assert again.block_type == name
    assert not again.block.problem(again.value)
    assert {key: after[key] for key in ("stem", "kind", "rules")} == {
        key: before[key] for key in ("stem", "kind", "rules")
    }
