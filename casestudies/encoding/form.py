"""What a film's form does with the film itself: kept before anything else is looked at, and measured at once."""

import tempfile
from pathlib import Path

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from wagtail.search.backends import get_search_backends
from wagtailmedia.forms import BaseMediaForm

from casestudies.encoding import encodings, uploads
from casestudies.encoding.apart import measure_apart
from casestudies.encoding.measuring import Measured, Refused
from casestudies.encoding.upload import Upload
from casestudies.films.checks import MEGABYTE
from casestudies.films.film import FILES, Film

GONE = "The film that was sent is not here any more. Choose it again."
NOT_WHOLE = (
    "Only {arrived} of {size} MB of “{name}” are here. Choose the same file again: it goes on from there."
)
LIMITS = "MP4, MOV, MKV, WebM or AVI, up to {minutes} minutes and {size} GB."
CAPTIONS = (
    "A WebVTT file (.vtt), if you have one. You can also write them beside the film once it is here. "
    "The transcript is made from them."
)
CHOOSE = "Choose the film."


class UploadingForm(BaseMediaForm):
    """Takes the film as a file, or as the key of what has come in pieces. What has come is kept when the rest is refused."""

    upload = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        self.person = kwargs.get("user")
        self.arrived: Upload | None = None
        self.measured: Measured | None = None
        super().__init__(*args, **kwargs)
        limits = LIMITS.format(minutes=settings.FILM_MOST_MINUTES, size=f"{settings.FILM_MOST_MB / 1024:g}")
        self.fields["original"].help_text += f" {limits}"
        self.fields["captions"].help_text = CAPTIONS
        self.fields["title"].error_messages["required"] = "Give the film a title."
        self.fields["original"].widget = forms.FileInput(attrs={"accept": "video/*,.mkv"})

    def clean(self):
        cleaned = super().clean()
        try:
            self.arrived = self._arrived(cleaned)
            if self.arrived:
                self.measured = self._measure("original", self.arrived.path)
            elif isinstance(cleaned.get("file"), UploadedFile):
                self.measured = self._measure_sent(cleaned["file"])
        except Upload.DoesNotExist:
            self.add_error("original", GONE)
        except ValidationError as refusal:
            self.add_error("original", refusal)
        return cleaned | {"original": None}

    def save(self, commit=True):
        """The film, its files, and what is asked of the worker: all of it, or nothing."""
        with transaction.atomic():
            before = self._as_it_stands()
            film = super().save(commit)
            if self.arrived:
                uploads.release(self.arrived)
                encodings.ask_anew(film=film, by=self.person, at=timezone.now())
            gone = {name for name in before.values() if name} - {getattr(film, field).name for field in FILES}
            encodings.forget(sorted(gone), at=timezone.now())
        for backend in get_search_backends():
            backend.add(film)  # once more, now that its tags are there
        return film

    def _as_it_stands(self) -> dict[str, str]:
        """The names of the film's files now. What the worker made since the page was sent is not written over."""
        locked = Film.objects.select_for_update().filter(pk=self.instance.pk).order_by("pk")
        before = locked.values(*FILES).first() or {}
        for field in encodings.MADE_OF_ORIGINAL:
            if field in before and field not in self.changed_data:
                setattr(self.instance, field, before[field])
        return before

    def _post_clean(self):
        if self.arrived and self.measured:
            self.instance.original = self.arrived.stored_as
        if self.measured:
            self.instance.duration = self.measured.seconds
            for name in ("width", "height", "video_codec", "audio_codec"):
                setattr(self.instance, name, getattr(self.measured, name))
        super()._post_clean()
        if (
            not self.instance.original
            and not self.instance.file
            and not {"original", "file"} & set(self.errors)
        ):
            self.add_error("original", CHOOSE)

    def _get_validation_exclusions(self):
        """Without either file the constraint of the model says the same again, at the top of the page."""
        return super()._get_validation_exclusions() | ({"original"} if not self.instance.original else set())

    def _arrived(self, cleaned: dict) -> Upload | None:
        sent = cleaned.get("original")
        if isinstance(sent, UploadedFile):
            for replaced in Upload.objects.filter(key=cleaned.get("upload"), person=self.person):
                uploads.drop(replaced)
            upload = uploads.keep(person=self.person, file=sent, at=timezone.now())
            self._carry(str(upload.key))
            return upload
        if not (key := cleaned.get("upload")):
            return None
        upload = Upload.objects.get(key=key, person=self.person)
        if not upload.is_whole:
            values = {"arrived": upload.arrived // MEGABYTE, "size": -(-upload.size // MEGABYTE)}
            raise ValidationError(NOT_WHOLE.format(name=upload.name, **values))
        return upload

    def _measure(self, field: str, path: Path) -> Measured | None:
        try:
            return measure_apart(path, most_minutes=settings.FILM_MOST_MINUTES)
        except Refused as refusal:
            self.add_error(field, str(refusal))
            if self.arrived:
                uploads.drop(self.arrived)
                self.arrived = None
                self._carry("")
            return None

    def _measure_sent(self, file: UploadedFile) -> Measured | None:
        with tempfile.NamedTemporaryFile(suffix=Path(file.name).suffix) as copy:
            for chunk in file.chunks():
                copy.write(chunk)
            copy.flush()
            return self._measure("file", Path(copy.name))

    def _carry(self, key: str) -> None:
        """Let the form, shown again, say which upload it has."""
        self.data = self.data.copy()
        self.data[self.add_prefix("upload")] = key
