"""A course with a quiz in it, and people taking it."""

import datetime
import uuid

from django.db import connection, models
from django.utils import timezone
from wagtail.models import Page

from courses.models import CourseIndexPage, CoursePage, LessonPage, ModulePage
from learning.records import records
from learning.records.worker import work_once
from learning.site.models import Source
from quizzes import freezing
from quizzes.attempts import attempts
from quizzes.bank import bank
from quizzes.models import Attempt, AttemptQuestion, BankQuestion, QuestionVersion, QuizPage, Response
from tests.factories import UserFactory

AT = datetime.datetime(2027, 3, 3, 9, 0, tzinfo=datetime.UTC)


def option(text: str, *, right: bool = False, feedback: str = "") -> dict:
    return {"text": text, "is_right": right, "feedback": feedback}


def question(
    stem: str, *, kind: str = "single", options: list[dict] | None = None, **value
) -> tuple[str, dict]:
    """A question block: option one is right, unless options are given."""
    return (
        kind,
        {
            "stem": stem,
            "options": options
            or [
                option(f"{stem} right", right=True, feedback=f"{stem} well-chosen"),
                option(f"{stem} wrong", feedback=f"{stem} ill-chosen"),
                option(f"{stem} worse", feedback=f"{stem} worst-chosen"),
            ],
            "explanation": f"{stem} because",
            "sources": [],
            "shuffle_options": True,
            "level": "core",
            "code": "",
            "lesson": None,
            "situation": "",
            "topics": [],
            "review_on": None,
        }
        | ({"scheme": "all"} if kind == "multiple" else {})
        | value,
    )


def both(stem: str, **value) -> tuple[str, dict]:
    """A question with two right options of three."""
    options = [option(f"{stem} one", right=True), option(f"{stem} two", right=True), option(f"{stem} three")]
    return question(stem, kind="multiple", options=options, **value)


def written(stem: str, *, kind: str = "short_text", **value) -> tuple[str, dict]:
    """A question that is answered in words, of which “Ask” is right; or a reflection."""
    fields = {"short_text": {"accepted": [{"text": "Ask", "share_pct": 100, "feedback": ""}]}}
    fields["reflection"] = {"model_answer": ""}
    chosen = {"options", "shuffle_options"}
    shared = {name: words for name, words in question(stem)[1].items() if name not in chosen}
    return kind, shared | fields[kind] | value


def plant_course(home: Page, *, title: str = "Course One") -> CoursePage:
    """A live course with a module and a lesson."""
    index = CourseIndexPage.objects.order_by("pk").first() or home.add_child(
        instance=CourseIndexPage(title="Courses", slug="courses")
    )
    course = index.add_child(instance=CoursePage(title=title, minutes=60))
    module = course.add_child(instance=ModulePage(title="Module One"))
    module.add_child(instance=LessonPage(title="Lesson One", minutes=10))
    return course


def plant_quiz(course: CoursePage, *, questions: list | None = None, **fields) -> QuizPage:
    """A published quiz at the end of a course: four questions, of which three must be right."""
    return publish(plant_unpublished(course, questions=questions, **fields))


def plant_unpublished(course: CoursePage, *, questions: list | None = None, **fields) -> QuizPage:
    """The same before it is published, so with anything amiss. It asks nothing yet."""
    if questions is None:
        questions = [question(f"Question {word}") for word in ("one", "two", "three")] + [
            both("Question four")
        ]
    module = ModulePage.objects.child_of(course).order_by("path")[0]
    page = QuizPage(questions=questions, **{"title": "Check one", "pass_mark_pct": 75, "minutes": 5} | fields)
    return module.add_child(instance=page)


def publish(page: QuizPage) -> QuizPage:
    """Publish as an author does, by a revision; what changed since is in `page`."""
    page.save_revision().publish()
    return QuizPage.objects.get(pk=page.pk)


def add_source(code: str = "S1", **fields) -> Source:
    fields = {"title": f"Source {code}", "url": f"https://example.org/{code}", "strength": "review"} | fields
    return Source.objects.create(code=code, **fields)


def enrol(course: CoursePage, learner=None):
    learner = learner or UserFactory()
    records.enrol(learner=learner, course=course, by=learner, at=AT)
    return learner


def begin(page: QuizPage, learner) -> Attempt:
    return attempts.start(learner=learner, quiz=page.quiz, at=AT)


def answer(attempt: Attempt, *, right: int, wrong: int = 0) -> None:
    """Answer the first questions rightly, and then some wrongly."""
    for asked in list(attempt.questions.in_order().with_answer())[: right + wrong]:
        ids = asked.best_sent
        if asked.position > right:
            ids = [option_id for option_id, _ in asked.options if option_id not in ids][:1]
        attempts.save_answer(question=asked, sent=ids, seen_revision=0, at=AT)


def take(page: QuizPage, learner, *, right: int, wrong: int = 0) -> Attempt:
    """A whole attempt, from start to submission."""
    attempt = begin(page, learner)
    answer(attempt, right=right, wrong=wrong)
    return attempts.submit(attempt=attempt, at=AT)


def repeat(attempt: Attempt, times: int) -> None:
    """So many more attempts of the same person like one that was handed in. In bulk, so the triggers look away."""
    last = Attempt.objects.of(attempt.learner).filter(quiz=attempt.quiz).latest_first()[0].number
    asks = list(attempt.questions.in_order().with_answer())
    freezing.thaw(connection)
    more = Attempt.objects.bulk_create(
        copy_of(attempt, public_id=uuid.uuid4(), number=last + n) for n in range(1, times + 1)
    )
    asked = AttemptQuestion.objects.bulk_create(copy_of(ask, attempt=one) for one in more for ask in asks)
    pairs = zip(asked, asks * times, strict=True)
    Response.objects.bulk_create(
        copy_of(ask.answer, question=question) for question, ask in pairs if ask.answer
    )
    freezing.freeze(connection)


def copy_of(row: models.Model, **changed) -> models.Model:
    """Another row with the same values but for some. Not saved."""
    values = {
        one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields if not one.primary_key
    }
    other = type(row)(**values)
    for name, value in changed.items():
        setattr(other, name, value)
    return other


def work(at: datetime.datetime = AT) -> None:
    """Do what is asked of the worker by a moment, or by now when that is later."""
    clock = max(at, timezone.now())
    while work_once(worker="test", clock=lambda: clock):
        pass


def bank_question(stem: str, *topics: str, published: bool = True, **value) -> BankQuestion:
    """A question of the bank, published unless it is not to be."""
    kind, written = question(stem, topics=list(topics), **value)
    return bank.add(kind=kind, value=written, by=None, is_published=published)


def fill_bank(**numbers: int) -> None:
    """So many questions of each topic: fill_bank(asking=3)."""
    for topic, number in numbers.items():
        for n in range(number):
            bank_question(f"{topic} {n}?", topic)


def multiply(question: BankQuestion, times: int) -> None:
    """So many more questions of the bank like one that is published, each with a version of its own. In bulk."""
    versions = QuestionVersion.objects.bulk_create(
        copy_of(question.version, digest=uuid.uuid4().hex) for _ in range(times)
    )
    BankQuestion.objects.bulk_create(copy_of(question, version=version) for version in versions)


def draws(**numbers: int) -> list[tuple[str, dict]]:
    return [("draw", {"number": number, "topic": topic, "level": ""}) for topic, number in numbers.items()]


def plant_drawing(course: CoursePage, *, questions: list | None = None, **fields) -> QuizPage:
    """A published quiz that draws, with no questions of its own unless some are given."""
    return plant_quiz(course, questions=questions or [], **fields)
