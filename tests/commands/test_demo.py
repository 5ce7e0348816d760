"""`manage.py demo` on an empty database: whole or not at all, and only into a demonstration.

What it loads is tested in tests/demo, where it is loaded once.
"""

import datetime
import shutil
import socket

import pytest
from django.core.management import CommandError, call_command

from courses.demo import films, loading
from learning.people.models import Partnership, User
from learning.records.models import Certificate
from tests.factories import UserFactory

AT = datetime.datetime(2027, 3, 3, 10, 0, tzinfo=datetime.UTC)


@pytest.mark.django_db
def test_nothing_is_loaded_where_the_settings_are_not_the_demonstrations(settings):
    settings.DEMONSTRATION = False

    with pytest.raises(loading.NotADemonstration, match="make demo"):
        loading.load(at=AT, port=80)

    assert not Partnership.objects.exists()


def test_the_command_refuses_before_it_asks_the_database_anything(settings):
    settings.DEMONSTRATION = False

    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("demo", "--no-serve")


@pytest.mark.django_db
def test_a_database_that_holds_other_people_is_left_alone(settings):
    settings.DEMONSTRATION = True
    UserFactory()

    with pytest.raises(loading.NotADemonstration, match="holds people already"):
        loading.load(at=AT, port=80)

    assert User.objects.count() == 1


@pytest.mark.django_db
def test_a_load_that_is_interrupted_leaves_nothing_and_the_next_one_begins_again(settings):
    settings.DEMONSTRATION = True
    settings.DEMONSTRATION_PASSWORD = "think-family"
    in_the_way = settings.PRIVATE_ROOT / "films" / "the_look_away.mp4"
    (in_the_way / "folder").mkdir(parents=True)
    with pytest.raises(OSError, match="the_look_away"):
        loading.load(at=AT, port=80, people=0)
    assert not loading.is_loaded()
    assert not User.objects.exists()
    shutil.rmtree(in_the_way)

    assert loading.load(at=AT, port=80, people=0) is True

    assert Certificate.objects.exists()
    assert sorted(path.name for path in in_the_way.parent.iterdir()) == sorted(
        f"{name}.{ending}" for name in films.NAMES for ending in films.FILES.values()
    )


def test_a_port_in_use_is_named_before_anything_is_made(settings):
    settings.DEMONSTRATION = True
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]

        with pytest.raises(CommandError, match=f"Port {port} is in use already"):
            call_command("demo", "--port", str(port))
