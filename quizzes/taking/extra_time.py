"""The page on which someone sets how much time they need in quizzes."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from learning.site.access import signed_in
from quizzes.attempts import accommodations
from quizzes.attempts.accommodations import Accommodation

NO_LIMIT = "none"
CHOICES = [
    ("0", "As long as everybody else"),
    ("25", "A quarter more (25%)"),
    ("50", "Half as much again (50%)"),
    ("100", "Twice as long (100%)"),
    (NO_LIMIT, "No time limit"),
]
CHOOSE_ONE = "Choose how much time you need."


class ExtraTimeForm(forms.Form):
    """One choice of five."""

    use_required_attribute = False
    time = forms.ChoiceField(
        label="How much time do you need in a quiz with a time limit?",
        choices=CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE_ONE, "invalid_choice": CHOOSE_ONE},
    )

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.legend_size = "m"
        helper.add_input(Submit("save", "Save"))
        return helper

    @property
    def needs(self) -> dict:
        """What was chosen, as the writer takes it."""
        chosen = self.cleaned_data["time"]
        return {"has_no_time_limit": True} if chosen == NO_LIMIT else {"extra_time_pct": int(chosen)}


def choice_of(own: Accommodation | None) -> str:
    if own is None:
        return "0"
    return NO_LIMIT if own.has_no_time_limit else str(own.extra_time_pct)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def extra_time(request):
    """One's own and nobody else's: there is no address at which anybody's could be asked for."""
    form = ExtraTimeForm(
        request.POST or None, initial={"time": choice_of(Accommodation.objects.of(request.user))}
    )
    if request.method == "POST" and form.is_valid():
        accommodations.set_extra_time(person=request.user, at=timezone.now(), **form.needs)
        messages.success(request, "Saved. It counts in every quiz that you begin from now on.")
        return redirect("extra_time")
    return render(request, "quizzes/extra_time.html", {"form": form})
