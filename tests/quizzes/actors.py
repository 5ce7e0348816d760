"""Actors who do one thing after another to the same few learners' attempts, through the writers, and note what they are told."""

import datetime
import itertools
import random
import time
from dataclasses import dataclass, field

from django.db import connection
from wagtail.blocks import StreamValue

from quizzes import publishing
from quizzes.attempts import attempts, flags, granting, keeping
from quizzes.attempts.tries import tries_at
from quizzes.attempts.unfinished import revision_of, standing
from quizzes.models import AnswerDraft, Attempt, QuizPage
from quizzes.versions import QuizVersion
from tests.quizzes import kinds
from tests.quizzes.factories import AT
from tests.quizzes.plain import Asked, Call, Terms

TICK, STRAY = datetime.timedelta(seconds=1), datetime.timedelta(seconds=20)
# Of a thousand things that are done.
WEIGHTS = {
    "save": 420,
    "keep": 160,
    "look": 130,
    "flag": 100,
    "start": 80,
    "submit": 50,
    "grant": 40,
    "publish": 20,
}
ASKED = ["single", "multiple", "matching", "ordering", "short_text", "numeric", "reflection"]
TOO_MUCH, UNPRINTABLE = "x" * (keeping.MAX_CHARACTERS + 1), "a\x00b"
TYPED = ["begun", "begun and gone on", " ", "½ 🙂 عربي", TOO_MUCH, UNPRINTABLE]


@dataclass
class Scene:
    """What the actors share: a quiz, its learners, a clock that goes on with each call, and every call that was made."""

    page: QuizPage
    learners: list
    extra_pct: dict[int, int]
    trainer: object
    calls: dict[int, list[Call]]
    published: list[tuple[Terms, Call]] = field(default_factory=list)
    ticks: itertools.count = field(default_factory=itertools.count)

    def publish(self, terms: Terms, at: datetime.datetime) -> int:
        """The number of the version that asks this."""
        page = QuizPage.objects.get(pk=self.page.pk)
        blocks = {block.block_type: (block.block_type, block.value, block.id) for block in page.questions}
        page.questions = StreamValue(page.questions.stream_block, [blocks[kind] for kind in terms.kinds])
        page.draw, page.attempts_allowed = terms.draw, terms.allowed
        page.time_limit_minutes, page.pass_mark_pct = terms.minutes, terms.pass_mark
        return publishing.publish(page=page, at=at).number


@dataclass
class Window:
    """An attempt as one actor has it open: maybe handed in by now, and with revisions of some time ago."""

    attempt: Attempt
    questions: list
    seen: dict[int, int] = field(default_factory=dict)


