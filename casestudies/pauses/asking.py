"""A question of a pause point, put as quizzes put it. Nothing is stored until it is answered."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.crypto import salted_hmac

from casestudies.pauses.answers import PauseAnswer
from casestudies.pauses.points import PausePoint
from quizzes.attempts.attempt_questions import AttemptQuestion
from quizzes.attempts.responses import TYPED, Response, TypedWords
from quizzes.questions import QuestionVersion
from quizzes.taking.forms import AnswerForm
from quizzes.taking.reviewing import Answered
from quizzes.versions import QuizQuestion

COME_BACK = ", or press Come back to this"
CHANGED = "This question has been changed since you opened the page. Answer it as it is now."
ID_LETTERS = 12


class QuestionForm(AnswerForm):
    """One question of a film. It says which version of the question it was shown for."""

    shown_for = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, question: AttemptQuestion, **kwargs):
        super().__init__(*args, question=question, **kwargs)
        self.initial["shown_for"] = question.question_version.pk
        for field in self.answer_fields.values():
            words = field.error_messages["required"]
            field.error_messages["required"] = words.replace(COME_BACK, "")

    @property
    def showing(self) -> FormHelper:
        helper = super().showing
        helper.layout.append("shown_for")
        return helper

    @property
    def is_of_another_version(self) -> bool:
        """Whether what was sent answers the question as it stood before it was published anew."""
        return self.data.get(self.add_prefix("shown_for")) != str(self.question.question_version.pk)


class PromptForm(forms.Form):
    """One's own words about a moment."""

    use_required_attribute = False

    def __init__(self, *args, point: PausePoint, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"] = forms.CharField(
            label=point.words,
            required=False,
            max_length=PauseAnswer.MAX_LENGTH,
            widget=forms.Textarea(attrs={"rows": 4}),
            error_messages={
                "max_length": "Shorten this to %(limit_value)s characters. It has %(show_value)s."
                " It is still in the box.",
                "null_characters_not_allowed": "Take the characters that cannot be shown out of it.",
            },
        )

    @property
    def showing(self) -> FormHelper:
        """The box, with nothing to send it."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        return helper


def versions_of(quiz_id: int | None) -> dict[str, QuestionVersion]:
    """What a page's pause points ask now, by name. One query; none for a page that asks nothing."""
    rows = QuizQuestion.objects.asked_now(quiz_id) if quiz_id else []
    return {row.block: row.question_version for row in rows}


def asked_of(version: QuestionVersion, *, person, position: int) -> AttemptQuestion:
    """A question as one person meets it. Ids and order tell nothing, and are the same each time that they look."""
    return AttemptQuestion(
        question_version=version,
        position=position,
        options=_shown(version, "options", person, shuffle=version.shuffle_options),
        prompts=_shown(version, "prompts", person, shuffle=False),
    )


def _shown(version: QuestionVersion, name: str, person, *, shuffle: bool) -> list[list[str]]:
    ids = {
        row["key"]: salted_hmac(f"{__name__}.{name}", f"{person.pk} {version.pk} {row['key']}").hexdigest()
        for row in getattr(version, name)
    }
    keys = sorted(ids, key=ids.__getitem__) if shuffle else list(ids)
    return [[ids[key][:ID_LETTERS], key] for key in keys]


def answered(answer: PauseAnswer, *, position: int) -> Answered:
    """What is said of an answer, by the version that was answered. Nothing is stored, and no query is made."""
    version = answer.question_version
    asked = asked_of(version, person=answer.learner, position=position)
    is_typed = asked.shape.is_typed
    response = Response(question=asked, chosen=TYPED if is_typed else answer.given, earned=answer.earned)
    if is_typed:
        response.typed = TypedWords(response=response, text=answer.given)
    return Answered(asked)
