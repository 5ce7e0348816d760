"""A survey as one form: every question under the other, each asked by the shape that asks it in a quiz."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils.safestring import SafeString

from quizzes.attempts.attempt_questions import AttemptQuestion
from quizzes.questions import QuestionVersion
from quizzes.surveys.points import Point
from quizzes.taking.forms import Parts, words
from quizzes.versions import QuizQuestion


def questions_of(page) -> list[QuestionVersion]:
    """What a survey asks now, in its order. One query."""
    return [row.question_version for row in QuizQuestion.objects.asked_now(page.quiz_id)]


def shape_of(version: QuestionVersion):
    """A question in the author's order, with its keys as they are: a survey has nothing to hide."""
    shown = {
        name: [[row["key"], row["key"]] for row in getattr(version, name)] for name in ("options", "prompts")
    }
    return AttemptQuestion(question_version=version, **shown).shape


class SurveyForm(forms.Form):
    """Every question of a survey, none of which need be answered. It says what it was shown for."""

    use_required_attribute = False
    aside = SafeString("")
    point = forms.CharField(widget=forms.HiddenInput, max_length=10)
    naming = forms.CharField(widget=forms.HiddenInput, max_length=10)

    def __init__(self, *args, versions: list[QuestionVersion], action: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.shapes = {version.pk: shape_of(version) for version in versions}
        self.action = action
        for key, shape in self.shapes.items():
            for name, field in shape.fields().items():
                field.required = False
                self.fields[f"q{key}_{name}"] = field
            if not shape.has_parts:
                self._head(self.fields[f"q{key}_answer"], shape)

    def _head(self, field: forms.Field, shape) -> None:
        """A single field carries the question itself."""
        field.label, field.help_text = shape.version.stem, shape.hint
        field.lead_in = words(shape.version.situation)

    @property
    def given(self) -> dict[int, object]:
        """What was answered, by question version: nothing of what was left."""
        cleaned = {
            key: {name: self.cleaned_data.get(f"q{key}_{name}") for name in shape.fields()}
            for key, shape in self.shapes.items()
        }
        sent = {key: shape.sent(cleaned[key]) for key, shape in self.shapes.items()}
        return {key: self.shapes[key].given(said) for key, said in sent.items() if said}

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_action = self.action
        helper.legend_size = "s"
        helper.small_choices = True
        helper.layout = Layout("point", "naming", *map(self._laid_out, self.shapes))
        helper.add_input(Submit("send", "Send my answers"))
        return helper

    def _laid_out(self, key: int):
        shape = self.shapes[key]
        names = [f"q{key}_{name}" for name in shape.fields()]
        return Parts(*names, shape=shape, name=f"q{key}_hint") if shape.has_parts else names[0]


def initial_of(page, point: Point, *, given: dict | None, versions: list[QuestionVersion]) -> dict:
    """The values of an unsent form: what was answered before, where that can be changed."""
    known = {version.pk: version for version in versions}
    values = {"point": point.value, "naming": page.naming}
    for key, said in (given or {}).items():
        if version := known.get(int(key)):
            shape = shape_of(version)
            fields = shape.initial(shape.sent_of(said))
            values |= {f"q{key}_{name}": value for name, value in fields.items()}
    return values
