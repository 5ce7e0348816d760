"""What a trainer pastes. What Word leaves behind is taken out before anything else looks at it."""

from django import forms
from django.core.exceptions import ValidationError

from learning.site.sources import Source
from quizzes.files import pasting
from quizzes.files.plain_text import plain

NOTHING = "Paste or type at least one question."


class PlainTextField(forms.CharField):
    """Words without formatting. Lines keep their numbers, so blank ones at the start stay."""

    def __init__(self, **kwargs):
        super().__init__(strip=False, widget=forms.Textarea, **kwargs)

    def to_python(self, value) -> str:
        return plain(super().to_python(value))


class PasteForm(forms.Form):
    """Once it is valid, `reading` is what was read; it may hold no question that can be asked."""

    text = PlainTextField(label="Questions", error_messages={"required": NOTHING})

    reading: pasting.Reading | None = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs |= {"rows": 22, "autofocus": not self.initial.get("text")}

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        codes = Source.objects.values_list("code", flat=True)
        try:
            self.reading = pasting.read(text, known_sources=set(codes))
        except pasting.TooMuch as refusal:
            raise ValidationError(str(refusal)) from refusal
        if not (self.reading.questions or self.reading.problems):
            raise ValidationError(NOTHING)
        return text
