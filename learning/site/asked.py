"""What someone is asked to learn, beside what they are learning already."""

import datetime

from learning.records.enrolments import Enrolment
from learning.records.pages import address
from learning.site.my_learning import Row
from learning.workforce.own import Ask, asked_of


def asked_rows(person, *, today: datetime.date) -> tuple[list[Row], dict[int, str]]:
    """Rows for what is asked of them and they have not joined; and by course, why each is asked. One query more than
    what is asked.
    """
    asks = asked_of(person, on=today)
    joined = set(
        Enrolment.objects.of(person)
        .filter(course__in=[ask.course.pk for ask in asks])
        .values_list("course_id", flat=True)
    )
    rows = [_row(ask) for ask in asks if ask.course.pk not in joined and ask.course.live and not ask.is_done]
    return rows, {ask.course.pk: ask.words for ask in asks}


def _row(ask: Ask) -> Row:
    word, kind = ("Overdue", "overdue") if ask.is_late else ("Not started", "plain")
    return Row(ask.course.title, address(ask.course.url_path), ask.words, word, kind)
