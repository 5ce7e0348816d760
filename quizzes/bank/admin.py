"""The question bank in Wagtail's admin: found by words, topic, level, kind, lesson and review date."""

import django_filters
from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, Panel
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.blocks import StreamBlockValidationError
from wagtail.models import Page
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from learning.site.holders import Holder
from learning.site.sources import Source
from quizzes.bank import bank, draws
from quizzes.bank.bank import BankQuestion, candidate_of
from quizzes.bank.drawing import suited
from quizzes.questions import Kind, Level

EMPTY = (
    "The bank has no questions yet. Add one, or import a file of them. Quizzes draw from it by topic, and each attempt "
    "gets what the person has been asked least often."
)


class BankQuestionForm(WagtailAdminModelForm):
    """When the button is Publish, what stops that stands beside the question. A draft may have anything amiss."""

    def _post_clean(self):
        super()._post_clean()
        if "action-publish" in self.data and not self.is_deferred_validation and not self.errors:
            if reasons := self.instance.reasons_not_to_publish():
                self.add_error("question", StreamBlockValidationError(non_block_errors=reasons))


class BankFilterSet(WagtailFilterSet):
    topic = django_filters.CharFilter(label="Topic", method="of_topic")
    level = django_filters.ChoiceFilter(label="Level", choices=Level.choices)
    kind = django_filters.ChoiceFilter(label="Kind", choices=Kind.choices)
    lesson_id = django_filters.ChoiceFilter(label="Lesson", choices=lambda: lessons())
    review = django_filters.ChoiceFilter(
        label="Review",
        choices=[("due", "Due for review")],
        empty_label="All",
        method="only_due",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = BankQuestion
        fields = ["topic", "level", "kind", "lesson_id", "review"]

    def of_topic(self, questions, name, value):
        return questions.of_topic(value)

    def only_due(self, questions, name, value):
        return questions.due_for_review(on=timezone.localdate())


def lessons() -> list[tuple[int, str]]:
    """The parts that questions of the bank are about, by title."""
    named = BankQuestion.objects.exclude(lesson_id=None).values("lesson_id")
    return list(Page.objects.filter(pk__in=named).order_by("title", "pk").values_list("pk", "title"))


class BankView(IndexView):
    """The list, with what it says of each question on the page worked out for all of them at once."""

    @cached_property
    def header_more_buttons(self):
        buttons = [*super().header_more_buttons]
        if self.request.user.has_perm("quizzes.publish_bankquestion"):
            buttons += [
                Button("Import questions", reverse("import_to_bank"), icon_name="upload", priority=12),
                Button("Export questions", reverse("export_bank"), icon_name="download", priority=13),
            ]
        return buttons

    @cached_property
    def no_results_message(self):
        return "No question matches." if self.is_searching or self.is_filtering else EMPTY

    def get_table(self, object_list, **kwargs):
        today, versions = timezone.localdate(), list(draws.live_draws())
        for question in object_list:
            question.in_topics = ", ".join(question.topics) or "No topic"
            question.review = _review(question, today)
            question.used_in = ", ".join(one.title for one in drawn_by(question, versions)) or "No quiz"
        return super().get_table(object_list, **kwargs)


def _review(question: BankQuestion, today) -> str:
    if question.review_on is None:
        return "No date"
    day = date_format(question.review_on)
    return f"Due since {day}" if question.review_on <= today else day


def in_the_bank(row) -> list[Holder]:
    """The questions of the bank that name a source."""
    return (
        [Holder(one, "Question of the bank") for one in bank.naming(row)] if isinstance(row, Source) else []
    )


def drawn_by(question: BankQuestion, versions) -> list:
    """Of these versions of quizzes, those that may draw a question as it is published."""
    one = candidate_of(question)
    return [version for version in versions if one and suited(draws.draws_in(version), [one])]


class DrawnByPanel(Panel):
    """The live quizzes that may draw what is being edited."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "quizzes/admin/drawn_by.html"

        def is_shown(self):
            return super().is_shown() and self.instance.pk is not None

        def get_context_data(self, parent_context=None):
            published = BankQuestion.objects.get(pk=self.instance.pk)
            versions = draws.live_draws().select_related("quiz__page")
            pages = [version.quiz.page for version in drawn_by(published, versions)]
            return super().get_context_data(parent_context) | {"pages": pages}


class BankViewSet(SnippetViewSet):
    model = BankQuestion
    icon = "list-ul"
    menu_label = "Question bank"
    menu_name = "question-bank"
    add_to_admin_menu = True
    menu_order = 305
    list_per_page = 50
    index_view_class = BankView
    filterset_class = BankFilterSet
    # Asked of the database: the list can then be searched and filtered together, and is never behind.
    search_backend_name = None
    search_fields = ["words", "topic_keys", "code"]
    list_display = [
        "__str__",
        Column("get_kind_display", label="Kind", sort_key="kind"),
        Column("in_topics", label="Topics"),
        Column("get_level_display", label="Level", sort_key="level"),
        Column("review", label="Review date", sort_key="review_on"),
        Column("used_in", label="Used in"),
        Column("status_string", label="Status"),
    ]
    ordering = ["words", "pk"]
    edit_handler = ObjectList(
        [FieldPanel("question"), MultiFieldPanel([DrawnByPanel()], heading="Used in")],
        base_form_class=BankQuestionForm,
    )
