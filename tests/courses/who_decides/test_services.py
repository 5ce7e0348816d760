"""A service's card: what is known of it, and how long ago anybody checked."""

import datetime

import pytest
from django.utils.formats import date_format

from learning.site.models import LocalService
from tests.site.factories import LocalDecisionFactory, LocalServiceFactory

TODAY = datetime.date(2027, 3, 3)


@pytest.fixture
def card(asking, situation, partnership, enrolment, learner_client, text):
    """card(**facts): the page with a service of these facts on it."""

    def show(**facts) -> str:
        service = LocalServiceFactory(partnership=partnership, **facts)
        LocalDecisionFactory(situation=situation, partnership=partnership, naming=[service])
        return text(learner_client.get(asking.url))

    return show


@pytest.mark.parametrize(("days", "is_stale"), [(0, False), (180, False), (181, True), (400, True)])
def test_after_180_days_a_learner_is_told_since_when_nobody_has_checked(card, days, is_stale):
    checked_on = TODAY - datetime.timedelta(days=days)
    words = card(checked_on=checked_on)
    assert (f"Not checked since {date_format(checked_on)}." in words) is is_stale
    assert (f"<dt>Checked</dt><dd>{date_format(checked_on)}</dd>" in words) is not is_stale


def test_a_service_says_all_that_is_known_of_it(card):
    words = card(
        name="A name as long as " + "very " * 15 + "long ones go",
        hours="Every day",
        who_can_refer="Anyone",
        criteria_plain="A child at risk.",
        age_from=5,
        age_to=18,
        consultation_offered=True,
        decides="who is seen\n\nhow soon\n",
        does_not_decide="anything else",
    )
    for said in (
        "long ones go",
        "01632 960111. Every day",
        "<dt>Who can refer</dt><dd>Anyone</dd>",
        "A child at risk.",
        "<dt>Age</dt><dd>Child, 5 to 17</dd>",
        "Yes. Ring and ask.",
        "<dt>Decides</dt><dd>Who is seen</dd><dd>How soon</dd>",
        "<dt>Does not decide</dt><dd>Anything else</dd>",
    ):
        assert said in words


def test_what_is_not_known_of_a_service_is_left_out(card):
    words = card(phone="", age_of=LocalService.AgeOf.ANYONE)
    labels = ("Phone", "Age", "Who can refer", "Decides", "Does not decide", "Part of")
    assert [label for label in labels if f"<dt>{label}</dt>" in words] == []
