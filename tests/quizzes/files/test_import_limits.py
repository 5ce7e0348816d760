"""What of a file is not kept, not shown or not added: pictures that are none or too many, and endless problems."""

import base64
import io
import json

import pytest
from django.urls import reverse
from PIL import Image as Raster
from wagtail.images import get_image_model
from wagtail.models import GroupCollectionPermission

from learning.site.groups import let_trainers_write_below
from tests.quizzes.files.test_importing import JSON_HEAD, add, send, stems, words
from tests.quizzes.interchange.test_moodle_xml import answer, question, quiz


@pytest.fixture
def writer(course, trainer_client):
    let_trainers_write_below(course.get_parent())
    return trainer_client


@pytest.fixture
def url(quiz_page):
    return reverse("import_questions", args=[quiz_page.pk])


def png(colour: str = "red") -> bytes:
    held = io.BytesIO()
    Raster.new("RGB", (4, 4), colour).save(held, "PNG")
    return held.getvalue()


def test_pictures_are_kept_once_and_other_files_are_spoken_of(writer, url, trainer):
    data = base64.b64encode(png()).decode()
    files = f'<file name="door.png" encoding="base64">{data}</file><file name="x.pdf" encoding="base64">JVBERg==</file>'
    xml = quiz(question("multichoice", answer("A", "100") + answer("B") + files))
    said = words(send(writer, url, xml))
    assert "Its pictures are kept under Images: a question shows none. (1 question)" in said
    assert "The file “x.pdf” is no picture that can be kept. (1 question)" in said
    for _ in range(2):
        add(writer, url, xml)
    [image] = get_image_model().objects.all()
    assert (image.title, image.uploaded_by_user, image.width) == ("door", trainer, 4)


def with_pictures(*pictures: bytes) -> str:
    """A file of questions with so many different pictures, fifty in each."""
    held = [{"name": f"p{n}.png", "data": base64.b64encode(data).decode()} for n, data in enumerate(pictures)]
    asked = [
        {"kind": "reflection", "stem": f"Q{n}", "pictures": held[n : n + 50]} for n in range(0, len(held), 50)
    ]
    return f"{JSON_HEAD}{json.dumps(asked)}}}"


def test_of_many_pictures_the_first_fifty_are_kept_and_the_rest_named(writer, url):
    sent = with_pictures(*(png(f"#0000{n:02x}") for n in range(52)))
    assert "Only the first 50 pictures are kept at once. Not kept: p50.png, p51.png." in words(
        send(writer, url, sent)
    )
    add(writer, url, sent)
    assert get_image_model().objects.count() == 50


def test_whoever_may_not_add_images_keeps_none_and_is_told_so(writer, url, trainer, quiz_page):
    GroupCollectionPermission.objects.filter(permission__codename="add_image").delete()
    sent = with_pictures(png())
    said = words(send(writer, url, sent))
    assert "Its pictures are not kept: you may not add images. (1 question)" in said
    assert "kept under Images" not in said
    add(writer, url, sent)
    assert stems(quiz_page)[-1] == "Q0"
    assert not get_image_model().objects.exists()


@pytest.mark.parametrize("part", [b"iloc", b"ispe"])
def test_a_picture_that_its_reader_falls_over_is_named_as_unfit(part, writer, url):
    """Of the first of these Pillow says RuntimeError, which is neither an OSError nor a ValueError."""
    held = io.BytesIO()
    Raster.new("RGB", (4, 4), "red").save(held, "AVIF")
    sent = with_pictures(held.getvalue().replace(part, b"free"))
    assert "The file “p0.png” is no picture that can be kept." in words(send(writer, url, sent))
    add(writer, url, sent)
    assert not get_image_model().objects.exists()


def test_a_hundred_problems_are_shown_and_the_others_counted(writer, url):
    page = send(writer, url, JSON_HEAD + "[" + "{}," * 149 + "{}]}")
    assert page.content.decode().count("is no kind of question here.") == 100
    assert "and 50 more" in words(page)
    assert "and 22 more" in words(send(writer, url, with_pictures(*(bytes([n]) * 9 for n in range(120)))))
    assert "The file has more than 5000 questions." in words(
        send(writer, url, JSON_HEAD + "[" + "{}," * 466_666 + "{}]}")
    )


def test_more_than_can_be_added_at_once_never_comes_back_from_a_preview(writer, quiz_page, url):
    asked = [{"kind": "reflection", "stem": f"Q{n}"} for n in range(101)]
    response = writer.post(url, {"kept": f"{JSON_HEAD}{json.dumps(asked)}}}", "add": "1"}, follow=True)
    assert "The file has 101 questions, and up to 100 can be added at once." in words(response)
    assert len(stems(quiz_page)) == 4
