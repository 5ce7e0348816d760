"""The one writer of what is shared of answers: shared, withdrawn, reported. Time and person are passed in.

What an identifier is found in is held, whoever asks for it to be shown and however they were warned: the check is made here.
"""

import datetime
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from casestudies.exchange import identifiers, terms
from casestudies.exchange.answers import Reflection
from casestudies.exchange.identifiers import Identifier
from casestudies.exchange.naming import names_of
from casestudies.exchange.shares import AnswerReport, Reason, Share, SharedWords
from casestudies.pages import CaseStudyPage
from learning.people.posts import Post


class NotShared(Exception):
    """Nothing was shared; the message says why, to whoever wrote it."""


Words = Mapping[str, str]


def shared_words(reflection: Reflection) -> dict[str, str]:
    """What is shared of an answer, by the id of its question; before it is shared, what there is: the first answer, and
    what was added to it.
    """
    if words := SharedWords.objects.filter(share__reflection=reflection, share__withdrawn_at=None):
        return dict(words.order_by("pk").values_list("prompt", "text"))
    texts = reflection.texts.order_by("pk")
    return {text.prompt: "\n\n".join(filter(None, (text.text_first, text.text_second))) for text in texts}


def identifiers_in(page: CaseStudyPage, words: Words) -> dict[str, list[Identifier]]:
    """What could tell who somebody is, by the id of the question; only where there is something."""
    known = names_of(page)
    found = {prompt: identifiers.find(text, known=known) for prompt, text in words.items()}
    return {prompt: marks for prompt, marks in found.items() if marks}


def share(*, learner, page: CaseStudyPage, words: Words, terms_version: int, at: datetime.datetime) -> Share:
    """Show an answer to colleagues, without a name, in place of what was shown of it before.

    Held until a trainer has read it: where an identifier is found, and where a trainer kept back what was shared before.
    The same again changes nothing.
    """
    words = {prompt: identifiers.seen(text).strip() for prompt, text in words.items()}
    marks = identifiers_in(page, words)  # before anything is locked: it takes a while
    return _share(learner, page, words, marks, terms_version=terms_version, at=at)


@transaction.atomic
def _share(learner, page: CaseStudyPage, words: Words, marks: dict, *, terms_version: int, at) -> Share:
    reflection = _locked(learner, page)
    _refuse_old_terms(terms_version)
    lenses = {prompt: lens for prompt, lens in reflection.texts.values_list("prompt", "lens")}
    words = {prompt: text for prompt, text in words.items() if prompt in lenses and text}
    if not words:
        raise NotShared("There is nothing in the boxes to share.")
    standing = reflection.shares.standing().select_for_update(of=("self",))
    before = standing.order_by("pk").first()
    first_step = reflection.first_step_second or reflection.first_step_first
    if before and _is_same(before, words, terms_version, first_step):
        return before
    was_kept_back = reflection.shares.exclude(state=Share.State.OK).exists()
    if before:
        _withdraw(before, at)
    found = sorted({one.kind.code for prompt in words for one in marks.get(prompt, ())})
    row = Share.objects.create(
        reflection=reflection,
        organisation=_organisation(reflection),
        first_step=first_step,
        shared_at=at,
        terms_version=terms_version,
        found=found,
        state=Share.State.HELD if found or was_kept_back else Share.State.OK,
    )
    SharedWords.objects.bulk_create(
        SharedWords(share=row, prompt=prompt, lens=lenses[prompt], text=text)
        for prompt, text in words.items()
    )
    return row


@transaction.atomic
def withdraw(*, learner, page: CaseStudyPage, at: datetime.datetime) -> bool:
    """Take an answer back, and its shared words away, at once. False when nothing of it was shared."""
    rows = Share.objects.of(learner).on(page).standing().select_for_update(of=("self",))
    row = rows.order_by("pk").first()
    if row is None:
        return False
    _withdraw(row, at)
    return True


@transaction.atomic
def report(*, public_id: UUID, by, reason: Reason, at: datetime.datetime) -> None:
    """Ask a trainer to read an answer that somebody shared. The first report hides it until then, unless a trainer has
    read it already. Reporting again changes nothing.
    """
    row = Share.objects.select_for_update().get(public_id=public_id)
    _, is_new = AnswerReport.objects.get_or_create(
        share=row, by=by, defaults={"reported_at": at, "reason": reason}
    )
    if is_new and row.state == Share.State.OK and row.decided_at is None:
        row.state = Share.State.HELD
        row.save(update_fields=["state"])


@transaction.atomic
def erase(*, learner, at: datetime.datetime) -> int:
    """Take back everything that a person shares, and say how many answers that was. Nothing of its words stays."""
    rows = list(Share.objects.of(learner).standing().select_for_update(of=("self",)).order_by("pk"))
    for row in rows:
        _withdraw(row, at)
    return len(rows)


def _withdraw(row: Share, at: datetime.datetime) -> None:
    row.words.all().delete()
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])


def _locked(learner, page: CaseStudyPage) -> Reflection:
    rows = Reflection.objects.of(learner).on(page).committed().select_for_update(of=("self",))
    reflection = rows.order_by("pk").first()
    if reflection is None:
        raise NotShared("Save your own answer first.")
    if not reflection.has_a_voice:
        raise NotShared(
            "You held no post in these services when you answered, so there is none to share it from."
        )
    return reflection


def _refuse_old_terms(version: int) -> None:
    now = terms.current()
    if not terms.are_offered(now):
        raise NotShared("Answers cannot be shared on this site at the moment.")
    if version != now.terms_version:
        raise NotShared(
            "What sharing means has changed since you opened the page. Please read it, and choose again."
        )


def _organisation(reflection: Reflection):
    """Where it was answered from. Posts stay when they end; where this one is gone, nothing tells how many places spoke."""
    post: Post | None = Post.objects.main_of(
        reflection.learner, on=timezone.localdate(reflection.committed_at)
    )
    if post is None:
        raise NotShared("The post that you answered from is not known any more.")
    return post.organisation


def _is_same(before: Share, words: Words, terms_version: int, first_step: str) -> bool:
    kept = dict(before.words.values_list("prompt", "text"))
    return (kept, before.terms_version, before.first_step) == (words, terms_version, first_step)
