"""What checks the words and choices that come from a box of a lesson. Each says what to keep: notes()."""

from django import forms

from learning.records.enrolments import Note

OWN_LABEL = "In your own words"
ONLY_YOU = "Only you can see this."
MAX_COMMITMENTS = 3


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
