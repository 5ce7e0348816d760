"""Writes a plan of the past through the writers that a learner's own clicks call, each with its own time."""

import datetime
import random
from itertools import chain

from django.utils import timezone

from casestudies.exchange import reflections
from casestudies.pages import CaseStudyPage
from casestudies.playing import playing, sessions
from courses.demo.history import Taking
from courses.lessons import LessonPage
from courses.notes import NOTE
from courses.pages import CoursePage
from learning.people.users import User
from learning.records import past, records
from learning.records.pages import Activity
from quizzes.attempts import attempts
from quizzes.attempts.attempt_questions import AttemptQuestion
from quizzes.pages import QuizPage

FIRST = datetime.time(9, 5)
APART = datetime.timedelta(minutes=17)
# Questions missed by someone who passes, of twelve or more.
SLIPS = (0, 0, 1, 2)

Courses = dict[str, CoursePage]
Parts = dict[str, dict[str, Activity]]


class Chronicler:
    """Knows the courses, and their parts by number, and writes what people did with them."""

    def __init__(self, courses: Courses, parts: Parts, people: dict[str, User]):
        self.courses = courses
        self.parts = parts
        self.people = people
        self.rng = random.Random(len(people))  # noqa: S311  which answers were wrong is no secret

    def write(self, taking: Taking) -> None:
        """One person's first way through one course, call by call, as their own clicks would write it."""
        learner, parts = self.people[taking.email], self.parts[taking.course]
        course = self.courses[taking.course]
        records.enrol(learner=learner, course=course, by=learner, at=moment(taking.enrolled_on))
        for number, at in self._schedule(taking):
            self._complete(learner, number, taking, at=at)
        for note in taking.notes:
            page, at = parts[note["part"]], moment(taking.last_on, len(taking.done))
            records.keep_note(learner=learner, activity=page, **_note(page, note), at=at)
        if place := taking.place:
            page, at = parts[place["part"]], moment(place["on"])
            if seconds := place.get("seconds"):
                _play(learner, page, seconds, at=at)
            else:
                records.keep_place(learner=learner, activity=page, position=_position(page, place), at=at)

    def write_many(self, takings: list[Taking]) -> None:
        """Many people's ways, in a few statements, without their attempts."""
        past.bring_in([self._past(taking) for taking in takings])

    def _past(self, taking: Taking) -> past.Past:
        parts = self.parts[taking.course]
        return past.Past(
            learner=self.people[taking.email],
            course=self.courses[taking.course],
            enrolled_at=moment(taking.enrolled_on),
            parts=[(parts[number], at) for number, at in self._schedule(taking)],
            period=taking.period,
        )

    def _schedule(self, taking: Taking) -> list[tuple[str, datetime.datetime]]:
        """Each part that was done, with when: in order, over the days from joining to the last of them."""
        numbers = list(self.parts[taking.course]) if taking.completed_on else taking.done
        last_on = taking.completed_on or taking.last_on or taking.enrolled_on
        pace = (last_on - taking.enrolled_on) / max(len(numbers) - 1, 1)
        days = [taking.enrolled_on + index * pace for index in range(len(numbers))]
        return [(numbers[index], moment(day, index + 1)) for index, day in enumerate(days)]

    def _complete(self, learner: User, number: str, taking: Taking, *, at: datetime.datetime) -> None:
        page = self.parts[taking.course][number]
        if isinstance(page, QuizPage):
            for right in taking.tries:
                self._attempt(learner, page, right, at=at - APART)
            self._attempt(learner, page, None, at=at)
        elif taking.answer.get("part") == number:
            _answer(learner, page, taking.answer, at=at)
            reflections.complete(learner=learner, page=page, at=at)
        else:
            records.complete(learner=learner, activity=page, by=learner, at=at)

    def _attempt(self, learner: User, page: QuizPage, right: int | None, *, at: datetime.datetime) -> None:
        """One attempt, submitted: so many right, or enough of them. A pass completes the quiz."""
        attempt = attempts.start(learner=learner, quiz=page.quiz, at=at)
        questions = list(attempt.questions.in_order().select_related("question_version"))
        missed = self.rng.choice(SLIPS) if right is None else len(questions) - right
        wrong = self.rng.sample(range(len(questions)), missed)
        for index, question in enumerate(questions):
            sent = question.best_sent if index not in wrong else _wrong(question)
            attempts.save_answer(question=question, sent=sent, seen_revision=0, at=at)
        attempts.submit(attempt=attempt, at=at)


def _wrong(question: AttemptQuestion) -> list[str]:
    """The id of an option that is wrong."""
    return [option_id for option_id, _ in question.options if option_id not in question.best_sent][:1]


def _answer(learner: User, page: CaseStudyPage, answer: dict, *, at: datetime.datetime) -> None:
    texts = {prompt.id: text.strip() for prompt, text in zip(page.prompts, answer["texts"], strict=True)}
    reflections.keep_draft(learner=learner, page=page, texts=texts, first_step=answer["first_step"], at=at)
    reflections.commit(learner=learner, page=page, at=at)


def _note(page: LessonPage, note: dict) -> dict[str, str]:
    """Where a note is kept, and its words: a numbered prompt's, a numbered choice, or the box at the end."""
    if "prompt" in note:
        exercises = [
            block.value["prompts"].bound_blocks for block in page.body if block.block_type == "activity"
        ]
        return {"field": list(chain(*exercises))[note["prompt"] - 1].id, "text": note["text"]}
    if "choice" in note:
        scenario = next(block for block in page.body if block.block_type == "scenario")
        return {"field": scenario.id, "text": scenario.value["options"].bound_blocks[note["choice"] - 1].id}
    return {"field": NOTE, "text": note["text"]}


def _play(learner: User, page: CaseStudyPage, seconds: int, *, at: datetime.datetime) -> None:
    """A film's first seconds, played up to then."""
    began_at = at - datetime.timedelta(seconds=seconds)
    screening = page.screening(page.film)
    signed = sessions.begin(learner_id=learner.pk, screening=screening, at=began_at)
    session = sessions.read(signed, learner_id=learner.pk, screening=screening, at=at)
    playing.keep(
        learner=learner,
        screening=screening,
        session=session,
        seq=1,
        position=seconds,
        sent=[(0, seconds)],
        age=0,
        at=at,
    )


def _position(page: Activity, place: dict) -> str:
    """Where on a page: a block of the lesson, counted from 1."""
    return f"p-{page.body[place['block'] - 1].id}"


def moment(day: datetime.date, number: int = 0) -> datetime.datetime:
    """A time on a working morning; a later number is a later time."""
    return timezone.make_aware(datetime.datetime.combine(day, FIRST) + number * APART)
