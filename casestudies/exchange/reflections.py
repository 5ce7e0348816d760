"""The one writer of answers: a draft, the first answer for good, a second beside it, and the case completed.

Time and learner are passed in. A first answer never changes once it is committed, whichever window is late.
"""

import datetime

from django.db import transaction
from django.utils import timezone

from casestudies.exchange.answers import Reflection, ReflectionText
from casestudies.pages import CaseStudyPage
from learning.people.models import Post
from learning.people.sides import Side
from learning.records import records
from learning.records.models import Completion


class AlreadyCommitted(Exception):
    """Your first answer is saved and will not change. You can add to it."""


class AnswerFirst(Exception):
    """Save your own answer, and you will see what others would do."""


class NoFirstStep(Exception):
    """Choose a first step. What you have written is saved."""


class TooShort(Exception):
    """Some answers have too few words. `words` counts what each has, by the id of its question."""

    def __init__(self, words: dict[str, int]):
        super().__init__("Some answers are too short.")
        self.words = words


@transaction.atomic
def keep_draft(
    *, learner, page: CaseStudyPage, texts: dict[str, str], first_step: str, at: datetime.datetime
) -> Reflection:
    """Keep what is being written, by the id of its question. It may be kept again until it is committed."""
    enrolment = page.enrolment_of(learner)
    if enrolment is None:
        raise records.NotEnrolled("Join the course to answer.")
    Reflection.objects.get_or_create(
        learner=learner, page=page.page_ptr, defaults={"enrolment": enrolment, "saved_at": at}
    )
    reflection = _locked(learner, page)
    if reflection.committed_at:
        raise AlreadyCommitted("Your first answer is saved and will not change. You can add to it below.")
    reflection.first_step_first = first_step if first_step in page.first_steps() else ""
    reflection.saved_at = at
    reflection.save(update_fields=["first_step_first", "saved_at"])
    for prompt in page.prompts:
        if prompt.id in texts:
            _keep_text(reflection, prompt, texts[prompt.id])
    return reflection


def _keep_text(reflection: Reflection, prompt, text: str) -> None:
    ReflectionText.objects.update_or_create(
        reflection=reflection,
        prompt=prompt.id,
        defaults={"lens": prompt.value["lens"], "question": prompt.value["question"], "text_first": text},
    )


@transaction.atomic
def commit(*, learner, page: CaseStudyPage, at: datetime.datetime) -> Reflection:
    """Make the draft the first answer, for good. Refused, and the draft kept, while something is missing."""
    reflection = _locked(learner, page)
    if reflection is None:
        raise AnswerFirst("Write your answer first.")
    if reflection.committed_at:
        return reflection
    _refuse_what_is_too_short(reflection, page)
    if page.first_steps() and reflection.first_step_first not in page.first_steps():
        raise NoFirstStep("Choose a first step. What you have written is saved.")
    post = Post.objects.main_of(learner, on=timezone.localdate(at))
    reflection.committed_at = at
    reflection.version = records.version_of(reflection.enrolment, at=at)
    reflection.practice_group = post.practice_group if post else None
    reflection.service_side = post.service_side if post else Side.NONE
    reflection.save()
    return reflection


def _refuse_what_is_too_short(reflection: Reflection, page: CaseStudyPage) -> None:
    """Each answer needs the page's number of words. Where answering is optional, a word in one will do."""
    texts = dict(reflection.texts.values_list("prompt", "text_first"))
    words = {prompt.id: len(texts.get(prompt.id, "").split()) for prompt in page.prompts}
    short = {prompt: count for prompt, count in words.items() if count < page.min_words}
    if page.reflection_optional:
        short = {} if any(words.values()) else words
    if short:
        raise TooShort(short)


@transaction.atomic
def add_second(
    *, learner, page: CaseStudyPage, texts: dict[str, str], first_step: str, at: datetime.datetime
) -> Reflection:
    """Put a second answer beside the first. It may be changed; the first may not."""
    reflection = _locked(learner, page)
    if reflection is None or not reflection.committed_at:
        raise AnswerFirst("Save your own answer first, and then you can add to it.")
    changed = False
    for text in reflection.texts.order_by("pk"):
        if texts.get(text.prompt, text.text_second) != text.text_second:
            text.text_second = texts[text.prompt]
            text.save(update_fields=["text_second"])
            changed = True
    step = first_step if first_step in page.first_steps() else ""
    if changed or step != reflection.first_step_second:
        reflection.first_step_second = step
        reflection.added_at = reflection.saved_at = at
        reflection.save(update_fields=["first_step_second", "added_at", "saved_at"])
    return reflection


def complete(*, learner, page: CaseStudyPage, at: datetime.datetime) -> Completion:
    """Complete the case, whatever was watched, heard or read. An answer comes first where one is due."""
    committed = Reflection.objects.of(learner).on(page).committed()
    if page.asks_for_an_answer and not committed.exists():
        raise AnswerFirst("Save your own answer first. Then you can finish this part.")
    return records.complete(learner=learner, activity=page, by=learner, at=at)


def _locked(learner, page: CaseStudyPage) -> Reflection | None:
    """The learner's answer, locked, so that a late draft cannot change what is just being committed."""
    rows = Reflection.objects.of(learner).on(page).select_for_update(of=("self",))
    return rows.select_related("enrolment").order_by("pk").first()
