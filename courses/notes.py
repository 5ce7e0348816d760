"""What a learner has written or chosen in a lesson, in the boxes that show it.

A box is one form on the page; it has the id of its block, or NOTE for the one that ends every lesson. Each
of its fields is one private note, kept under an id that stays the same when a trainer moves the prompt.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from learning.records import records
from learning.records.enrolments import Note
from learning.site import kept

NOTE = "note"
NOTE_LABEL = "Your own note"
NOT_SAVED = "Not saved yet. Press “Save” to keep it."


@transaction.atomic
def keep_notes(*, learner, activity, notes: dict[str, str], at: datetime.datetime) -> None:
    """Keep what has changed; an empty field that never held anything is no note."""
    before = dict(
        Note.objects.filter(learner=learner, activity=activity.pk, field__in=notes).values_list(
            "field", "text"
        )
    )
    for name, text in notes.items():
        if text != before.get(name, ""):
            records.keep_note(learner=learner, activity=activity, field=name, text=text, at=at)


@dataclass(frozen=True)
class Words:
    """One field of a box as the page shows it."""

    name: str
    label: str
    text: str

    @property
    def id(self) -> str:
        return f"words-{self.name}"


@dataclass(frozen=True)
class Box:
    """One form as the page shows it. Without an address it cannot be sent: a preview keeps nothing."""

    name: str
    fields: list[Words]
    url: str = ""
    saved: str = ""
    typed: QueryDict | None = None

    @property
    def id(self) -> str:
        return f"box-{self.name}"

    @property
    def text(self) -> str:
        """The first field's words: for boxes of one field."""
        return self.fields[0].text


@dataclass(frozen=True)
class Boxes:
    """What one learner has in the boxes of one page. Without a page: closed, as in a preview."""

    page: int | None = None
    notes: dict[str, Note] = field(default_factory=dict)
    take_typed: Callable[[str], QueryDict | None] = lambda url: None

    def box(self, name: str, labels: dict[str, str]) -> Box:
        """The box of a block, with a field for each label."""
        if self.page is None:
            return Box(name=name, fields=[Words(key, label, "") for key, label in labels.items()])
        url = reverse("keep_note", args=[self.page, name])
        typed = self.take_typed(url)
        found = [self.notes[key] for key in labels if key in self.notes]
        return Box(
            name=name,
            fields=[Words(key, label, self._text(key, typed)) for key, label in labels.items()],
            url=url,
            saved=saved_words(found) if typed is None else NOT_SAVED,
            typed=typed,
        )

    def _text(self, key: str, typed: QueryDict | None) -> str:
        if typed is not None and key in typed:
            return typed[key]
        return self.notes[key].text if key in self.notes else ""


def boxes_of(request, page) -> Boxes:
    """What the person asking has kept on a page, and typed before they were signed out. One query."""
    notes = Note.objects.filter(learner=request.user, activity=page.pk)
    return Boxes(
        page=page.pk,
        notes={note.field: note for note in notes},
        take_typed=lambda url: kept.take(request, url),
    )


def saved_words(notes: list[Note]) -> str:
    """When a box was last saved: the time today, the day before that. Nothing is said of an empty box."""
    if not any(note.text for note in notes):
        return ""
    saved_at = timezone.localtime(max(note.saved_at for note in notes))
    is_today = saved_at.date() == timezone.localdate()
    return f"Saved {date_format(saved_at, 'TIME_FORMAT' if is_today else 'DATE_FORMAT')}"
