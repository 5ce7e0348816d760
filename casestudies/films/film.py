"""Films and what goes with them."""

import datetime

from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from wagtailmedia.models import AbstractMedia

from casestudies.consents import standing
from casestudies.consents.showable import FilmQuerySet
from casestudies.films import transcript
from casestudies.films.checks import (
    check_captions,
    check_film,
    check_original,
    check_poster,
    check_sound,
    read_bytes,
)


def private():
    return storages["private"]


def private_file(*args, **kwargs) -> models.FileField:
    return models.FileField(*args, upload_to="films", storage=private, **kwargs)


class Film(AbstractMedia):
    """One row for each film, with its renditions and the words that go with it. None has a public address."""

    class Rendition(models.TextChoices):
        """A way to play it: the word in its address, and the name of the field that holds it."""

        FILE = "file", "Film"
        DESCRIBED = "described", "With described pictures"
        LOW_DATA = "low_data", "Smaller file"
        AUDIO = "audio", "Sound only"

    class Track(models.TextChoices):
        """Timed words that go with it, likewise."""

        CAPTIONS = "captions", "Captions"
        DESCRIBED_CAPTIONS = "described_captions", "Captions of the described film"
        DESCRIPTIONS = "descriptions", "Descriptions"
        CHAPTERS = "chapters", "Chapters"

    original = private_file(
        "film",
        blank=True,
        validators=[check_original],
        help_text="As your camera or editing program saved it. The versions that learners play are made of it.",
    )
    file = private_file(
        "film to play",
        blank=True,
        validators=[check_film],
        help_text="MP4, 720p.",
    )
    low_data = private_file(
        "smaller file",
        blank=True,
        validators=[check_film],
        help_text="The same film as a small MP4 (360p), for slow connections.",
    )
    audio = private_file(
        "sound only",
        blank=True,
        validators=[check_sound],
        help_text="M4A.",
    )
    described = private_file(
        "film with described pictures",
        blank=True,
        validators=[check_film],
        help_text="The same film, with what is seen spoken between the lines.",
    )
    thumbnail = private_file(
        "poster",
        blank=True,
        validators=[check_poster],
        help_text="The picture that shows before the film plays. JPEG or PNG.",
    )
    captions = private_file(
        blank=True,
        validators=[check_captions],
        help_text="WebVTT, with who speaks: <v Priya>Hello. The transcript is made from it.",
    )
    described_captions = private_file(
        "captions of the described film",
        blank=True,
        validators=[check_captions],
    )
    descriptions = private_file(
        "descriptions of what is seen",
        blank=True,
        validators=[check_captions],
        help_text="WebVTT. They stand in the transcript, between the lines.",
    )
    chapters = private_file(blank=True, validators=[check_captions])
    described_script = models.TextField(
        blank=True,
        max_length=20_000,
        help_text="In place of that film: what is seen, scene by scene, to read before or after watching.",
    )
    no_description_reason = models.CharField(
        "why neither is needed",
        blank=True,
        max_length=300,
        help_text="Learners read it. Such as: Everything that matters is said aloud.",
    )
    video_codec = models.CharField(max_length=40, blank=True, editable=False)
    audio_codec = models.CharField(
        max_length=40, blank=True, editable=False, help_text="Empty where there is no sound."
    )
    language = models.CharField(max_length=10, default="en-GB", help_text="Such as en-GB or cy.")
    content_note = models.TextField(
        blank=True, max_length=1000, help_text="What someone may want to know before it starts."
    )
    is_fictional = models.BooleanField("the family is fictional", default=True)
    statement = models.CharField(
        "how that is said",
        max_length=300,
        blank=True,
        default="This is a fictional family, drawn, with computer voices.",
    )
    made_by = models.CharField("who made it", max_length=200, blank=True)
    licence = models.CharField(max_length=300, blank=True)
    cues = models.JSONField(
        default=list,
        editable=False,
        help_text="The transcript, as clean() makes it.",
    )

    objects = FilmQuerySet.as_manager()

    admin_form_fields = (
        *("title", "original", "captions", "chapters", "described", "described_captions", "descriptions"),
        *("described_script", "no_description_reason", "content_note", "is_fictional", "statement"),
        *("language", "made_by", "licence", "file", "low_data", "audio", "thumbnail", "collection", "tags"),
    )

    class Meta(AbstractMedia.Meta):
        abstract = False
        verbose_name = "film"
        verbose_name_plural = "films"
        constraints = [
            models.CheckConstraint(
                name="a_film_has_an_original_or_a_file",
                condition=~Q(original="", file=""),
                violation_error_message="Choose the film.",
            ),
        ]

    @property
    def seconds(self) -> int:
        return round(self.duration)

    @property
    def may_be_kept(self) -> bool:
        """Whether its words and files may be taken away: never those of real people, who may take back their consent."""
        return self.is_fictional

    def lapses(self, *, on: datetime.date, course_path: str = "") -> list[str]:
        """Why staff may not be shown it on a day, in a course: a sentence for each person; nothing when they may."""
        return standing.lapses(self, on=on, course_path=course_path)

    @property
    def is_described(self) -> bool:
        """Whether somebody who does not see it is told what is seen, or why nothing has to be."""
        written = self.described_script.strip() or self.no_description_reason.strip()
        return bool(self.described or self.descriptions or written)

    @property
    def url(self) -> str:
        """Where the library leads to: the film as it is played, or as it was uploaded while that is being made."""
        return (self.file or self.original).url

    def clean(self) -> None:
        """Make the transcript. Whoever adds a film calls full_clean(), as forms do, and then save()."""
        super().clean()
        self.cues = self._transcript()

    def _transcript(self) -> list[dict]:
        """The cues of both files; when one that was kept is gone from the disk, those made before."""
        try:
            return transcript.stored(
                captions=read_bytes(self.captions) if self.captions else b"",
                descriptions=read_bytes(self.descriptions) if self.descriptions else b"",
            )
        except FileNotFoundError:
            return self.cues


POSTER = "thumbnail"
SHOWN = (*Film.Rendition.values, *Film.Track.values, POSTER)
FILES = ("original", *SHOWN)
