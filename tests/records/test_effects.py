"""Asked for in the fact's transaction; leased; tried again, less and less often; done once."""

import datetime
import os
import re
import socket

import pytest
from django.db import transaction
from django.utils import timezone

from learning.records import effects
from learning.records.backend import EffectsBackend
from learning.records.management.commands import worker
from learning.records.models import Effect
from learning.records.worker import work_once
from tests.factories import LONG_AGO, EffectFactory
from tests.records import tasks

pytestmark = pytest.mark.django_db

NOTE = "tests.records.tasks.note"
FAIL = "tests.records.tasks.fail"
SECOND = datetime.timedelta(seconds=1)


def work(at) -> bool:
    return work_once(worker="test", clock=lambda: at)


@pytest.fixture
def notes(settings):
    """What the tasks of the test have written so far."""

    def read() -> list[str]:
        path = settings.MAIL_DIR / "notes"
        return path.read_text().splitlines() if path.exists() else []

    return read


def test_an_effect_that_is_asked_for_twice_is_one(now):
    for _ in range(2):
        effects.ask(task=NOTE, key="a", at=now, text="once")
    assert Effect.objects.get().arguments == {"text": "once"}


def test_an_effect_is_rolled_back_with_its_fact(now):
    with transaction.atomic():
        effects.ask(task=NOTE, key="a", at=now)
        transaction.set_rollback(True)
    assert not Effect.objects.exists()


def test_a_fact_asks_for_everything_that_settings_name(now, settings):
    settings.REACTIONS = {"something_happened": [NOTE, FAIL]}
    effects.react("something_happened", key="7", at=now)
    assert set(Effect.objects.values_list("key", "task")) == {
        ("something_happened:7:note", NOTE),
        ("something_happened:7:fail", FAIL),
    }


def test_a_fact_that_nobody_reacts_to_asks_for_nothing(now):
    effects.react("nothing_of_ours", key="7", at=now)
    assert not Effect.objects.exists()


def test_the_tasks_interface_writes_a_row_in_the_callers_transaction():
    with transaction.atomic():
        tasks.note.enqueue(text="a")
        transaction.set_rollback(True)
    assert not Effect.objects.exists()


def test_a_task_with_a_key_is_asked_for_once():
    for _ in range(2):
        tasks.note.enqueue(key="a", text="once")
    assert (Effect.objects.get().key, Effect.objects.get().arguments) == ("a", {"text": "once"})


def test_a_task_without_a_key_counts_each_time():
    for _ in range(2):
        tasks.note.enqueue(text="each")
    assert Effect.objects.count() == 2


def test_a_task_takes_keyword_arguments_only():
    with pytest.raises(TypeError, match="keyword"):
        tasks.note.enqueue("a")


def test_a_task_cannot_be_put_off_by_its_caller():
    assert (EffectsBackend.supports_defer, EffectsBackend.supports_get_result) == (False, False)


def test_the_worker_does_what_was_asked_and_forgets_the_arguments(now, notes):
    effects.ask(task=NOTE, key="a", at=now, text="hello")
    assert work(now)
    assert notes() == ["hello"]
    effect = Effect.objects.get()
    assert (effect.done_at, effect.arguments, effect.leased_until) == (now, {}, None)


def test_what_is_done_is_not_done_again(now, notes):
    effects.ask(task=NOTE, key="a", at=now, text="hello")
    assert work(now)
    assert not work(now + datetime.timedelta(days=9))
    assert notes() == ["hello"]


def test_asking_again_after_it_was_done_does_nothing(now, notes):
    for _ in range(2):
        effects.ask(task=NOTE, key="a", at=now, text="hello")
        work(now)
    assert notes() == ["hello"]


def test_the_one_that_has_waited_longest_comes_first(now, notes):
    effects.ask(task=NOTE, key="b", at=now, text="second")
    effects.ask(task=NOTE, key="a", at=now - SECOND, text="first")
    work(now)
    work(now)
    assert notes() == ["first", "second"]


