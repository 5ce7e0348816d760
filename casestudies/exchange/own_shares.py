"""What someone is told of what they share themselves: on the page of their answer, and in the list on My account."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format

from casestudies.exchange.identifiers import Kind
from casestudies.exchange.shares import Share, ShareQuerySet
from casestudies.exchange.terms import ExchangeSettings

SHOWN = (
    "You share this answer without your name. Colleagues see it once three people of your staff group, in two "
    "organisations, share theirs."
)
FOUND = "A trainer will read this before anyone else does. The check found what may be {found}."
REPORTED = "A colleague has asked a trainer to read this. Until then nobody else sees it."
AGAIN = "A trainer will read this before anyone else does, because an answer of yours was kept back before."
HELD = "A trainer has held this back: {reason}. Nobody else sees it. You can change the words and share it again."
REMOVED = (
    "A trainer has removed this: {reason}. Nobody else sees it. You can change the words and share it again."
)
NEW_TERMS = "What sharing means has changed. Nobody else sees your answer until you have read the page and shared it again."
LOOKED = "On {on} an administrator looked up who wrote this, because someone may be at risk or be recognised."
WORDS = {kind.code: kind.words for kind in Kind}


@dataclass(frozen=True)
class OwnShare:
    """A share as its own writer meets it: its page, whether others may see it, and all there is to say of it."""

    page_id: int
    title: str
    is_shown: bool
    lines: list[str]


def own_share(share: Share, terms: ExchangeSettings) -> OwnShare:
    """Of a share that came with for_its_writer()."""
    looks = [LOOKED.format(on=date_format(timezone.localdate(look.looked_at))) for look in share.looks.all()]
    page = share.reflection.page
    is_current = share.terms_version >= terms.terms_version
    is_shown = is_current and share.state == Share.State.OK
    return OwnShare(page.pk, page.title, is_shown, [_said(share, is_current=is_current), *looks])


def for_its_writer(shares: ShareQuerySet) -> ShareQuerySet:
    """With all that own_share() needs, in three queries."""
    rows = shares.standing().select_related("reflection__page")
    return rows.prefetch_related("looks", "reports").order_by("reflection__page__path", "pk")


def _said(share: Share, *, is_current: bool) -> str:
    if share.state == Share.State.REMOVED:
        return REMOVED.format(reason=share.get_reason_display())
    if share.state == Share.State.HELD and share.decided_at:
        return HELD.format(reason=share.get_reason_display())
    if share.state == Share.State.HELD:
        return _waits(share)
    return SHOWN if is_current else NEW_TERMS


def _waits(share: Share) -> str:
    if share.reports.all():
        return REPORTED
    return FOUND.format(found=found_words(share)) if share.found else AGAIN


def found_words(share: Share) -> str:
    """What the check found, in words: a date and a name of somebody."""
    found = [WORDS[code] for code in share.found if code in WORDS]
    return " and ".join(filter(None, [", ".join(found[:-1]), *found[-1:]]))
