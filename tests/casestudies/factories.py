"""A course with case studies in it, films of a few bytes, and people on it."""

import datetime

from django.core.files.base import ContentFile
from django.test import Client, RequestFactory
from wagtail.models import Page

from casestudies.models import CaseStudyPage, Film
from courses.models import CourseIndexPage, CoursePage, LessonPage, ModulePage
from learning.people.models import PracticeGroup
from learning.records import records

AT = datetime.datetime(2026, 6, 3, 9, 0, tzinfo=datetime.UTC)

# Not a film that plays: what every MP4 begins with, and then a thousand bytes that tell where they stand.
MP4 = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + bytes(index % 251 for index in range(976))
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(100)

CAPTIONS = """WEBVTT

1
00:00:00.200 --> 00:00:04.000
[Soft music]

2
00:00:05.000 --> 00:00:09.000
<v Priya>Hello, Joel.

3
00:00:09.500 --> 00:00:13.000
<v Priya>Is now still
a good time?

4
00:00:38.000 --> 00:00:43.000
<v Tess>It's fine &amp; dandy.
"""

DESCRIPTIONS = """WEBVTT

1
00:00:26.000 --> 00:00:32.000
Joel does not look round.
"""

CHAPTERS = """WEBVTT

1
00:00:00.000 --> 00:01:00.000
Priya arrives
"""

WORDS = " ".join(["word"] * 25)


def film(**fields) -> Film:
    """A film with every rendition and track, added as the admin's form adds one."""
    files = {
        "file": ("film.mp4", MP4),
        "low_data": ("film.low.mp4", MP4[:500]),
        "described": ("film.described.mp4", MP4[:600]),
        "audio": ("film.m4a", MP4[:400]),
        "thumbnail": ("film.jpg", JPEG),
        "captions": ("film.vtt", CAPTIONS.encode()),
        "described_captions": ("film.described.vtt", CAPTIONS.encode()),
        "descriptions": ("film.descriptions.vtt", DESCRIPTIONS.encode()),
        "chapters": ("film.chapters.vtt", CHAPTERS.encode()),
    }
    files |= {name: fields.pop(name) for name in list(fields) if name in files}
    row = Film(**({"title": "The look away", "type": "video", "duration": 60} | fields))
    for name, content in files.items():
        if content:
            setattr(row, name, ContentFile(content[1], name=content[0]))
    row.full_clean()
    row.save()
    return row


def plant_course(home: Page) -> CoursePage:
    """A live course: a module with a lesson in it. Case studies are added below the module."""
    index = home.add_child(instance=CourseIndexPage(title="Courses", slug="courses"))
    course = index.add_child(instance=CoursePage(title="The first relationship", minutes=60))
    module = course.add_child(instance=ModulePage(title="Watching"))
    module.add_child(instance=LessonPage(title="What helps", minutes=10))
    return course


def case(course: CoursePage, **fields) -> CaseStudyPage:
    """A case with a film, three questions, first steps and two perspectives. film=None: a written one."""
    group = PracticeGroup.objects.get(code="csw")
    nurse = PracticeGroup.objects.get(code="mhn")
    values = {
        "title": "The look away",
        "minutes": 15,
        "introduction": "A health visitor, a mother, a baby and one phone call.",
        "content_note": "This film shows a mother with depression.",
        "what_is_it_about": "Tess is 29.",
        "text_version": "<p>Priya has come for Joel's review.</p>",
        "messages_for_practice": [("message", "Watch the baby too."), ("message", "Say what you saw.")],
        "who_will_find_it_useful": "Anyone who visits a home.",
        "watch_for": [("moment", {"at": "0:38", "text": "What does Joel do?"})],
        "prompts_intro": "Answer first.",
        "prompts": [
            ("prompt", {"lens": "child", "question": "What was it like for Joel?"}),
            ("prompt", {"lens": "parent", "question": "What might Tess need?"}),
            ("prompt", {"lens": "family", "question": "What about Daniel?"}),
        ],
        "first_step_question": "What is the most useful first step?",
        "first_step_options": [
            ("option", {"code": "ring", "text": "Ring the care coordinator"}),
            ("option", {"code": "visit", "text": "Book a joint visit"}),
        ],
        "seed_perspectives": [
            ("perspective", perspective(group, "children", "Seed of a social worker.", "visit")),
            (
                "perspective",
                perspective(nurse, "adult", "Seed of a nurse.", "ring", label="Care coordinator"),
            ),
        ],
        "discussion_for_trainers": "For trainers alone.",
        "first_published_at": AT,
    }
    values |= fields
    if "film" not in values:
        values["film"] = film()
    module = course.get_children().order_by("path")[0].specific
    return module.add_child(instance=CaseStudyPage(**values))


def perspective(group, side: str, text: str, first_step: str, label: str = "") -> dict:
    return {"practice_group": group, "side": side, "label": label, "text": text, "first_step": first_step}


def answers(page: CaseStudyPage, text: str = WORDS, **fields) -> dict:
    """A form as it is sent: the same words in every box, and a first step."""
    return {f"answer_{prompt.id}": text for prompt in page.prompts} | {"first_step": "ring"} | fields


def join(person, course: CoursePage, at: datetime.datetime = AT):
    return records.enrol(learner=person, course=course, by=person, at=at)


def request_of(person):
    """A request as the admin has it when an editor asks for a preview."""
    request = RequestFactory().get("/admin/")
    request.user = person
    client = Client()
    client.force_login(person)
    request.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}
    request.META["HTTP_COOKIE"] = "; ".join(f"{name}={value}" for name, value in request.COOKIES.items())
    return request


def uploaded_film(data: bytes, name: str = "holiday.mov", **fields) -> Film:
    """A film as it is before its versions are made: with what was uploaded, and words."""
    row = Film(**({"title": "The look away", "type": "video", "duration": 2} | fields))
    row.original = ContentFile(data, name=name)
    row.captions = ContentFile(CAPTIONS.encode(), name="film.vtt")
    row.full_clean()
    row.save()
    return row
