"""Files of questions in the admin: into a quiz's draft, after a preview, and out of it."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from learning.records.counting import questions_in_words
from quizzes.editing import LOCKED, edit_url, editable_quiz, frame
from quizzes.files import drafting, exports, imports
from quizzes.files.import_form import ImportForm, KeptForm
from quizzes.files.previewing import looked_through
from quizzes.interchange import own_json
from quizzes.interchange.detect import Format
from quizzes.interchange.questions import Item, Problem
from quizzes.pages import QuizPage

SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
def import_questions(request, page_id: int):
    """A file in, a preview of what it comes to, and then into the draft."""
    page = editable_quiz(request, page_id)
    if (lock := page.get_lock()) and lock.for_user(request.user):
        messages.error(request, LOCKED)
        return redirect(edit_url(page))
    if "add" in request.POST:
        return _add(request, page)
    form = ImportForm(*sent(request), by=request.user)
    return _show(request, page, form, form.found if form.is_bound and form.is_valid() else None)


def _add(request, page: QuizPage) -> HttpResponse:
    kept = KeptForm(request.POST, by=request.user)
    if not kept.is_valid():
        messages.error(request, kept.errors["kept"][0])
        return redirect("import_questions", page.pk)
    try:
        added = imports.add(page=page, prepared=kept.found, by=request.user)
    except drafting.QuizIsFull as refusal:
        messages.error(request, str(refusal))
        return _show(request, page, ImportForm(by=request.user), kept.found)
    messages.success(request, added.words)
    return redirect(edit_url(page))


def _show(request, page: QuizPage, form: ImportForm, found: imports.Import | None) -> HttpResponse:
    count = questions_in_words(len(found.items) if found else 0)
    context = frame(page, title="Import questions", icon="upload")
    context |= preview(form, found, adds=[("draft", f"Add {count} to the draft")])
    return TemplateResponse(request, "quizzes/admin/import.html", context)


def sent(request) -> tuple:
    """What a form of a file is made from: nothing, until something is sent."""
    return (request.POST, request.FILES) if request.method == "POST" else ()


def preview(form: ImportForm, found: imports.Import | None, *, adds: list[tuple[str, str]]) -> dict:
    """What a file came to, for the page that shows it. `adds`: value and words of each button that adds."""
    items, problems, notes = (found.items, found.problems, found.notes) if found else ((), (), ())
    return {
        "form": form,
        "problems": problems[:SHOWN],
        "more_problems": max(len(problems) - SHOWN, 0),
        "notes": notes[:SHOWN],
        "more_notes": max(len(notes) - SHOWN, 0),
        "questions": looked_through(found.asked) if found else [],
        "kept": KeptForm(initial={"kept": own_json.write(items).text}, by=form.by) if items else None,
        "count": questions_in_words(len(items)),
        "adds": adds,
    }


@require_safe
def export_questions(request, page_id: int):
    """The latest draft's questions as a file, in the format asked for; without one, what each format would hold."""
    page = editable_quiz(request, page_id)
    items, problems = exports.items_of(page)
    if file := download(request, items, name=page.slug):
        return file
    context = frame(page, title="Export questions", icon="download") | files_in(items, problems)
    return TemplateResponse(request, "quizzes/admin/export.html", context)


def files_in(items: list[Item], problems: list[Problem]) -> dict:
    """What each format would hold, for the page that offers them."""
    return {"files": [exports.written(items, form) for form in Format], "problems": problems}


def download(request, items: list[Item], *, name: str) -> HttpResponse | None:
    """The file that the address asks for; none where it asks for none, or where it would be empty."""
    wanted = request.GET.get("format")
    if wanted not in list(Format) or not (written := exports.written(items, Format(wanted))).count:
        return None
    response = HttpResponse(written.text, content_type=written.content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{written.ending}"'
    return response
