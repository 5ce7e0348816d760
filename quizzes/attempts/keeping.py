"""The one writer of drafts: what is typed and is not yet a whole answer. Each call may be repeated without harm."""

import datetime

from django.db import transaction

from quizzes.asking.refusals import AttemptRefused
from quizzes.attempts.answers import Attempt
from quizzes.attempts.attempt_questions import AttemptQuestion
from quizzes.attempts.attempts import (
    ATTEMPT_CLOSED,
    CHANGED,
    TIME_IS_UP,
    AttemptClosed,
    ChangedElsewhere,
    TimeIsUp,
)
from quizzes.attempts.responses import Response
from quizzes.attempts.unfinished import AnswerDraft, latest, revision_of

MAX_CHARACTERS = 20_000  # of all that is typed for one question
MAX_VALUES = 200
TOO_MUCH = (
    "This is more than can be kept for one question: {sent:,} characters, of {most:,}. "
    "Please shorten it. All of it is still here."
)
UNREADABLE = (
    "There is a character in this that cannot be saved. Type the words again, rather than pasting them."
)


class NotKept(AttemptRefused):
    """What was typed cannot be kept as it is."""


@transaction.atomic
def keep_half(
    *,
    question: AttemptQuestion,
    fields: dict[str, list[str]],
    seen_revision: int,
    at: datetime.datetime,
) -> AnswerDraft | None:
    """Keep what was typed, beside the answer if there is one; None when there is nothing to keep and nothing stood.

    `fields` is {name: [values]}. `seen_revision` is what the page showed, as in attempts.save_answer: an older
    window is refused with ChangedElsewhere. The same again changes nothing, whatever revision it saw.
    """
    fields = typed_in(fields)
    attempt = Attempt.objects.select_for_update().get(pk=question.attempt_id)
    if not attempt.is_open:
        raise AttemptClosed(ATTEMPT_CLOSED)
    if attempt.is_over(at):
        raise TimeIsUp(TIME_IS_UP)
    draft = AnswerDraft.objects.of(question)
    responses = Response.objects.select_related("typed")
    stands = latest(responses.filter(question=question).order_by("pk").first(), draft)
    if (draft and draft.fields == fields) or not (stands or fields):
        return draft
    if stands and stands.revision != seen_revision:
        raise ChangedElsewhere(CHANGED, stands)
    written = {"fields": fields, "revision": revision_of(stands) + 1, "saved_at": at}
    return AnswerDraft.objects.update_or_create(question=question, defaults=written)[0]


def typed_in(fields: dict[str, list[str]]) -> dict[str, list[str]]:
    """The fields in which something stands. Refused (NotKept): too much, and what no database can hold."""
    typed = {name: values for name, values in fields.items() if any(value.strip() for value in values)}
    words = [value for values in typed.values() for value in values]
    sent = sum(map(len, words))
    if sent > MAX_CHARACTERS or len(words) > MAX_VALUES:
        raise NotKept(TOO_MUCH.format(sent=sent, most=MAX_CHARACTERS))
    if any("\x00" in word for word in words):
        raise NotKept(UNREADABLE)
    return typed
