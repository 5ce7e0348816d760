"""House rules as tests: what every block, page, model and file must have."""

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.template.loader import get_template
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from wagtail.blocks import Block
from wagtail.fields import StreamField
from wagtail.models import Page

ROOT = Path(settings.BASE_DIR)
OURS = ("learning", "courses", "casestudies", "quizzes")


def our_models():
    return [model for model in apps.get_models() if model.__module__.split(".")[0] in OURS]


def our_files(pattern: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", pattern], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).exists()]


def chosen_blocks() -> list[tuple[str, Block]]:
    """The blocks that an author picks from a list: the children of every stream on our pages."""
    found = {}
    for model in our_models():
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                for name, block in field.stream_block.child_blocks.items():
                    found[f"{model._meta.label}.{field.name}.{name}"] = block
    return sorted(found.items())


def test_every_model_says_what_one_row_or_page_is():
    bare = [
        model._meta.label
        for model in our_models()
        if not (model.__doc__ or "").strip() or "(" in model.__doc__[:40]
    ]
    assert bare == []


def test_every_page_declares_its_children():
    undeclared = [
        model._meta.label
        for model in our_models()
        if issubclass(model, Page) and "subpage_types" not in model.__dict__
    ]
    assert undeclared == []


def test_every_page_has_its_template():
    for model in our_models():
        if issubclass(model, Page):
            get_template(model._meta.app_label + "/" + model.template.split("/", 1)[1])


def test_every_record_is_left_out_of_the_reference_index():
    """Wagtail would otherwise queue a task at each save of a record (docs/architecture.md)."""
    people = {"Post", "Absence", "Invitation", "Responsibility"}
    rooms = {"records", "workforce"}
    named = [model for model in our_models() if model._meta.app_label in rooms or model.__name__ in people]
    assert [m._meta.label for m in named if not getattr(m, "wagtail_reference_index_ignore", False)] == []


@pytest.mark.parametrize(("name", "block"), [pair for pair in chosen_blocks() if ".body." in pair[0]])
def test_every_block_of_a_body_has_an_icon_a_description_and_a_template(name, block):
    assert block.meta.icon != "placeholder", name
    assert block.meta.description, name
    assert block.meta.template, name
    get_template(block.meta.template)


@pytest.mark.django_db
def test_migrations_are_complete():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_imports_run_down_the_picture():
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


def test_no_file_of_code_is_longer_than_300_lines():
    long = [
        f"{path.relative_to(ROOT)}: {count}"
        for path in our_files("*.py")
        if "migrations" not in path.parts
        and (count := len(path.read_text().splitlines())) > 300
        and not ("tests" in path.parts and count <= 400)
    ]
    assert long == []


def test_no_template_holds_a_script_or_a_style_of_its_own():
    """The content security policy would refuse it, in the learner's browser and not before."""
    found = [
        str(path.relative_to(ROOT))
        for path in our_files("templates/**/*.html")
        if any(
            mark in path.read_text() for mark in ("<style", " style=", "javascript:", " onclick=", "<script>")
        )
    ]
    assert found == []


def test_nothing_names_a_registry():
    names = ("pypi" + ".org", "files.python" + "hosted", "registry.npmjs" + ".org", "deb.debian" + ".org")
    found = [
        str(path.relative_to(ROOT))
        for path in our_files("*")
        if path.suffix in {".txt", ".json", ".toml", ".md", ".py", ".sh", ""}
        and path.is_file()
        and any(name in path.read_text(errors="ignore") for name in names)
    ]
    assert found == []


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_names_every_extra_that_is_asked_for(lock):
    """Where Willow alone is locked and wagtail asks for Willow[heif], the pip of Debian 12 takes the newest Willow, which has
    no hash here, on the day that it comes out.
    """
    locked = {}
    for line in (ROOT / lock).read_text().splitlines():
        if line[:1].isalnum():
            wanted = Requirement(line.rstrip("\\ "))
            locked[canonicalize_name(wanted.name)] = wanted.extras
    unnamed = [
        str(asked)
        for asked in asked_for(locked)
        if asked.extras - locked.get(canonicalize_name(asked.name), set())
    ]
    assert "wagtail" in locked
    assert unnamed == []


def asked_for(locked: dict[str, set[str]]) -> Iterator[Requirement]:
    """What pyproject.toml and the locked packages, with their extras, ask for in this environment."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    yield from map(Requirement, project["dependencies"])
    for name, extras in locked.items():
        for asked in map(Requirement, metadata.requires(name) or []):
            if asked.marker is None or any(
                asked.marker.evaluate({"extra": extra}) for extra in {"", *extras}
            ):
                yield asked
