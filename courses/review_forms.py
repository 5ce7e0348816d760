"""What people say of what they review."""

from django import forms
from django.db import models

from learning.people.worded import choice_words, words

LONGEST = 2000


class CommentForm(forms.Form):
    text = forms.CharField(
        label="Your comment",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=words("your comment"),
    )


class Decision(models.TextChoices):
    """What a reviewer does, as Wagtail's workflow calls it."""

    APPROVE = "approve", "Approve"
    ASK_FOR_CHANGES = "reject", "Ask for changes"


class DecisionForm(forms.Form):
    """A review. Whoever wants changes says which."""

    text = forms.CharField(
        label="What the author should know",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=words("what the author should know"),
    )
    decision = forms.ChoiceField(choices=Decision.choices, error_messages=choice_words("what to do"))

    def clean(self):
        wants_changes = self.cleaned_data.get("decision") == Decision.ASK_FOR_CHANGES
        if wants_changes and "text" in self.cleaned_data and not self.cleaned_data["text"].strip():
            self.add_error("text", "Say what should be changed.")
        return self.cleaned_data
