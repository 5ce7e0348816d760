"""Forms of lists: a file or pasted rows; what its columns are; what its words mean; and accepting it."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from learning.people.organisations import Organisation
from learning.people.worded import choice_words, words
from learning.workforce.evidence.evidence import REASON_CHARS
from learning.workforce.staff_lists import columns
from learning.workforce.staff_lists.kinds import FORMS, dictionaries_of, mapping_of
from learning.workforce.staff_lists.lists import Kind, StaffList
from learning.workforce.staff_lists.tables import BYTES_MAX, EMPTY, TOO_LARGE, Row, Table, written

PASTED_MAX = 2_000_000
PASTED_NAME = "Pasted"
TOO_MUCH_PASTED = "This is too much to paste: save it as a file, and choose that."
NOTHING = "Choose a file, or paste the rows."
BOTH = "Choose a file or paste the rows, not both."
NOT_HERE = "Not in this list"
EVERYONE, SOME = "everyone", "some"
WORDS_SHOWN = 100
SAMPLE_CHARS = 30
NOT_SAID = {"role": "A job role of its own"}


class BringForm(forms.Form):
    """A list as a file or as pasted rows, for an organisation that one may bring people into."""

    use_required_attribute = False
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), empty_label="Choose one", error_messages=choice_words("an organisation")
    )
    kind = forms.ChoiceField(
        label="What is it?",
        choices=[
            (Kind.STAFF, "A staff list: who works here, starts, leaves and is away"),
            (Kind.COMPLETIONS, "Past completions: what people completed elsewhere, and you accept"),
        ],
        widget=forms.RadioSelect,
        error_messages=choice_words("what it is"),
    )
    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        label="A file",
        help_text="CSV or Excel (.xlsx), up to 10 MB.",
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
    )
    pasted = forms.CharField(
        required=False,
        label="Or rows pasted from a spreadsheet, with the row of headings",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
        error_messages=words("the rows"),
    )

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        field.queryset = organisations.in_order()
        keys = list(organisations.in_order().values_list("pk", flat=True)[:2])
        if len(keys) == 1:
            field.initial, field.widget = keys[0], forms.HiddenInput()
        self.helper = FormHelper()
        self.helper.add_input(Submit("bring", "Go on"))

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > BYTES_MAX:
            size, most = file.size // 1_000_000, BYTES_MAX // 1_000_000
            raise forms.ValidationError(TOO_LARGE.format(size=size, most=most))
        if file is not None and not file.size:
            raise forms.ValidationError(EMPTY)
        return file

    def clean_pasted(self) -> str:
        if len(self.cleaned_data["pasted"]) > PASTED_MAX:
            raise forms.ValidationError(TOO_MUCH_PASTED)
        return self.cleaned_data["pasted"]

    def clean(self) -> dict:
        cleaned = super().clean()
        file, pasted = cleaned.get("file"), cleaned.get("pasted", "").strip()
        if file and pasted:
            self.add_error("file", BOTH)
        if not file and not pasted and not self.errors:
            self.add_error("file", NOTHING)
        return cleaned

    @property
    def brought(self) -> dict:
        """What is kept of it. Ask a form that is valid."""
        file = self.cleaned_data["file"]
        return {
            "organisation": self.cleaned_data["organisation"],
            "kind": self.cleaned_data["kind"],
            "data": file.read() if file else self.cleaned_data["pasted"].encode(),
            "name": file.name if file else PASTED_NAME,
        }


class ColumnsForm(forms.Form):
    """Which column of the file is which of ours; and who is on the list."""

    use_required_attribute = False
    who = forms.ChoiceField(
        label="Who is on this list?",
        widget=forms.RadioSelect,
        error_messages=choice_words("who is on this list"),
    )
    reason = forms.CharField(
        label="Why do you accept these?",
        help_text="Kept with each of them. For example: certificates seen by the training team.",
        max_length=REASON_CHARS,
        error_messages=words("why you accept these"),
    )

    def __init__(self, *args, staff_list: StaffList, table: Table, **kwargs):
        super().__init__(*args, **kwargs)
        self.columns = FORMS[staff_list.kind].columns
        choices = [("", NOT_HERE), *enumerate(_headings(table, next(table.rows, None)))]
        for column in self.columns:
            self.fields[column.name] = forms.TypedChoiceField(
                label=column.label,
                help_text=column.hint,
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                initial=staff_list.columns.get(column.name, ""),
                error_messages=choice_words("a column"),
            )
        if staff_list.kind == Kind.STAFF:
            del self.fields["reason"]
            self.fields["who"].choices = _who(staff_list)
        else:
            del self.fields["who"]
        self.order_fields([*(column.name for column in self.columns), "who", "reason"])
        self.helper = FormHelper()
        self.helper.add_input(Submit("compare", "Compare"))

    @property
    def places(self) -> dict[str, int]:
        chosen = {column.name: self.cleaned_data.get(column.name) for column in self.columns}
        return {name: place for name, place in chosen.items() if place is not None}

    def clean(self) -> dict:
        cleaned = super().clean()
        for reason in columns.missing(self.columns, self.places):
            self.add_error(None, reason)
        return cleaned


def _headings(table: Table, row: Row | None) -> list[str]:
    """Each with what stands below it in the first row, since headings may say little."""
    samples = [written(cell)[:SAMPLE_CHARS] for cell in row.cells] if row else []
    samples += [""] * (len(table.headings) - len(samples))
    named = [heading or f"Column {number}" for number, heading in enumerate(table.headings, 1)]
    return [f"{name}: {sample}" if sample else name for name, sample in zip(named, samples, strict=False)]


def _who(staff_list: StaffList) -> list[tuple[str, str]]:
    return [
        (EVERYONE, f"Everyone who works at {staff_list.organisation}. Posts that are not on it end"),
        (SOME, "Some people. Nobody else’s post changes"),
    ]


class WordsForm(forms.Form):
    """What words of a list mean that are not known; and what was said of words before, to be said anew."""

    use_required_attribute = False

    def __init__(self, *args, staff_list: StaffList, **kwargs):
        super().__init__(*args, **kwargs)
        means = dictionaries_of(staff_list.organisation, staff_list.kind)
        self.label_of = FORMS[staff_list.kind].label
        self.words: dict[str, tuple[str, str]] = {}
        for name, found in staff_list.counts.get("unknown", {}).items():
            for word, rows in sorted(found.items())[:WORDS_SHOWN]:
                self._ask(name, word, means[name].choices, f"In {rows} row{'' if rows == 1 else 's'}.")
        for word, rows in sorted(staff_list.counts.get("new_roles", {}).items())[:WORDS_SHOWN]:
            self._ask("role", word, means["role"].choices, f"In {rows} row{'' if rows == 1 else 's'}.")
        for name, said in mapping_of(staff_list.organisation, staff_list.kind).words.items():
            for word, code in sorted(said.items()):
                self._ask(name, word, means[name].choices, "Said before.", code)
        self.helper = FormHelper()
        self.helper.add_input(Submit("words", "Compare again"))

    def _ask(self, name: str, word: str, choices: dict[str, str], hint: str, code: str = "") -> None:
        key = f"{name}-{len(self.words)}"
        self.words[key] = (name, word)
        self.fields[key] = forms.ChoiceField(
            label=f"{self.label_of(name)}: “{word}”",
            help_text=hint,
            choices=[("", NOT_SAID.get(name, "I do not know yet")), *choices.items()],
            initial=code,
            required=False,
            error_messages=choice_words("a meaning"),
        )

    @property
    def said(self) -> dict[str, dict[str, str]]:
        """By field, our code of each word; empty for what is not known, or not any more."""
        found: dict[str, dict[str, str]] = {}
        for key, (name, word) in self.words.items():
            found.setdefault(name, {})[word] = self.cleaned_data.get(key, "")
        return found


class AcceptForm(forms.Form):
    """That what was shown is to be written. `many`: what is said where many posts would end."""

    use_required_attribute = False
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    may_end_many = forms.BooleanField(required=False)

    def __init__(self, *args, many: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.many = many
        if many:
            self.fields["may_end_many"].label = many
        else:
            del self.fields["may_end_many"]
        self.helper = FormHelper()
        self.helper.form_tag = False
