"""Whether someone shows an answer to colleagues, and in which words."""

from collections.abc import Iterable, Mapping

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.html import format_html
from django.utils.text import capfirst

from casestudies.blocks import Lens
from casestudies.exchange.answers import Reflection, ReflectionText
from casestudies.exchange.shares import Reason, SharedWords
from casestudies.exchange.terms import ExchangeSettings

PRIVATE, SHARED = "private", "anonymous"
CHOICES = [(PRIVATE, "Keep it to myself"), (SHARED, "Share it without my name")]
ASK = (
    "If you share it, they see “{group}” and “{side}”, and nothing else about you. Your employer never sees it. "
    'You can take it back at any time. <a class="govuk-link" href="{url}">What sharing means</a>'
)
LEAVE_IT = "Leave it as it is: a trainer reads it first"
WHY_REPORT = "Choose why a trainer should read it."


def choice_to_share(reflection: Reflection, terms: ExchangeSettings) -> forms.ChoiceField:
    """Private, unless somebody chooses otherwise."""
    return forms.ChoiceField(
        label="May others learn from your answer?",
        help_text=format_html(
            ASK,
            group=reflection.practice_group.name,
            side=reflection.get_service_side_display(),
            url=terms.terms_page.get_url(),
        ),
        choices=CHOICES,
        initial=PRIVATE,
        required=False,
        widget=forms.RadioSelect,
    )


class ShareForm(forms.Form):
    """The words to show, which may be changed first, and the terms that were read."""

    use_required_attribute = False
    terms_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args,
        texts: Iterable[ReflectionText],
        words: Mapping[str, str] | None = None,
        terms_version: int | None = None,
        **kwargs,
    ):
        initial = {f"words_{prompt}": text for prompt, text in (words or {}).items()}
        super().__init__(*args, initial=initial | {"terms_version": terms_version}, **kwargs)
        for text in texts:
            about = Lens(text.lens).label
            self.fields[f"words_{text.prompt}"] = forms.CharField(
                label=about,
                help_text=text.question,
                required=False,
                max_length=SharedWords.MAX_LENGTH,
                widget=forms.Textarea(attrs={"rows": 6}),
            )
        self.helper = FormHelper()
        self.helper.label_class = "govuk-label--s"
        self.helper.add_input(Submit("share", "Share it without my name"))

    def offer_to_keep(self) -> None:
        """Where something was found: the words as they are may be left, and a trainer reads them first."""
        self.helper.add_input(Submit("keep", LEAVE_IT, css_class="govuk-button--secondary"))

    def words(self) -> dict[str, str]:
        """What is to be shown, by the id of its question."""
        typed = {name: text for name, text in self.cleaned_data.items() if name.startswith("words_")}
        return {name.removeprefix("words_"): text for name, text in typed.items()}


class ReportForm(forms.Form):
    """Why a trainer should read what a colleague shared."""

    use_required_attribute = False
    reason = forms.ChoiceField(
        label="Why should a trainer read it?",
        choices=[(reason.value, capfirst(reason.label)) for reason in Reason],
        widget=forms.RadioSelect,
        error_messages={"required": WHY_REPORT, "invalid_choice": WHY_REPORT},
    )

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.legend_size = "m"
        helper.add_input(Submit("report", "Ask a trainer to read it"))
        return helper
