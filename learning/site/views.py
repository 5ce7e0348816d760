"""Pages that show someone their own learning."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from learning.records.certificates import Certificate
from learning.site.access import signed_in
from learning.site.my_learning import certificate_row, enrolments_of, learning
from learning.site.offers import offered_to
from learning.workforce.asks import asked_of
from learning.workforce.entrance import way_to_late_people
from learning.workforce.needs.coming import coming_to

ROWS_A_PAGE = 50


@require_safe
@signed_in
def my_learning(request):
    page = Paginator(enrolments_of(request.user), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "learning": learning(list(page), today=timezone.localdate())}
    context["late_people"] = way_to_late_people(request)
    context["offers"] = offered_to(request.user, at=timezone.now())
    return render(request, "site/my_learning.html", context)


@require_safe
@signed_in
def asked_of_me(request):
    """What is asked of whoever asks, by whom, why and by when."""
    today = timezone.localdate()
    context = {
        "asked": asked_of(request.user, on=today),
        "coming": coming_to(request.user.posts.all(), on=today),
        "trail": [{"title": "My learning", "url": reverse("my_learning")}],
    }
    return render(request, "site/asked_of_me.html", context)


@require_safe
@signed_in
def my_certificates(request):
    own = Certificate.objects.of(request.user).with_details().latest_first()
    page = Paginator(own, ROWS_A_PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    rows = [certificate_row(certificate, today=today) for certificate in page]
    return render(request, "site/my_certificates.html", {"page": page, "rows": rows})
