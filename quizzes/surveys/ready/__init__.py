"""Surveys that come with the platform, as data: any course may have one."""

from pathlib import Path

import yaml
from wagtail.models import Page

from learning.records.addresses import free_slug
from quizzes.surveys.pages import SurveyPage

CONFIDENCE = Path(__file__).parent / "joint_practice_confidence.yaml"


def add_confidence_survey(*, course: Page, by) -> SurveyPage:
    """The Joint Practice Confidence scale as a draft below a course, for its author to read and to publish."""
    facts = yaml.safe_load(CONFIDENCE.read_text(encoding="utf-8"))
    blocks = [{"type": kind, "value": value} for one in facts.pop("questions") for kind, value in one.items()]
    page = SurveyPage(**facts, slug=free_slug(facts["title"], below=course), questions=blocks, live=False)
    course.add_child(instance=page)
    page.save_revision(user=by)
    return page
