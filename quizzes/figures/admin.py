"""How a quiz is answered, in the admin: figures for each question, the answers behind them, and a file. No names in any."""

from django.http import Http404, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from learning.workforce.exports import csv_lines
from quizzes.editing import editable_quiz, frame
from quizzes.figures import distinct_answers, figures, handfuls, statistics
from quizzes.figures.pointers import in_one_place, pointers
from quizzes.figures.sheet import sheet_of
from quizzes.versions import Mode, QuizVersion

TITLE = "How it is answered"


@require_safe
def how_it_is_answered(request, page_id: int):
    """Figures for each question, and what is worth a look in it."""
    page = editable_quiz(request, page_id)
    asked = statistics.of_quiz(page.quiz_id)
    placed = in_one_place(asked)
    context = frame(page, title=TITLE, icon="decimal") | {
        "questions": [(one, pointers(one, placed)) for one in asked],
        "least": handfuls.FEWEST,
        "enough": figures.TOLD_FROM_ANSWERS,
        "is_formative": QuizVersion.objects.filter(quiz=page.quiz_id, mode=Mode.FORMATIVE).exists(),
        "may_mark_again": page.permissions_for_user(request.user).can_publish(),
    }
    return TemplateResponse(request, "quizzes/admin/answered.html", context)


@require_safe
def answers_to_question(request, page_id: int, block: str):
    """What was answered to one question, and by how many. Not found: what the quiz does not ask, what is not marked and
    what too few have answered.
    """
    page = editable_quiz(request, page_id)
    question = next((one for one in statistics.of_quiz(page.quiz_id) if one.block == block), None)
    if not question or not question.is_told:
        raise Http404
    framed = frame(page, title="Answers", icon="decimal")
    back = reverse("how_it_is_answered", args=[page.pk])
    framed["breadcrumbs_items"].insert(-1, {"url": back, "label": TITLE})
    context = framed | {
        "question": question,
        "parts": distinct_answers.parts_of(page.quiz_id, block),
        "least": handfuls.FEWEST,
        "back": back,
    }
    return TemplateResponse(request, "quizzes/admin/answers.html", context)


@require_safe
def figures_file(request, page_id: int):
    """The figures as CSV, in which nothing is a formula."""
    page = editable_quiz(request, page_id)
    sheet = sheet_of(
        name=f"{page.slug}-answered",
        title=page.title,
        asked=statistics.of_quiz(page.quiz_id),
        on=timezone.localdate(),
    )
    response = StreamingHttpResponse(csv_lines(sheet), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{sheet.name}.csv"'
    return response
