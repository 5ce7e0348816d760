"""What a learner types about a case study."""

from collections.abc import Iterable

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Fieldset, Layout, Submit
from django import forms
from django.core.validators import MaxLengthValidator
from django.urls import reverse

from casestudies.blocks import Lens
from casestudies.exchange.answers import Reflection, ReflectionText
from casestudies.exchange.sharing_forms import SHARED, choice_to_share
from casestudies.exchange.terms import ExchangeSettings
from casestudies.pages import CaseStudyPage

TOO_SHORT = "Write at least {least} words about {lens}. You have written {words}. What you have is saved."
ANYTHING = "Write something in one of the boxes, and then you can read what others would do."
SAME_AS_BEFORE = "The same as before"
SEALED = '{% include "casestudies/includes/sealed.html" %}'
SAVED = '{% include "components/saved.html" with words=saved_words note="Only you can see this." only %}'


class OwnWords(forms.CharField):
    """Free text of a learner, about a lens. Nothing is asked of it here but that it can be kept."""

    widget = forms.Textarea

    def __init__(self, *, lens: str, **kwargs):
        about = Lens(lens).label.lower()
        most = MaxLengthValidator(
            ReflectionText.MAX_LENGTH,
            f"Shorten your answer about {about} to {ReflectionText.MAX_LENGTH:,} characters. "
            "It has %(show_value)s. It is still in the box.",
        )
        unprintable = f"Take the characters that cannot be shown out of your answer about {about}."
        super().__init__(
            required=False,
            validators=[most],
            error_messages={"null_characters_not_allowed": unprintable},
            **kwargs,
        )


class FirstStep(forms.ChoiceField):
    """One of the page's first steps. A code that is not among them is refused."""

    widget = forms.RadioSelect

    def __init__(self, *, choices, **kwargs):
        refusal = {"invalid_choice": "Choose one of the first steps in the list."}
        super().__init__(required=False, choices=choices, error_messages=refusal, **kwargs)


class ExchangeForm(forms.Form):
    """Fields of own words by the id of their question, and a first step."""

    use_required_attribute = False

    def texts(self) -> dict[str, str]:
        """What was typed and can be kept, by the id of its question."""
        words = {name: text for name, text in self.cleaned_data.items() if name.startswith("answer_")}
        return {name.removeprefix("answer_"): text for name, text in words.items()}

    def first_step(self) -> str:
        return self.cleaned_data.get("first_step", "")


class AnswerForm(ExchangeForm):
    """The first answer: a box for each question, and the first step. Enough or not, the writer says."""

    def __init__(self, *args, page: CaseStudyPage, **kwargs):
        super().__init__(*args, **kwargs)
        self.page = page
        lenses = []
        for prompt in page.prompts:
            name, lens = f"answer_{prompt.id}", prompt.value["lens"]
            self.fields[name] = OwnWords(
                lens=lens,
                label=prompt.value["question"],
                help_text="" if page.reflection_optional else f"At least {page.min_words} words.",
                widget=forms.Textarea(attrs={"rows": 5}),
            )
            lenses.append(Fieldset(Lens(lens).label, name, css_class="tf-lens"))
        if steps := page.first_steps():
            self.fields["first_step"] = FirstStep(
                choices=list(steps.items()), label=page.first_step_question or "The first step"
            )
            lenses.append("first_step")
        self.helper = _autosaved(page, Layout(*lenses, HTML(SAVED), HTML(SEALED)))

    def refuse_short(self, words: dict[str, int]) -> None:
        """Say for each answer that is too short how many words it has, and how many it needs."""
        for prompt in self.page.prompts:
            if prompt.id not in words:
                continue
            about = Lens(prompt.value["lens"]).label.lower()
            refusal = TOO_SHORT.format(least=self.page.min_words, lens=about, words=words[prompt.id])
            if self.page.reflection_optional:
                refusal = ANYTHING
            self.add_error(f"answer_{prompt.id}", refusal)


def _autosaved(page: CaseStudyPage, layout: Layout) -> FormHelper:
    helper = FormHelper()
    helper.form_action = reverse("answer_case", args=[page.pk])
    helper.attrs = {"data-module": "tf-autosave", "data-url": reverse("keep_answer", args=[page.pk])}
    helper.form_class = "tf-form"
    helper.legend_size = "m"
    helper.layout = layout
    helper.add_input(Submit("commit", "Save my answer and read theirs"))
    helper.link_url = page.get_url()
    helper.link_text = "Come back to this later"
    return helper


class SecondAnswerForm(ExchangeForm):
    """What has changed since reading the others. All of it may be left empty."""

    def __init__(self, *args, page: CaseStudyPage, texts: Iterable[ReflectionText], **kwargs):
        super().__init__(*args, **kwargs)
        for text in texts:
            self.fields[f"answer_{text.prompt}"] = OwnWords(
                lens=text.lens,
                label=f"{Lens(text.lens).label}: add to your answer",
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        if steps := page.first_steps():
            self.fields["first_step"] = FirstStep(
                choices=[("", SAME_AS_BEFORE), *steps.items()], label="Your first step now"
            )
        self.helper = FormHelper()
        self.helper.form_action = reverse("add_to_answer", args=[page.pk])
        self.finish_words = f"Save. {page.finish_words}" if page.must_be_seen else "Save and finish this part"

    def ask_to_share(self, reflection: Reflection, terms: ExchangeSettings) -> None:
        """Whether colleagues may see the answer, and the terms that say what that means."""
        self.fields["share"] = choice_to_share(reflection, terms)
        self.fields["terms_version"] = forms.IntegerField(
            required=False, initial=terms.terms_version, widget=forms.HiddenInput
        )

    @property
    def wants_to_share(self) -> bool:
        return self.cleaned_data.get("share") == SHARED

    def offer_to_finish(self, is_open: bool) -> None:
        """One main button: the end of this part, while it is open."""
        if is_open:
            self.helper.add_input(Submit("finish", self.finish_words))
        look = "govuk-button--secondary" if is_open else ""
        self.helper.add_input(Submit("save", "Save my second answer", css_class=look))
