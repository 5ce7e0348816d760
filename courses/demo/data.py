"""The plain data that the demonstration is made from: YAML and JSON beside this module, read as it stands."""

import json
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent
FILMS = FOLDER / "films"
COURSES = ("c1", "c2", "c3")
# PyYAML's safe loader; in C where it was built with libyaml, which is many times as fast.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(path: str):
    """A data file's contents, by its path below this folder."""
    text = (FOLDER / path).read_text(encoding="utf-8")
    return json.loads(text) if path.endswith(".json") else yaml.load(text, Loader=LOADER)  # noqa: S506  safe
