"""What people chose in a two-sided case, in the admin, for whoever may edit it. No names."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from casestudies.two_sides.figures import tables_of
from casestudies.two_sides.pages import TwoSidedCasePage
from quizzes import editing
from quizzes.figures.handfuls import FEWEST

TITLE = "What people chose"


@require_safe
def what_people_chose(request, case_id: int):
    page = get_object_or_404(TwoSidedCasePage, id=case_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    framed = editing.frame(page, title=TITLE, icon="decimal", back_words="Back to the case")
    context = framed | {"tables": tables_of(page), "least": FEWEST}
    return TemplateResponse(request, "casestudies/two_sides/admin/chosen.html", context)
