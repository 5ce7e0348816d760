"""What a learner writes or chooses in a lesson: the forms that check it, and the boxes that show it.

A box is one form on the page; it has the id of its block, or NOTE for the one at the end of every lesson. Each of its
fields is one private note, kept under an id that stays the same when a trainer moves the block or the prompt.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field

from django import forms
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
OWN_LABEL = "In your own words"
ONLY_YOU = "Only you can see this."
MAX_COMMITMENTS = 3
NOT_SAVED = "Not saved yet. Press “Save” to keep it."


def refusals(label: str) -> dict[str, str]:
    """What is said of words that are too long, or hold a character that no database keeps."""
    name = f"“{label}”".replace("%", "%%")
    return {
        "max_length": f"{name} has %(show_value)d characters, and can have %(limit_value)d. "
        "Shorten it and save again.",
        "null_characters_not_allowed": f"{name} holds a character that cannot be kept. "
        "Take it out, or type the words again.",
    }


class WordsField(forms.CharField):
    """Free text of several lines, with line ends counted once, as a person counts them. It may be emptied."""

    widget = forms.Textarea

    def __init__(self, label: str):
        super().__init__(
            label=label,
            required=False,
            max_length=Note.MAX_LENGTH,
            help_text=ONLY_YOU,
            error_messages=refusals(label),
        )

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class WordsForm(forms.Form):
    """One or more fields of free text."""

    use_required_attribute = False

    def __init__(self, data, *, labels: dict[str, str]):
        super().__init__(data)
        for name, label in labels.items():
            self.fields[name] = WordsField(label)

    def notes(self) -> dict[str, str]:
        return self.cleaned_data


class ChoiceForm(forms.Form):
    """What someone would do in a scenario. Sent with “again” it takes the choice back."""

    use_required_attribute = False

    def __init__(self, data, *, name: str, options: list[tuple[str, str]]):
        super().__init__(data)
        wrong = "That is not one of the choices here. Choose what you would do from the list."
        self.fields[name] = forms.ChoiceField(
            label="What would you do?",
            choices=options,
            required="again" not in data,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose what you would do.", "invalid_choice": wrong},
        )

    def notes(self) -> dict[str, str]:
        return self.cleaned_data


class CommitmentsForm(forms.Form):
    """Up to three things to do, chosen or in one's own words; kept as lines, in their words."""

    use_required_attribute = False

    chosen = forms.MultipleChoiceField(
        label="Choose up to three",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "One of these is no longer on the list. Choose again."},
    )
    own = forms.CharField(
        label=OWN_LABEL,
        required=False,
        max_length=300,
        help_text=ONLY_YOU,
        error_messages=refusals(OWN_LABEL),
    )

    def __init__(self, data, *, name: str, suggestions: list[tuple[str, str]]):
        super().__init__(data)
        self.name = name
        self.fields["chosen"].choices = suggestions

    def clean(self):
        cleaned = super().clean()
        count = len(self._lines(cleaned))
        if count > MAX_COMMITMENTS:
            self.add_error("chosen", f"Choose at most {MAX_COMMITMENTS} things to do. You have {count}.")
        return cleaned

    def notes(self) -> dict[str, str]:
        return {self.name: "\n".join(self._lines(self.cleaned_data))}

    def _lines(self, cleaned: dict) -> list[str]:
        words = dict(self.fields["chosen"].choices)
        chosen = [words[key] for key in cleaned.get("chosen", [])]
        own = " ".join(cleaned.get("own", "").split())
        return [*chosen, own] if own else chosen


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
