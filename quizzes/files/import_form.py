"""A file of questions as a trainer sends it, and as it waits between preview and adding."""

from django import forms
from django.core.exceptions import ValidationError

from quizzes.bank.filling import with_topics
from quizzes.files import imports
from quizzes.interchange import own_json
from quizzes.interchange.detect import Format, read
from quizzes.interchange.questions import Reading, Unreadable
from quizzes.limits import QUESTIONS_MAX, TOPIC_CHARS

BYTES_MAX = 1_500_000
AUTO = "auto"
NO_FILE = "Choose a file."
EMPTY = "The file is empty."
TOO_LARGE = "The file is {size} MB, and up to {most} MB can be sent. Make several files of it."
TOO_MANY = "The file has {count} questions, and up to {most} can be added at once. Make several files of it."
NOT_WHOLE = "What was previewed did not come back whole. Choose the file again."


class FoundForm(forms.Form):
    """Once it is valid, `found` is what someone sent came to."""

    found: imports.Import | None = None

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by

    def prepared(self, reading: Reading) -> imports.Import:
        """Refused before anything is looked at in full: more than can be added at once."""
        if (count := len(reading.items)) > QUESTIONS_MAX:
            raise ValidationError(TOO_MANY.format(count=count, most=QUESTIONS_MAX))
        return imports.prepared(reading, by=self.by)


class ImportForm(FoundForm):
    """A file. What was found may hold no question that can be added."""

    file = forms.FileField(
        allow_empty_file=True,
        error_messages={"required": NO_FILE, "missing": NO_FILE, "invalid": NO_FILE},
        help_text="GIFT, Moodle XML, Aiken, or JSON that was exported here. Up to 1.5 MB.",
    )
    format = forms.ChoiceField(
        choices=[(AUTO, "See what it is"), *((form.value, form.words) for form in Format)],
        initial=AUTO,
        required=False,
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > BYTES_MAX:
            raise ValidationError(
                TOO_LARGE.format(size=f"{file.size / 1_000_000:.1f}", most=f"{BYTES_MAX / 1_000_000:.1f}")
            )
        return file

    def clean(self) -> dict:
        cleaned = super().clean()
        if file := cleaned.get("file"):
            self.found = self._read(file.read(), cleaned.get("format") or AUTO)
        elif file is not None:
            self.add_error("file", EMPTY)
        return cleaned

    def _read(self, data: bytes, form: str) -> imports.Import | None:
        try:
            _, reading = read(data, None if form == AUTO else Format(form))
            return self.prepared(self._as_wanted(reading))
        except Unreadable as refusal:
            self.add_error("file", str(refusal))
        except ValidationError as refusal:
            self.add_error("file", refusal)
        return None

    def _as_wanted(self, reading: Reading) -> Reading:
        return reading


class ForBankForm(ImportForm):
    """A file for the bank, where a question without a topic is never drawn."""

    topic = forms.CharField(
        required=False,
        max_length=TOPIC_CHARS,
        help_text="For questions whose file names no topic or category.",
    )
    field_order = ["file", "topic", "format"]

    def _as_wanted(self, reading: Reading) -> Reading:
        return with_topics(reading, topic=" ".join(self.cleaned_data.get("topic", "").split()))


class KeptForm(FoundForm):
    """What was previewed, as our own JSON: it is read again, and trusted no more than a file."""

    kept = forms.CharField(
        widget=forms.HiddenInput,
        strip=False,
        error_messages={"required": NOT_WHOLE, "null_characters_not_allowed": NOT_WHOLE},
    )

    def clean_kept(self) -> str:
        try:
            self.found = self.prepared(own_json.read(self.cleaned_data["kept"]))
        except Unreadable as refusal:
            raise ValidationError(NOT_WHOLE) from refusal
        if self.found.problems or not self.found.items:
            raise ValidationError(NOT_WHOLE)
        return self.cleaned_data["kept"]