class Actor:
    def __init__(self, scene: Scene, dice: random.Random):
        self.scene, self.dice = scene, dice
        self.windows: dict[int, Window] = {}

    def act(self, times: int) -> None:
        try:
            for what in self.dice.choices(list(WEIGHTS), list(WEIGHTS.values()), k=times):
                learner = self.dice.choice(self.scene.learners)
                needs_window = what not in ("start", "grant", "publish")
                getattr(self, "start" if needs_window and learner.pk not in self.windows else what)(learner)
        finally:
            connection.close()

    def _call(self, learner, what: str, do, **asked) -> Call:
        """Make a call and note it. Whatever is raised is what was told; the plain rules know what may be."""
        tick = next(self.scene.ticks)
        at = AT + tick * TICK + self.dice.uniform(-1, 1) * STRAY + datetime.timedelta(microseconds=tick)
        called = time.perf_counter_ns()
        try:
            told = do(at)
        except attempts.ChangedElsewhere as refusal:
            stands = refusal.standing
            told = ("ChangedElsewhere", stands.revision, isinstance(stands, AnswerDraft))
        except (attempts.AttemptRefused, granting.GrantRefused) as refusal:
            told = (type(refusal).__name__,)
        except Exception as error:  # it is held against the rules, which have no such thing
            told = ("error", repr(error))
        returned = time.perf_counter_ns()
        if what == "start" and told[0] == "begun":
            told = self._open(learner, told[1])
        extra = self.scene.extra_pct.get(learner.pk, 0) if learner else 0
        call = Call(what, at, called, returned, told, extra_pct=extra, **asked)
        if learner:
            self.scene.calls[learner.pk].append(call)
        return call

    def start(self, learner) -> None:
        quiz = self.scene.page.quiz
        self._call(learner, "start", lambda at: ("begun", attempts.start(learner=learner, quiz=quiz, at=at)))

    def _open(self, learner, attempt: Attempt) -> tuple:
        """What was begun, from rows that never change after."""
        questions = list(attempt.questions.in_order().with_answer())
        self.windows[learner.pk] = Window(attempt, questions)
        asks = tuple(asked.question_version.kind for asked in questions)
        version = attempt.quiz_version.number
        return "begun", attempt.number, version, attempt.started_at, attempt.due_at, asks

    def save(self, learner) -> None:
        window, asked, seen = self._question(learner)
        words, worth = self.dice.choice(kinds.BY_KIND[asked.question_version.kind].answers)
        sent, refused = kinds.sent(asked, words), ""
        if self.dice.random() < 0.1:
            sent, refused = self._forged(asked)

        def do(at) -> tuple:
            saved = attempts.save_answer(question=asked, sent=sent, seen_revision=seen, at=at)
            return "saved", saved.revision

        fields = {"sent": plain(asked.question_version.kind, words), "worth": worth, "refused": refused}
        self._note(
            window, asked, self._call(learner, "save", do, **self._place(window, asked, seen), **fields)
        )

    def _forged(self, asked) -> tuple[object, str]:
        """What was never offered, or nothing; and the refusal of it."""
        other = "0" * 12
        if asked.shape.is_typed:
            return self.dice.choice(
                [("", "NoAnswer"), (UNPRINTABLE, "UnknownOption"), (TOO_MUCH, "UnknownOption")]
            )
        if asked.prompts:
            lines = [line for line, _ in asked.prompts]
            return self.dice.choice([({}, "NoAnswer"), ({lines[0]: other}, "UnknownOption")])
        options = [option for option, _ in asked.options]
        return self.dice.choice([([], "NoAnswer"), ([*options, other], "UnknownOption")])

    def keep(self, learner) -> None:
        window, asked, seen = self._question(learner)
        words = self.dice.choice(TYPED)
        refused = "NotKept" if words in (TOO_MUCH, UNPRINTABLE) else ""
        fields = {"answer": [words]}

        def do(at) -> tuple:
            kept = keeping.keep_half(question=asked, fields=fields, seen_revision=seen, at=at)
            return "kept", kept.revision if kept else None

        sent = {"sent": begun(fields) if words.strip() else frozenset(), "refused": refused}
        self._note(window, asked, self._call(learner, "keep", do, **self._place(window, asked, seen), **sent))

    def flag(self, learner) -> None:
        window, asked, seen = self._question(learner)
        to = self.dice.random() < 0.6

        def do(at) -> tuple:
            flags.set_flag(question=asked, to=to, at=at)
            return ("done",)

        self._call(learner, "flag", do, sent=to, **self._place(window, asked, seen))

    def look(self, learner) -> None:
        """One query, so all of it at one moment. From then on the window knows what stands."""
        window, asked, seen = self._question(learner)

        def do(at) -> tuple:
            there = window.attempt.questions.with_answer().get(pk=asked.pk)
            window.seen[asked.position] = revision_of(standing(there))
            return (read(there),)

        self._call(learner, "look", do, **self._place(window, asked, seen))

    def submit(self, learner) -> None:
        attempt = self.windows[learner.pk].attempt

        def do(at) -> tuple:
            ended = attempts.submit(attempt=Attempt.objects.get(pk=attempt.pk), at=at)
            return "submitted", ended.score, ended.submitted_at

        self._call(learner, "submit", do, number=attempt.number)

    def grant(self, learner) -> None:
        quiz, by = self.scene.page.quiz, self.scene.trainer

        def do(at) -> tuple:
            extra = granting.grant(quiz=quiz, email=learner.email, reason="A power cut.", by=by, at=at)
            return "granted", extra.number

        self._call(learner, "grant", do)

    def publish(self, _) -> None:
        """Other terms. The limit is about what somebody has used, so that it bites."""
        used = max((window.attempt.number for window in self.windows.values()), default=1)
        terms = Terms(
            kinds=tuple(self.dice.sample(ASKED, self.dice.randint(3, len(ASKED)))),
            draw=self.dice.choice([None, 3, 4]),
            allowed=self.dice.choice([None, used, used + 1, used + 3]),
            minutes=self.dice.choice([None, 1, 3]),
            pass_mark=self.dice.choice([50, 100]),
        )
        call = self._call(None, "publish", lambda at: ("published", self.scene.publish(terms, at)))
        self.scene.published.append((terms, call))

    def _question(self, learner) -> tuple[Window, object, int]:
        """A question of the attempt that is open here, and the revision that this window has of it, or a forged one."""
        window = self.windows[learner.pk]
        asked = self.dice.choice(window.questions)
        seen = window.seen.get(asked.position, 0)
        return window, asked, self.dice.randint(0, seen + 1) if self.dice.random() < 0.1 else seen

    def _place(self, window: Window, asked, seen: int) -> dict:
        return {"number": window.attempt.number, "place": asked.position, "seen": seen}

    def _note(self, window: Window, asked, call: Call) -> None:
        """The page learns the revision of what it saved; of what it was told of, when its reader has chosen."""
        if call.told[0] in ("saved", "kept") or (
            call.told[0] == "ChangedElsewhere" and self.dice.random() < 0.7
        ):
            window.seen[asked.position] = call.told[1] or 0


def plain(kind: str, answer):
    """An answer in words, so that equal ones are equal: the order of what is ticked is no matter, that of a sequence is."""
    if isinstance(answer, dict):
        return frozenset(answer.items())
    if answer is None or isinstance(answer, str):
        return answer
    return tuple(answer if kind == "ordering" else sorted(answer))


def begun(fields: dict[str, list[str]]) -> frozenset:
    return frozenset((name, tuple(values)) for name, values in fields.items())


def read(asked) -> Asked:
    """A question as its rows have it, in the words of its author."""
    answer, draft = asked.answer, getattr(asked, "draft", None)
    return Asked(
        kind=asked.question_version.kind,
        answer=plain(asked.question_version.kind, in_words(asked)),
        revision=answer.revision if answer else 0,
        saved_at=answer.saved_at if answer else None,
        earned=answer.earned if answer else None,
        begun=begun(draft.fields) if draft else None,
        begun_revision=draft.revision if draft else 0,
        begun_at=draft.saved_at if draft else None,
        flagged=asked.is_flagged,
    )


def in_words(asked):
    given, texts = asked.given, asked.question_version.texts
    if isinstance(given, dict):
        return {texts[line]: texts[option] for line, option in given.items()}
    return [texts[key] for key in given] if isinstance(given, list) else given


def left(quiz, learner, used: int) -> int | None:
    return tries_at(QuizVersion.objects.latest_of(quiz.pk), learner=learner, used=used).left
