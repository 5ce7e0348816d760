"""A certificate as its holder sees it, and the public page that checks a code."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from learning.certificates import limits
from learning.certificates.forms import CodeForm
from learning.certificates.own import standing
from learning.certificates.pdf import render as render_pdf
from learning.certificates.qr import WORDS, square
from learning.certificates.sheet import describe
from learning.certificates.verdicts import check
from learning.records.models import Certificate

unstored = cache_control(private=True, no_store=True)


@unstored
@require_safe
@login_required
def certificate(request, pk: int):
    """One's own certificate on screen. Anyone else's is as missing as one that was never awarded."""
    own = get_object_or_404(Certificate.objects.of(request.user).with_details(), pk=pk)
    sheet = describe(own)
    context = {
        "certificate": own,
        "sheet": sheet,
        "standing": standing(own, on=timezone.localdate()),
        "square": square(sheet.check_url),
        "square_words": WORDS,
        "trail": [{"title": "Certificates", "url": reverse("my_certificates")}],
    }
    return render(request, "certificates/certificate.html", context)


@unstored
@require_safe
@login_required
def certificate_pdf(request, pk: int):
    """One's own certificate on paper. One that was withdrawn is no longer given out; its page says why."""
    own = get_object_or_404(Certificate.objects.of(request.user).with_details(), pk=pk)
    if not standing(own, on=timezone.localdate()).may_be_shown:
        return redirect("certificate", pk=own.pk)
    sheet = describe(own)
    return HttpResponse(
        render_pdf(sheet),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{sheet.filename}"'},
    )


@unstored
@require_safe
def verify(request):
    """Where anyone types a code."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return _answer(request, form.cleaned_data["code"])
    return _unlisted(render(request, "certificates/verify.html", {"form": form}))


@unstored
@require_safe
def verify_code(request, code: str):
    """Where the QR code leads. Any address of this form is answered the same way, whatever it holds."""
    return _answer(request, code)


def _answer(request, code: str):
    now = timezone.now()
    try:
        limits.refuse_guessers(request, at=now)
    except limits.TooManyWrongCodes:
        response = render(request, "certificates/too_many.html", status=429)
        response["Retry-After"] = str(limits.WINDOW_SECONDS)
        return _unlisted(response)
    verdict = check(code, at=now)
    limits.count(request, wrong=not verdict.is_ours, at=now)
    return _unlisted(render(request, "certificates/verdict.html", {"verdict": verdict, "form": CodeForm()}))


def _unlisted(response):
    """No search engine lists what was asked about, or the answer."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