def test_nothing_is_done_before_its_time(now):
    EffectFactory(run_after=now + SECOND)
    assert not work(now)
    assert work(now + SECOND)


def test_what_one_worker_holds_no_other_takes(now):
    EffectFactory()
    assert effects.lease(worker="one", at=now).leased_by == "one"
    assert effects.lease(worker="two", at=now) is None


def test_what_a_worker_lets_go_of_is_taken_up_at_once(now):
    EffectFactory()
    effects.lease(worker="one", at=now)
    effects.release(worker="another")
    assert effects.lease(worker="two", at=now) is None
    effects.release(worker="one")
    assert effects.lease(worker="two", at=now).attempts == 2


def test_a_worker_that_stops_lets_go_of_what_it_holds():
    EffectFactory()
    held = effects.lease(worker=f"{socket.gethostname()}-{os.getpid()}"[:64], at=timezone.now())
    command = worker.Command()
    command.stopping = True
    command.handle(once=False, interval=0, long=False)
    held.refresh_from_db()
    assert held.leased_until is None


def test_the_lease_of_a_dead_worker_runs_out(now, settings, notes):
    EffectFactory(arguments={"text": "in the end"})
    effects.lease(worker="dead", at=now)
    after = now + datetime.timedelta(seconds=settings.EFFECT_LEASE_SECONDS)
    assert not work(after)
    assert work(after + SECOND)
    assert notes() == ["in the end"]
    assert Effect.objects.get().attempts == 2


def test_what_fails_is_tried_again_later_and_later(now):
    EffectFactory(task=FAIL)
    waits, at = [], now
    for _ in range(4):
        assert work(at)
        effect = Effect.objects.get()
        waits.append((effect.run_after - at).total_seconds())
        assert not work(effect.run_after - SECOND)
        at = effect.run_after
    assert waits == [10, 20, 40, 80]


def test_a_failure_is_written_down_without_its_words_and_not_raised(now, caplog):
    effect = EffectFactory(task=FAIL)
    assert work(now)
    said = Effect.objects.get().last_error
    assert re.fullmatch(r"RuntimeError, tests/records/tasks\.py:\d+", said)
    assert [record.getMessage() for record in caplog.records] == [
        f"Effect {effect.key} failed on try 1: {said}"
    ]
    assert caplog.records[0].exc_info is None


def test_no_wait_is_longer_than_an_hour(now):
    effect = EffectFactory(attempts=11, task=FAIL)
    effects.put_off(effect, error="", at=now)
    effect.refresh_from_db()
    assert effect.run_after - now == datetime.timedelta(hours=1)


def test_after_twelve_tries_it_is_given_up(now):
    EffectFactory(task=FAIL, attempts=11)
    assert work(now)
    effect = Effect.objects.given_up().get()
    assert effect.given_up_at == now
    assert not work(now + datetime.timedelta(days=9))


def test_one_that_fails_does_not_hold_up_the_next(now, notes):
    EffectFactory(task=FAIL, run_after=LONG_AGO)
    effects.ask(task=NOTE, key="a", at=now, text="next")
    assert work(now)
    assert work(now)
    assert notes() == ["next"]


def test_a_task_that_is_no_longer_there_is_a_failure_like_another(now):
    EffectFactory(task="learning.nowhere.gone")
    assert work(now)
    assert Effect.objects.get().last_error.startswith("ModuleNotFoundError")


def test_a_late_finish_does_not_overwrite_an_earlier_one(now):
    """Two workers did it, because a lease ran out while the first was still at work."""
    effect = EffectFactory(done_at=now)
    effects.finish(effect, at=now + SECOND)
    effects.put_off(effect, error="late", at=now + SECOND)
    effect.refresh_from_db()
    assert (effect.done_at, effect.last_error) == (now, "")
