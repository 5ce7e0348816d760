"""The question bank: questions that quizzes draw by topic. Publishing one writes a version of it, as in a quiz.

What is asked stays as it was: an edit is another version, and attempts keep theirs.
"""

import datetime
import re
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q
from django.utils.text import Truncator
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin

from learning.records.findings import Finding, PublishRefused
from learning.site.usage import chosen_in_content
from quizzes import limits
from quizzes.bank import draws
from quizzes.bank.drawing import Candidate, Draw, suited, topic_key
from quizzes.blocks import QuestionBlocks
from quizzes.findings import problem_of
from quizzes.publishing import digest_of, question_version
from quizzes.questions import Kind, Level, QuestionVersion

NO_QUESTION = "Write the question."
NO_STEM = "It does not ask anything. Write its question."
BREAK = "\n"
PREFIX = "bank-"
BLOCK = re.compile(rf"{PREFIX}\d{{1,18}}")
NEW = 0


class BankRefused(PublishRefused):
    """A live quiz would be short of questions, or this one cannot be asked. Nothing was changed."""

    def __init__(self, question: "BankQuestion", reasons: list[str]):
        super().__init__([(question, [Finding(reason, field="question") for reason in reasons])])
        self.reasons = reasons
        self.args = (f"“{question}” stays as it is. " + " ".join(reasons),)

    def __str__(self) -> str:
        return self.args[0]


class BankQuestionQuerySet(models.QuerySet):
    def live(self):
        return self.filter(live=True)

    def drawable(self):
        """Live, and marked: what is not marked is asked where its author puts it, and never drawn."""
        return self.live().exclude(kind__in=Kind.unmarked())

    def of_topic(self, topic: str):
        return self.filter(topic_keys__contains=f"{BREAK}{topic_key(topic)}{BREAK}")

    def with_words(self, words: Iterable[str]):
        """Those that ask one of these, situation and question together."""
        return self.filter(words__in=set(words))

    def due_for_review(self, *, on: datetime.date):
        """Those whose day has come. One without a day is never due."""
        return self.filter(review_on__lte=on)

    def candidates(self) -> list[Candidate]:
        """What may be drawn of these, in one query."""
        rows = self.order_by("pk").values_list("pk", "version", "topic_keys", "level", "gives_parts")
        return [
            Candidate(block_of(pk), version, keys_in(keys), level, parts)
            for pk, version, keys, level, parts in rows
        ]


