"""Questions that most people miss, and those of the bank that someone should read again, on the admin's home."""

from django.urls import reverse
from django.utils.formats import date_format
from wagtail.models import Page
from wagtail.permissions import policy_registry

from learning.site.home_panels import HomePanel, Line
from quizzes.bank.bank import BankQuestion
from quizzes.figures.figures import HARD_BELOW_PCT, HARD_FROM_ANSWERS
from quizzes.figures.statistics import hard_questions


class QuestionsPanel(HomePanel):
    """Either the question is unclear, or something is not taught: both are worth a look."""

    name = "questions"
    heading = f"Questions that fewer than {HARD_BELOW_PCT}% get right"
    empty = f"None, of those that {HARD_FROM_ANSWERS} people or more have answered."
    order = 50

    def is_shown(self):
        return self._policy.user_has_permission(self.person, "change")

    def rows(self):
        return hard_questions(pages=self._policy.instances_user_has_permission_for(self.person, "change"))

    def line(self, row):
        return Line(
            title=row.stem,
            url=reverse("how_it_is_answered", args=[row.page_id]),
            note=f"{row.share_pct}% right the first time: {row.right} of {row.answered}. In {row.page_title}.",
        )

    @property
    def _policy(self):
        return policy_registry.get_by_type(Page)


class BankPanel(HomePanel):
    """Learners meet a question until someone changes it, however old it is."""

    name = "bank"
    heading = "Questions of the bank to read again"
    empty = "None is due."
    order = 51

    def is_shown(self):
        return self.person.has_perm("quizzes.change_bankquestion")

    def rows(self):
        return BankQuestion.objects.due_for_review(on=self.today).order_by("review_on", "pk")

    def line(self, row):
        url = reverse(BankQuestion.snippet_viewset.get_url_name("edit"), args=[row.pk])
        return Line(title=str(row), url=url, note=f"Due since {date_format(row.review_on)}.")
