"""Loading again, and what the command says."""

from django.apps import apps
from django.core.management import call_command
from wagtail.models import Site

from courses.demo import loading, static
from tests.demo.conftest import AT


def rows() -> dict[str, int]:
    return {model._meta.label: model.objects.count() for model in apps.get_models()}


def test_a_second_load_changes_nothing(demonstration):
    before = rows()

    assert loading.load(at=AT, port=80) is False
    assert rows() == before


def test_the_command_says_where_what_and_who(demonstration, settings, capsys):
    settings.DEMONSTRATION_ACCOUNTS = [{"email": "nurse@northmoor.example", "who": "Nurse"}]
    settings.DEMONSTRATION_PASSWORD = "think-family"
    static_is_fresh(settings)

    call_command("demo", "--no-serve", "--port", "8123")

    said = capsys.readouterr().out
    assert "http://localhost:8123" in said
    assert Site.objects.get().port == 8123
    assert "nurse@northmoor.example" in said
    assert "think-family" in said
    assert str(settings.MAIL_DIR) in said


def static_is_fresh(settings) -> None:
    """Static files as if they had just been collected."""
    settings.STATIC_ROOT = settings.MEDIA_ROOT
    settings.STATIC_ROOT.mkdir(parents=True)
    (settings.STATIC_ROOT / "staticfiles.json").write_text("{}")


def test_static_files_that_were_never_collected_are_stale(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path

    assert static.is_stale()


def test_static_files_just_collected_are_not_stale(settings):
    static_is_fresh(settings)

    assert not static.is_stale()


def test_static_files_are_stale_once_a_source_has_changed(settings, tmp_path):
    static_is_fresh(settings)
    (tmp_path / "more").mkdir()
    settings.STATICFILES_DIRS = [tmp_path / "more"]
    (tmp_path / "more" / "app.css").write_text("p {}")

    assert static.is_stale()
