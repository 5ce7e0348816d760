"""A course with case studies in it, films of a few bytes, and people on it."""

import datetime

from django.core.files.base import ContentFile
from django.test import Client, RequestFactory
from django.utils import timezone
from wagtail.models import Page

from casestudies.consents import consenting
from casestudies.consents.scopes import Scope
from casestudies.exchange import reflections, sharing
from casestudies.models import (
    CaseStudyPage,
    Consent,
    ExchangeSettings,
    FamilyFilmPage,
    FamilyIndexPage,
    Film,
    Participant,
    Share,
)
from courses.models import CourseIndexPage, CoursePage, LessonPage, ModulePage
from learning.people.models import PracticeGroup
from learning.records import records
from learning.site.pages import StandardPage
from tests.factories import PostFactory

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


def offer_terms(home: Page, version: int = 1) -> ExchangeSettings:
    """A published page that says what sharing means: from now on people are asked."""
    page = home.add_child(instance=StandardPage(title="What sharing means", slug="sharing"))
    return ExchangeSettings.objects.create(terms_page=page, terms_version=version)


def answered(page: CaseStudyPage, person=None, *, text: str = WORDS, at: datetime.datetime = AT, **post):
    """Someone on the course who has answered a case, from a post: children's social worker, unless it says otherwise."""
    if person is None:
        post.setdefault("practice_group", PracticeGroup.objects.get(code="csw"))
        person = PostFactory(**post).person
    join(person, page.course_page().specific, at)
    texts = {prompt.id: text for prompt in page.prompts}
    reflections.keep_draft(learner=person, page=page, texts=texts, first_step="ring", at=at)
    reflections.commit(learner=person, page=page, at=at)
    return person


def shared(page: CaseStudyPage, words: str, person=None, *, at: datetime.datetime = AT, **post) -> Share:
    """An answer that somebody shares: these words to the first question, and nothing to the others."""
    person = answered(page, person, at=at, **post)
    version = ExchangeSettings.objects.get().terms_version
    return sharing.share(
        learner=person, page=page, words={page.prompts[0].id: words}, terms_version=version, at=at
    )


def for_families(home: Page, **fields) -> FamilyIndexPage:
    """The page for families, with a question to ask us."""
    values = {
        "title": "For families",
        "slug": "families",
        "summary": "You do not need to sign in.",
        "body": [("text", "<p>It is not your fault.</p>")],
        "questions": [("question", "What are you writing down?")],
    }
    return home.add_child(instance=FamilyIndexPage(**values | fields))


def family_film(index: FamilyIndexPage, **fields) -> FamilyFilmPage:
    """A film for families, with all that goes with it."""
    values = {
        "title": "The look away",
        "summary": "Tess feels low.",
        "content_note": "A mum feels very low.",
        "content_notes": [("note", {"topic": "A baby bumps his head", "at": "0:10", "until": "0:20"})],
        "what_happens": "<p>Priya comes to see Tess and Joel.</p>",
        "messages": [("message", "You can ask.")],
        "questions": [("question", "Can my partner come too?")],
    }
    values |= fields
    if "film" not in values:
        values["film"] = film()
    return index.add_child(instance=FamilyFilmPage(**values))


def real_film(**fields) -> Film:
    """A film of real people, in whom nobody is listed yet."""
    return film(**({"is_fictional": False, "title": "Our own story", "statement": ""} | fields))


def person_in(film: Film, *, label: str = "Mother, 30s", at: datetime.datetime = AT, **fields) -> Participant:
    return consenting.add_participant(film=film, label=label, by=None, at=at, **fields)


def agree(person: Participant, *, at: datetime.datetime = AT, **fields) -> Consent:
    """They agree on the day, to staff seeing it in any course, for as long as is usual."""
    day = timezone.localdate(at)
    answers = {
        "scope": Scope.STAFF,
        "given_on": day,
        "seen_final_cut_on": day,
        "capacity_considered": True,
        "taken_by_independent_of_care": True,
        "paper": {"taken_by": "Robin", "contact_route": "Through the service", "document_ref": "Box 4"},
    }
    return consenting.record_consent(participant=person, by=None, at=at, **(answers | fields))


MIDDLE_GROUP = "mhn"


def told(course: CoursePage, *, voices: int = 2, filmed: int = 0, **fields) -> CaseStudyPage:
    """A case of two moments, told by its film, by voices in writing, and by others in films of their own."""
    people = [
        {"name": f"Person {number}", "age": "13", "relation": "Tess’s cousin"} for number in range(voices)
    ]
    written = [
        (
            "words",
            {
                "who": person["name"],
                "practice_group": None,
                "passages": [f"{person['name']} arrives.", "And goes."],
            },
        )
        for person in people
    ]
    recorded = [
        (
            "film" if number % 2 == 0 else "sound",
            {
                "who": f"Nurse {number}",
                "practice_group": PracticeGroup.objects.get(code=MIDDLE_GROUP),
                "film": film(title=f"Nurse {number}", content_note="Low mood."),
                "starts": ["0:00", "0:40"],
            },
        )
        for number in range(filmed)
    ]
    values = {
        "people": [("person", person) for person in people],
        "moments": [
            ("moment", {"title": "The visit", "at": "0:00"}),
            ("moment", {"title": "The call", "at": "0:38"}),
        ],
        "voices": [*written, *recorded],
    }
    return case(course, **(values | fields))


def pausing(course: CoursePage, *points: tuple[str, dict], **fields) -> CaseStudyPage:
    """A published case whose film stops: at a prompt, unless told where else."""
    points = points or (("prompt", {"at": "0:20", "words": "What did you see?"}),)
    page = case(course, **({"pause_points": list(points)} | fields))
    page.save_revision().publish()
    return CaseStudyPage.objects.get(pk=page.pk)


def pause_at(at: str, block: tuple[str, dict]) -> tuple[str, dict]:
    """A pause point that asks a question of a quiz."""
    return "question", {"at": at, "question": [block]}


def uploaded_film(data: bytes, name: str = "holiday.mov", **fields) -> Film:
    """A film as it is before its versions are made: with what was uploaded, and words."""
    row = Film(**({"title": "The look away", "type": "video", "duration": 2} | fields))
    row.original = ContentFile(data, name=name)
    row.captions = ContentFile(CAPTIONS.encode(), name="film.vtt")
    row.full_clean()
    row.save()
    return row
