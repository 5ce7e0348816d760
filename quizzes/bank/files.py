"""Files of questions into the bank, after the same preview as into a quiz, and out of it."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from learning.records.counting import questions_in_words
from quizzes.bank import filling as bank_filling
from quizzes.bank.bank import BankQuestion
from quizzes.bank.filling import Filled
from quizzes.editing import framed
from quizzes.files import exports, imports
from quizzes.files.import_form import ForBankForm, ImportForm, KeptForm
from quizzes.files.importing import download, files_in, preview, sent

NAME = "questions-of-the-bank"
PUBLISH, DRAFT = "publish", "draft"


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("quizzes.publish_bankquestion")
def import_to_bank(request):
    """A file in, a preview of what it comes to, and then into the bank, published or as drafts."""
    if "add" in request.POST:
        return _add(request)
    form = ForBankForm(*sent(request), by=request.user)
    return _show(request, form, form.found if form.is_bound and form.is_valid() else None)


def _add(request) -> HttpResponse:
    kept = KeptForm(request.POST, by=request.user)
    if not kept.is_valid():
        messages.error(request, kept.errors["kept"][0])
        return redirect("import_to_bank")
    filled = bank_filling.fill(
        prepared=kept.found, by=request.user, is_published=request.POST["add"] == PUBLISH
    )
    messages.success(request, words_of(filled))
    for refusal in filled.refusals:
        messages.warning(request, refusal)
    return redirect(bank_url())


def _show(request, form: ImportForm, found: imports.Import | None) -> HttpResponse:
    items = found.items if found else ()
    count = questions_in_words(len(items))
    adds = [(PUBLISH, f"Add {count} and publish"), (DRAFT, f"Add {count} as drafts")]
    context = _frame(title="Import questions", icon="upload")
    return TemplateResponse(request, "quizzes/admin/import.html", context | preview(form, found, adds=adds))


@require_safe
@permission_required("quizzes.change_bankquestion")
def export_bank(request):
    """The bank as a file, in the format asked for; without one, what each format would hold."""
    raw = [
        row for question in BankQuestion.objects.order_by("pk") for row in question.question.get_prep_value()
    ]
    items, problems = exports.items_in(raw)
    if file := download(request, items, name=NAME):
        return file
    context = _frame(title="Export questions", icon="download")
    return TemplateResponse(request, "quizzes/admin/export.html", context | files_in(items, problems))


def words_of(filled: Filled) -> str:
    """What happened, in a sentence or two."""
    published = filled.count - len(filled.refusals) if filled.is_published else 0
    said = []
    if published:
        said.append(f"{questions_in_words(published)} added to the bank and published.")
    if drafts := filled.count - published:
        said.append(f"{questions_in_words(drafts)} added to the bank as drafts.")
    if filled.there:
        said.append(f"{questions_in_words(filled.there)} already in it, so not added again.")
    return " ".join(said)


def bank_url() -> str:
    return reverse(BankQuestion.snippet_viewset.get_url_name("list"))


def _frame(*, title: str, icon: str) -> dict:
    words = {
        "back_words": "Back to the question bank",
        "what": "The questions of the bank as they were last saved or published",
    }
    return framed("Question bank", bank_url(), title=title, icon=icon, **words)
