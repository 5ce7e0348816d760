"""The builder's pages. Only who may change a course finds it; what is sent from them is in actions."""

from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from courses import joint
from courses.builder.contents import Contents, contents
from courses.builder.copies import duplicate_course
from courses.builder.forms import COPY, ModuleForm, NewCourseForm, PartForm
from courses.builder.listing import courses_of, find_course, find_index, may_build, rows_for
from courses.builder.skeletons import start_course
from courses.builder.trails import trail
from courses.pages import CoursePage

NO_CATALOGUE = "There is no page for courses yet, or you may not add to it. Ask whoever runs the site."
STARTED = "“{title}” is there, as a draft. Nobody sees it until you publish it."


class CoursesView(WagtailAdminTemplateMixin, TemplateView):
    """The courses that someone writes."""

    template_name = "courses/admin/courses.html"
    page_title = "Courses"
    header_icon = "folder-open-inverse"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        may_build(request.user)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, *trail()]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "rows": rows_for(self.request.user),
            "may_add": find_index(self.request.user) is not None,
        }


class BuilderView(WagtailAdminTemplateMixin, TemplateView):
    """One course: everything in it, in order. The head names the page, so that a long title stands once and in full."""

    template_name = "courses/admin/builder.html"
    page_title = "Course builder"
    header_icon = "list-ul"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.course = find_course(request.user, kwargs["course_id"])

    def get_page_subtitle(self):
        return self.course.draft_title

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, *trail(here=self.page_title)]

    def get_context_data(self, **kwargs):
        found = contents(self.course, person=self.request.user, on=timezone.localdate())
        return super().get_context_data(**kwargs) | {
            "contents": found,
            "course": found.course,
            "modules": _with_forms(found),
            "module_form": ModuleForm(auto_id="id_module_%s"),
            "joint": joint.checklist(found.course.page),
            "may_publish": self.course.permissions_for_user(self.request.user).can_publish(),
        }


def _with_forms(found: Contents) -> list[dict]:
    """Each module with its form for a new part, and the other modules that a part of it may go to."""
    return [
        {
            "module": module,
            "form": PartForm.offering(module),
            "others": [other for other in found.modules if other is not module],
        }
        for module in found.modules
    ]


class NewCourseView(WagtailAdminTemplateMixin, FormView):
    """A new course, from a skeleton or from another course."""

    template_name = "courses/admin/new_course.html"
    form_class = NewCourseForm
    page_title = "New course"
    header_icon = "circle-plus"

    def dispatch(self, request, *args, **kwargs):
        may_build(request.user)
        self.index = find_index(request.user)
        if self.index is None:
            messages.error(request, NO_CATALOGUE)
            return redirect("courses_in_admin")
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, *trail(here="New course")]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"courses": courses_of(self.request.user)}

    def get_initial(self):
        """?from=12 chooses that course to copy."""
        original = self.request.GET.get("from", "")
        return {"start": COPY, "original": original} if original.isdecimal() else {}

    def form_valid(self, form):
        course = self._start(**form.cleaned_data)
        messages.success(self.request, STARTED.format(title=course.title))
        return redirect("course_builder", course.pk)

    def _start(self, title: str, start: str, original=None) -> CoursePage:
        by = self.request.user
        if start == COPY:
            return duplicate_course(course=original.specific, title=title, by=by)
        return start_course(index=self.index, title=title, skeleton=start, by=by)