class BankQuestion(PreviewableMixin, LockableMixin, DraftStateMixin, RevisionMixin, models.Model):
    """One row for each question of the bank, as it was last published; drafts are revisions.

    All but `question` is a copy of what it says, made when it is saved, so that lists and draws can ask for it.
    `topic_keys` holds one topic a line. `version` is what would be asked now.
    """

    question = StreamField(
        QuestionBlocks(),
        min_num=1,
        max_num=1,
        help_text="One question. Its topics say which quizzes draw it.",
    )
    words = models.TextField(editable=False, help_text="Situation and question, to search by.")
    topic_keys = models.TextField(editable=False, default="")
    kind = models.CharField(max_length=20, choices=Kind, editable=False)
    level = models.CharField(max_length=20, choices=Level, default=Level.CORE, editable=False)
    code = models.CharField(max_length=limits.CODE_CHARS, blank=True, editable=False)
    lesson_id = models.PositiveIntegerField(
        null=True, editable=False, help_text="The id of the page that teaches it. Not a key: the page may go."
    )
    review_on = models.DateField(null=True, editable=False)
    gives_parts = models.BooleanField(default=False, editable=False)
    version = models.ForeignKey(
        QuestionVersion, null=True, editable=False, on_delete=models.PROTECT, related_name="in_bank"
    )

    objects = BankQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "question of the bank"
        verbose_name_plural = "questions of the bank"
        constraints = [
            models.CheckConstraint(
                name="a_live_question_of_the_bank_has_a_version",
                condition=Q(live=False) | Q(version__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        stem = next((child.value["stem"] for child in self.question), "") or ""
        return Truncator(stem).words(15) or "A question that is not written yet"

    @property
    def title(self) -> str:
        return str(self)

    @property
    def block(self) -> str:
        """Its name in attempts and figures, from one version to the next."""
        return block_of(self.pk)

    @property
    def topics(self) -> list[str]:
        return [topic for child in self.question for topic in child.value.get("topics") or [] if topic]

    def chosen(self, model: type[models.Model]) -> set[int]:
        """The keys of the rows of a model that it names, as it is saved and in its latest draft."""
        contents = [{"question": self.question.get_prep_value()}]
        if self.latest_revision:
            contents.append(self.latest_revision.content)
        return {key for content in contents for key in chosen_in_content(BankQuestion, content, model)}

    def get_preview_template(self, request, mode_name):
        return "quizzes/bank_question.html"

    def problems(self) -> list[str]:
        """Why it cannot be asked as it stands."""
        if not len(self.question):
            return [NO_QUESTION]
        child = self.question[0]
        if not (child.value["stem"] or "").strip():
            return [NO_STEM]
        return [problem] if (problem := problem_of(child)) else []

    @transaction.atomic
    def harm(self) -> list[str]:
        """Which live quizzes would be short of questions with this one as it stands. Takes the bank's lock."""
        before = BankQuestion.objects.drawable().select_for_update().candidates()
        after = [one for one in before if one.block != self.block]
        if len(after) == len(before):
            return []
        return list(draws.harm(before, [*after, *self._candidate()]))

    def _candidate(self) -> list[Candidate]:
        """What it would be in a draw, with a version that no other question has; nothing when it is not drawn."""
        self.describe()
        if not self.live or self.kind in Kind.unmarked():
            return []
        return [Candidate(self.block, self._version_now(), keys_in(self.topic_keys), self.level)]

    def _version_now(self) -> int:
        """The key of the version that it would publish; NEW where there is none yet."""
        rows = QuestionVersion.objects.filter(digest=digest_of(self._content()))
        return next(iter(rows.values_list("pk", flat=True)), NEW)

    def _content(self) -> dict:
        return self.question[0].block.content(self.question[0].value)

    def describe(self) -> None:
        """Copy what it says into the fields that are asked for."""
        for child in self.question:
            value = child.value
            keys = dict.fromkeys(filter(None, map(topic_key, self.topics)))
            self.words = words_of(value)
            self.topic_keys = "".join(f"{BREAK}{key}" for key in keys) + BREAK if keys else ""
            self.kind, self.level = child.block.kind, value["level"] or Level.CORE
            self.code = (value["code"] or "")[: limits.CODE_CHARS]
            self.lesson_id = value["lesson"].pk if value["lesson"] else None
            day = value.get("review_on")
            self.review_on = day if isinstance(day, datetime.date) else None

    @transaction.atomic
    def save(self, *args, update_fields=None, **kwargs):
        """The one gate: what cannot be asked is not published, and no live quiz is left short."""
        if update_fields is None:
            self._check()
        return super().save(*args, update_fields=update_fields, **kwargs)

    def reasons_not_to_publish(self) -> list[str]:
        """Why it may not be published as it stands, in words. Changes nothing."""
        was, self.live = self.live, True
        try:
            return self._reasons()
        finally:
            self.live = was

    def _reasons(self) -> list[str]:
        self.describe()
        return (self.problems() if self.live else []) or (self.harm() if self.pk else [])

    def _check(self) -> None:
        if reasons := self._reasons():
            raise BankRefused(self, reasons)
        if self.live:
            self.version = question_version(self._content())
            self.gives_parts = self.version.gives_parts

    @transaction.atomic
    def delete(self, *args, **kwargs):
        lock()
        if reasons := reasons_to_keep(self):
            raise BankRefused(self, reasons)
        return super().delete(*args, **kwargs)


def candidate_of(question: BankQuestion) -> Candidate | None:
    """A question as it is published, in a draw; none when it is not drawn."""
    if not question.live or question.kind in Kind.unmarked():
        return None
    keys = keys_in(question.topic_keys)
    return Candidate(question.block, question.version_id, keys, question.level, question.gives_parts)


def keys_in(lines: str) -> frozenset[str]:
    """Topics as a row keeps them, one a line."""
    return frozenset(filter(None, lines.split(BREAK)))


def reasons_to_keep(*questions: BankQuestion) -> list[str]:
    """Why these may not be taken from the bank, all at once: the live quizzes that need them."""
    gone = {question.block for question in questions}
    before = BankQuestion.objects.drawable().candidates()
    return list(draws.harm(before, [one for one in before if one.block not in gone]))


def words_of(value) -> str:
    """What a question's block asks, with its situation."""
    return f"{value['situation'] or ''} {value['stem'] or ''}".strip()


def naming(row: models.Model) -> list[BankQuestion]:
    """The questions that name a row, such as a source, as they are or as they are being changed. One query."""
    questions = BankQuestion.objects.select_related("latest_revision").order_by("words", "pk")
    return [question for question in questions if row.pk in question.chosen(type(row))]


def block_of(pk: int | None) -> str:
    return f"{PREFIX}{pk}"


def candidates_for(wanted: list[Draw]) -> list[Candidate]:
    """What the bank has now for these draws: no query where there are none, else one."""
    if not wanted:
        return []
    return suited(wanted, BankQuestion.objects.drawable().candidates())


def number_of(block: str) -> int:
    """The key of the question that a block names."""
    return int(block.removeprefix(PREFIX))


def is_in_bank(block: str) -> bool:
    """Whether a block's name is that of a question of the bank."""
    return BLOCK.fullmatch(block) is not None


def stems(blocks: set[str]) -> dict[str, str]:
    """What live questions of the bank ask, by block. One query."""
    keys = [number_of(block) for block in blocks]
    rows = BankQuestion.objects.live().filter(pk__in=keys).order_by("pk")
    return {block_of(pk): stem for pk, stem in rows.values_list("pk", "version__stem")}


def lock() -> None:
    """Until the transaction ends, nothing else is put into the bank or taken from it by whoever locks it too."""
    kind = ContentType.objects.get_for_model(BankQuestion)
    ContentType.objects.select_for_update().get(pk=kind.pk)


@transaction.atomic
def add(*, kind: str, value: dict, by, is_published: bool = False) -> BankQuestion:
    """Put a question into the bank: `kind` names its block, `value` is as a block is stored. A draft, unless it is
    to be published; then BankRefused says why it cannot be asked.
    """
    question = BankQuestion(question=QuestionBlocks().to_python([{"type": kind, "value": value}]), live=False)
    question.save()
    revision = question.save_revision(user=by, clean=False)
    if is_published:
        revision.publish(user=by, skip_permission_checks=True)
        question.refresh_from_db()
    return question
