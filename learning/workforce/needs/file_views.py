"""The grid as a file: taken away, changed and sent back; nothing is saved before it is accepted."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from learning.workforce.days import DAY
from learning.workforce.downloads import asked_why
from learning.workforce.looks import Look
from learning.workforce.needs import files
from learning.workforce.needs.forms import UploadForm
from learning.workforce.needs.keeping import ChangedMeanwhile, keep
from learning.workforce.needs.places import ORGANISATION, Place, place_of
from learning.workforce.needs.steps import NeedRefused, seal
from learning.workforce.needs.uploads import DryRun, dry_run
from learning.workforce.needs.views import KEPT, seen, trail
from learning.workforce.sending import streamed_csv


@require_POST
@login_required
def download(request, pk: int):
    """The rules that are not over. That they were taken is kept."""
    today = timezone.localdate()
    place = place_of(request, ORGANISATION, pk, today=today)
    rows = len(files.held(place, today=today))
    question = asked_why(request, what=Look.What.NEEDS, filters={"organisation": pk}, rows=rows)
    name = f"training-needs-{place.owner.code}-{today}.csv"
    return question or streamed_csv(files.lines(place, today=today), filename=name)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def upload(request, pk: int):
    """A changed file: first what it would do, then, once that is accepted, all of it or nothing."""
    today = timezone.localdate()
    place = place_of(request, ORGANISATION, pk, today=today)
    form = UploadForm(request.POST or None, request.FILES or None, initial={"from_day": today + DAY})
    context = {"place": place, "form": form, "trail": trail(request, place)}
    if request.method == "POST" and not form.is_valid():
        context["text"] = _text_kept(form)
    elif request.method == "POST":
        try:
            text = context["text"] = _text(form)
            run = dry_run(place, text, from_day=form.cleaned_data["from_day"], today=today)
            if _is_accepted(request, run):
                return _keep(request, place, run, why=form.cleaned_data["why"])
            context |= {"run": run} | _seen(request, place, run, today)
        except files.Unreadable as refusal:
            form.add_error("file", str(refusal))
        except (NeedRefused, ChangedMeanwhile) as refusal:
            form.add_error(None, str(refusal))
    return render(request, "workforce/needs/upload.html", context)


def _text(form: UploadForm) -> str:
    """What is in the file, or what was in it when it was shown."""
    file = form.cleaned_data["file"]
    return files.decoded(file.read()) if file else form.text


def _text_kept(form: UploadForm) -> str:
    """The same where something else is amiss; empty where the file itself is."""
    if "file" in form.errors:
        return ""
    try:
        return _text(form)
    except files.Unreadable:
        return ""


def _is_accepted(request, run: DryRun) -> bool:
    return bool(run.steps) and not run.troubles and request.POST.get("seal") == seal(run.steps)


def _seen(request, place: Place, run: DryRun, today) -> dict:
    if run.troubles or not run.steps:
        return {}
    return seen(request, place, run.steps, today=today)


def _keep(request, place: Place, run: DryRun, *, why: str):
    keep(owner=place.owner, steps=run.steps, why=why, by=request.user, at=timezone.now())
    messages.success(request, KEPT)
    return redirect(place.url("needs"))
