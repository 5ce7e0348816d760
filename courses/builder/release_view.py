"""Publishing a whole course from the builder: what waits, what stops it, and what people part-way are told."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from courses import releases
from courses.builder.forms import ReleaseForm
from courses.builder.listing import find_course, people_on
from courses.builder.states import state_of
from courses.builder.trails import trail
from learning.records.findings import PublishRefused

PUBLISHED = "“{title}” is published. This is version {number}."


class ReleaseView(WagtailAdminTemplateMixin, FormView):
    """Every draft of a course as one version, or none of them."""

    template_name = "courses/admin/release.html"
    form_class = ReleaseForm
    page_title = "Publish"
    header_icon = "upload"
    amiss: list = []

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.course = find_course(request.user, kwargs["course_id"])
        if not self.course.permissions_for_user(request.user).can_publish():
            raise Http404

    def get_page_subtitle(self):
        return self.course.draft_title

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, *trail(self.course, here="Publish")]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"is_first": not self.course.was_published()}

    def form_valid(self, form):
        try:
            version = releases.publish(
                course=self.course, by=self.request.user, at=timezone.now(), **form.cleaned_data
            )
        except PublishRefused as refusal:
            self.amiss = refusal.amiss
            return self.form_invalid(form)
        messages.success(self.request, PUBLISHED.format(title=self.course.draft_title, number=version.number))
        return redirect("course_builder", self.course.pk)

    def get_context_data(self, **kwargs):
        waiting = releases.waiting(self.course)
        people = people_on({self.course.pk}).get(self.course.pk, {})
        return super().get_context_data(**kwargs) | {
            "course": self.course,
            "waiting": [{"page": page, "state": state_of(page)} for page in waiting],
            "is_waiting": bool(waiting) or not self.course.live or self.course.has_unpublished_changes,
            "part_way": people.get("part_way", 0),
            "amiss": [{"page": page, "findings": findings} for page, findings in self.amiss],
        }
