"""Publishing at a set time: what is refused holds up no other, and its author is told."""

import datetime

import pytest
import time_machine
from django.core import mail as outbox
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Revision

from learning.records.models import Effect
from tests.courses import factories, forms
from tests.courses.flaws import FACT, NO_SOURCE, is_live, live_body


@pytest.fixture
def scheduled(flawed, trainer):
    """Two drafts that are due: one with something amiss, and one that is whole."""
    now = timezone.now()
    with time_machine.travel(now - datetime.timedelta(hours=2)):
        whole = factories.LessonPageFactory(parent=flawed.get_parent(), title="Whole", live=False)
        for page in (flawed, whole):
            page.go_live_at = timezone.now() + datetime.timedelta(hours=1)
            revision = page.save_revision(user=trainer)
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=page.go_live_at)
    return whole


def test_a_page_that_is_refused_at_its_time_holds_up_no_other(scheduled, flawed):
    with pytest.raises(CommandError, match="“Asking” cannot be published yet"):
        call_command("publish_scheduled")
    assert is_live(scheduled)
    assert FACT not in live_body(flawed)


def test_it_is_not_tried_again_and_its_author_is_told_by_the_worker(scheduled, trainer):
    with pytest.raises(CommandError):
        call_command("publish_scheduled")
    call_command("publish_scheduled")
    effect = Effect.objects.get(task="learning.people.tasks.send_mail")
    assert effect.arguments["to"] == trainer.email
    assert NO_SOURCE in effect.arguments["body"]
    assert outbox.outbox == []


def test_a_dry_run_publishes_nothing(scheduled, capsys):
    call_command("publish_scheduled", dryrun=True)
    assert not is_live(scheduled)


def test_setting_a_time_is_refused_as_publishing_is(lesson, administrator_client):
    later = (timezone.now() + datetime.timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    sent = forms.lesson(lesson, forms.key_fact(FACT), **forms.PUBLISH) | {"go_live_at": later}
    response = administrator_client.post(forms.edit_url(lesson), sent)
    assert NO_SOURCE in str(response.context["form"].errors["body"].as_data()[0].as_json_data())
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()
