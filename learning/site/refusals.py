"""Publishing that was refused, said where the author is: whatever Wagtail was doing, its page is not an error."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from wagtail.admin.admin_url_finder import AdminURLFinder

from learning.records.findings import PublishRefused

CONFLICT = 409


class PublishRefusedMiddleware:
    """A refusal leads to the page that it is about, or to where several of them are listed. Drafts are kept."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception) -> HttpResponse | None:
        if not isinstance(exception, PublishRefused):
            return None
        if not request.accepts("text/html"):
            return JsonResponse({"detail": str(exception)}, status=CONFLICT)
        messages.error(request, str(exception))
        pages = [page for page, _ in exception.amiss]
        if len(pages) == 1:
            return redirect(AdminURLFinder().get_edit_url(pages[0]))
        return redirect("wagtailadmin_explore", pages[0].get_parent().pk)
