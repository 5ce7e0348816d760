"""What is typed about people in a film."""

from django import forms
from wagtail.models import Page

from casestudies.consents.consenting import NO_PAPER, NOT_CONSIDERED
from casestudies.consents.participants import LABEL_HELP, Participant, Route
from casestudies.consents.register import What
from casestudies.consents.scopes import Scope
from learning.records.pages import Programme

WHOLE_FILM = (
    "They agree to the whole film. Where a page shows only a part of it, the file that is sent still holds all of it, and so do its "
    "captions. If somebody agrees to a part alone, cut that part out and add it as a film of its own."
)
NO_LABEL = "Say who they are in the film, such as “Mother, 30s”."
NO_NAMES = "Leave out names, and what would tell who they are."


class DayField(forms.DateField):
    """A day, by the browser's own picker."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **kwargs):
        super().__init__(
            error_messages={"required": "Give the day.", "invalid": "Give a whole day."}, **kwargs
        )


class ParticipantForm(forms.ModelForm):
    """Someone who is in the film, by a label."""

    turns_18_on = DayField(
        label="Filmed as a child? Then the day on which they turn eighteen",
        required=False,
        help_text="What a parent agreed to ends on that day, unless they agree anew themselves.",
    )

    class Meta:
        model = Participant
        fields = ["label", "turns_18_on"]
        error_messages = {"label": {"required": NO_LABEL}}


class CorrectionForm(forms.Form):
    """A better label, and whether to erase what may name somebody. What was agreed stays."""

    label = forms.CharField(
        label="Who they are in the film",
        max_length=60,
        help_text=LABEL_HELP,
        error_messages={"required": NO_LABEL},
    )
    erase = forms.BooleanField(
        label="Erase who asked them, how to reach them and where their form is",
        required=False,
        help_text="For good. What they agreed to, and when, stays.",
    )


class ConsentForm(forms.Form):
    """What somebody agreed to. The writer refuses what cannot be."""

    scope = forms.ChoiceField(
        label="Who may see the film",
        choices=Scope,
        widget=forms.RadioSelect,
        help_text=WHOLE_FILM,
        error_messages={"required": "Choose who may see the film, as they agreed."},
    )
    course = forms.ModelChoiceField(
        Page.objects.none(), label="For one course: which", required=False, empty_label="No course"
    )
    given_on = DayField(label="They agreed on")
    seen_final_cut_on = DayField(label="They saw the finished film on")
    expires_on = DayField(
        label="It runs out on", required=False, help_text="Empty: after 24 months. 36 months at most."
    )
    as_adult = forms.BooleanField(label="They are eighteen, and agreed themselves", required=False)
    capacity_considered = forms.BooleanField(
        label="Whether they could decide this was considered",
        error_messages={"required": NOT_CONSIDERED},
    )
    taken_by_independent_of_care = forms.BooleanField(
        label="Whoever asked them is independent of their care", required=False
    )
    taken_by = forms.CharField(
        label="Who asked them", max_length=100, error_messages={"required": NO_PAPER["taken_by"]}
    )
    contact_route = forms.CharField(
        label="How to reach them",
        max_length=200,
        help_text="To ask again. For example: through the service.",
        error_messages={"required": NO_PAPER["contact_route"]},
    )
    document_ref = forms.CharField(
        label="Where the signed form is", max_length=100, required=False, help_text=NO_NAMES
    )

    def __init__(self, *args, participant: Participant, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["course"].queryset = Page.objects.type(Programme).order_by("title", "pk")
        if participant.turns_18_on is None:
            del self.fields["as_adult"]

    @property
    def answers(self) -> dict:
        """What was typed, as the writer takes it."""
        answers = dict(self.cleaned_data)
        paper = {name: answers.pop(name) for name in ("taken_by", "contact_route", "document_ref")}
        return answers | {"paper": paper}


class StrikeForm(forms.Form):
    """Why somebody is taken off the list who should never have been on it."""

    what = forms.ChoiceField(
        label="Why they should not be listed",
        choices=[
            (What.STRUCK_ABSENT.value, "They are not in this film"),
            (What.STRUCK_TWICE.value, "They are listed twice"),
        ],
        widget=forms.RadioSelect,
        help_text="They stay in the register, struck out, with this reason and your name.",
        error_messages={"required": "Say why they should not be listed."},
    )


class WithdrawalForm(forms.Form):
    """Who withdraws, how that reached us, and when. There is no box for a reason."""

    participant = forms.ModelChoiceField(
        Participant.objects.none(),
        label="Who withdraws",
        empty_label="Choose who",
        error_messages={"required": "Choose who withdraws."},
    )
    route = forms.ChoiceField(
        label="How they told us",
        choices=Route,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how they told us."},
    )
    told_on = DayField(label="They told us on")

    def __init__(self, *args, film, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["participant"].queryset = film.participants.listed().in_order()
