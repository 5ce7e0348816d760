"""The support contacts of a new site, from plain data. Whoever runs it checks them before it opens."""

from pathlib import Path

import yaml

from learning.site.contacts import SupportContact

FILE = Path(__file__).parent / "setup_pages" / "contacts.yaml"


def write_contacts() -> None:
    """Those that are not there yet. One without a day is due to be checked. May be repeated."""
    for row in yaml.safe_load(FILE.read_text(encoding="utf-8")):
        key = {"nation": row.pop("nation"), "name": row.pop("name")}
        SupportContact.objects.get_or_create(**key, defaults=row)
