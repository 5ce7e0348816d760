"""Taking a large file away, once it is made."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from learning.workforce.downloads import asked_why
from learning.workforce.entrance import BY_NAME, roles_of
from learning.workforce.files.asked import AskedFile, reach_of
from learning.workforce.looks import Look
from learning.workforce.sending import XLSX, private_file, refuse_gone


@require_POST
def take_file(request, pk: int):
    """A file of one's own, while one answers for all that one did when asking for it. That it was taken is kept."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("workforce_people"))
    now = timezone.now()
    offered = AskedFile.objects.offered_to(request.user, at=now).exclude(made_at=None)
    asked = get_object_or_404(offered, pk=pk)
    if not roles_of(request) & BY_NAME or not asked.is_within(
        reach_of(request.user, today=timezone.localdate(now))
    ):
        raise Http404
    refuse_gone(asked.stored_as)
    question = asked_why(request, what=Look.What.PEOPLE, filters=asked.filters, rows=asked.rows)
    return question or private_file(asked.stored_as, filename=asked.title, content_type=XLSX)
