"""Forms of the training needs: a rule with its terms, and a file of them. Why is asked every time."""

import datetime

from crispy_forms.helper import FormHelper
from django import forms
from wagtail.models import Page

from learning.people.fields import DayField
from learning.people.posts import PracticeGroup
from learning.people.worded import choice_words, number_words, words
from learning.workforce.days import DAY
from learning.workforce.fields import Ticks, indented
from learning.workforce.needs.books import TERMS
from learning.workforce.needs.changes import LONGEST_REASON
from learning.workforce.needs.need import PEOPLE, Held, Need
from learning.workforce.needs.places import Place
from learning.workforce.requirements import Requirement

TOO_LARGE = "This file is larger than a megabyte. A training needs grid is far smaller: is it the right one?"
LARGEST = 1_000_000


def why_field() -> forms.CharField:
    return forms.CharField(
        label="Why",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Kept with your name and the time. No names of people.",
        error_messages=words("why"),
    )


def from_field(**options) -> DayField:
    return DayField(
        label="From which day it is otherwise",
        what="the day from which it is otherwise",
        help_text="Up to the day before, what was asked stays as it was.",
        **options,
    )


class TeamTicks(Ticks):
    def label_from_instance(self, team) -> str:
        return indented(team)


class NeedForm(forms.ModelForm):
    """The terms of a rule of a place: a new one, or one that is `held`, which keeps its course."""

    use_required_attribute = False
    cells = ()
    effective_from = DayField(label="First day", what="the first day")
    effective_to = DayField(
        label="Last day", what="the last day", required=False, help_text="Leave it empty while it applies."
    )
    why = why_field()

    class Meta:
        model = Requirement
        fields = ["course", *TERMS]
        error_messages = {"course": choice_words("a course"), "kind": choice_words("how strongly")}
        labels = {"kind": "How strongly it is asked", "target_pct": "Target, per cent"}

    def __init__(self, data=None, *, place: Place, held: Held | None = None, initial=None, today):
        self.place, self.held, self.today = place, held, today
        super().__init__(data, initial=initial, instance=Requirement())
        self.fields["course"].queryset = Page.objects.filter(pk__in=list(place.courses)).order_by("path")
        self.fields["course"].empty_label = "Choose one"
        self.fields["kind"].choices = [("", "Choose one"), *Requirement.Kind.choices]
        for field in self.fields.values():
            if isinstance(field, forms.IntegerField):
                field.error_messages |= number_words(field.label)
        self._offer_people()
        if held:
            self._hold(held.need)
        self.order_fields(["course", *PEOPLE, *TERMS, "from_day", "again", "why"])
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.small_choices = True

    def _offer_people(self) -> None:
        groups = PracticeGroup.objects.filter(pk__in=list(self.place.groups)).order_by("name", "pk")
        self.fields["groups"] = Ticks(
            groups,
            label="Staff groups",
            required=False,
            help_text=Requirement._meta.get_field("practice_groups").help_text,
            error_messages=choice_words("staff groups"),
        )
        if self.place.teams:
            self.fields["teams"] = TeamTicks(
                self.place.owner.teams.order_by("path"),
                label="Teams",
                required=False,
                help_text=Requirement._meta.get_field("teams").help_text,
                error_messages=choice_words("teams"),
            )

        if self.place.roles:
            self.fields["roles"] = forms.ModelMultipleChoiceField(
                self.place.owner.job_roles.in_order(),
                widget=forms.CheckboxSelectMultiple,
                label="Job roles",
                required=False,
                help_text=Requirement._meta.get_field("job_roles").help_text,
                error_messages=choice_words("job roles"),
            )

    def _hold(self, need: Need) -> None:
        shown = {name: getattr(need, name) for name in ("course", *TERMS)}
        self.initial |= shown | {name: sorted(getattr(need, name)) for name in PEOPLE}
        self.fields["course"].disabled = True
        self.fields["groups"].disabled = not self.place.is_organisation
        if not need.is_to_come_on(self.today):
            self.fields["effective_from"].disabled = True
            self.fields["from_day"] = from_field(required=False)
            self.initial["from_day"] = self.today + DAY
            self.fields["again"] = forms.BooleanField(
                label="Everyone’s days to complete it begin again on that day",
                required=False,
                help_text="Otherwise they go on. They begin again too when what was recommended is required.",
            )

    def needs(self) -> list[Need]:
        """All that is asked for in one go. Ask a form that is valid."""
        return [self.need()]

    def terms(self) -> dict:
        return {name: self.cleaned_data[name] for name in TERMS}

    def need(self) -> Need:
        """What was asked for. Ask a form that is valid."""
        chosen = self.cleaned_data
        return Need(
            course=chosen["course"].pk,
            **{name: frozenset(one.pk for one in chosen.get(name, [])) for name in PEOPLE},
            **self.terms(),
        )

    @property
    def from_day(self) -> datetime.date:
        return self.cleaned_data.get("from_day") or self.today + DAY

    @property
    def again(self) -> bool:
        return self.cleaned_data.get("again", False)


class UploadForm(forms.Form):
    """A file of rules: chosen, or as it was shown a moment ago."""

    use_required_attribute = False
    file = forms.FileField(
        label="The changed file",
        required=False,
        help_text="CSV, as it was downloaded here.",
        error_messages={"empty": "This file is empty."},
    )
    from_day = from_field()
    why = why_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST:
            raise forms.ValidationError(TOO_LARGE)
        return file

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("file") and not self.text and "file" not in self.errors:
            self.add_error("file", "Choose the file.")
        return cleaned

    @property
    def text(self) -> str:
        """What was in the file when it was shown."""
        return self.data.get("text", "")


class DeclineForm(forms.Form):
    """Why what the partnership proposes is taken over or not."""

    use_required_attribute = False
    why = why_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
