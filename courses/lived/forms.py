"""What an expert by experience says of a course, and how they want to be named for it."""

from django import forms
from django.db import models

from courses.review_forms import LONGEST
from learning.people.worded import choice_words, words

SAY_WHAT = "Say what should change first."


class Word(models.TextChoices):
    SIGN_OFF = "sign_off", "Sign off"
    NOT_YET = "not_yet", "Not yet"


class CreditForm(forms.Form):
    """A name of their own choosing, or none."""

    credited_as = forms.CharField(
        label="How should we name you? If this is empty, no name is shown",
        max_length=100,
        required=False,
        error_messages=words("a name"),
    )


class WordForm(CreditForm):
    text = forms.CharField(
        label="What the authors should know",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=words("what the authors should know"),
    )
    seen = forms.CharField(max_length=60, required=False)
    word = forms.ChoiceField(choices=Word.choices, error_messages=choice_words("what to say"))

    def clean(self):
        if self.cleaned_data.get("word") == Word.NOT_YET and not self.cleaned_data.get("text", "").strip():
            self.add_error("text", SAY_WHAT)
        return self.cleaned_data


class PaymentForm(forms.Form):
    is_paid = forms.TypedChoiceField(
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda word: word == "yes",
        error_messages=choice_words("whether they were paid"),
    )
