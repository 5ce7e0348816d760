"""What a course asks and gives, as short facts: what someone wants to know before they start."""

from django.utils.formats import date_format
from django.utils.text import capfirst

from learning.records.counting import counted, minutes_in_words, parts_in_words
from learning.records.versions import Version


def facts(course, *, parts: int, version: Version | None) -> list[dict]:
    """What fits beside the title, each as a label and a value, leaving out what the course does not say."""
    return _said(
        ("Time", f"{minutes_in_words(course.minutes)} in {parts_in_words(parts)}" if parts else ""),
        ("Level", course.level),
        ("First", course.before_you_start),
        ("To pass", course.pass_rule),
        ("Certificate lasts", certificate_life(course.certificate_months)),
        ("Counts as", counts_as(course)),
        ("Law of", course.get_nation_display()),
        ("Evidence checked", checked(course)),
        ("Version", f"{version.number}, {date_format(version.published_at)}" if version else ""),
    )


def small_print(course) -> list[dict]:
    """What someone looks up once: what the minutes are made of, whose law it is, and competencies."""
    return _said(
        ("Safeguarding minutes", safeguarding(course)),
        ("What the minutes count as", course.minutes_note),
        ("With other people", course.session_note),
        ("Law", course.nation_note),
        (
            "AiMH UK competencies",
            ". ".join(filter(None, [capfirst(course.imhcf_domains), course.imhcf_note])),
        ),
    )


def _said(*rows: tuple[str, str]) -> list[dict]:
    return [{"label": label, "value": value} for label, value in rows if value]


def certificate_life(months: int | None) -> str:
    if months is None:
        return "It does not expire"
    return counted(months, "month")


def counts_as(course) -> str:
    return f"{minutes_in_words(course.minutes)} of learning, {course.minutes_participatory} participatory"


def safeguarding(course) -> str:
    """A child and an adult minute may be the same minute, so they are not added up."""
    child, adult = course.minutes_child_safeguarding, course.minutes_adult_safeguarding
    return f"Child {child}, adult {adult}" if child or adult else ""


def checked(course) -> str:
    """The month: nobody checks to the day."""
    return date_format(course.evidence_checked_on, "YEAR_MONTH_FORMAT") if course.evidence_checked_on else ""
