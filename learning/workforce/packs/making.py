"""The writer of packs, and what makes their files: within the request, or by the worker."""

import datetime

from django.db import transaction

from learning.people.organisations import Organisation, Team
from learning.workforce import kept_files
from learning.workforce.packs import sheets
from learning.workforce.packs.inspection import Matrix, inspection
from learning.workforce.packs.packs import Pack

MAKE = "learning.workforce.packs.tasks.make_pack"
FORGET = "learning.workforce.packs.tasks.forget_pack"
WRITE = {Pack.File.PDF: sheets.paper, Pack.File.CSV: sheets.csv}


def make(matrix: Matrix, *, file: str) -> tuple[str, bytes]:
    """The name and the bytes of an inspection matrix."""
    return sheets.filename(matrix, file), WRITE[Pack.File(file)](matrix)


@transaction.atomic
def ask(*, by, organisation: Organisation, team: Team | None, file: str, at: datetime.datetime) -> Pack:
    """Ask the worker for one; and to delete it after a week."""
    pack = Pack.objects.create(organisation=organisation, team=team, by=by, file=file, asked_at=at)
    kept_files.ask(make=MAKE, remove=FORGET, key=f"pack:{pack.pk}", at=at, pack_id=str(pack.pk))
    return pack


def keep(pack: Pack, *, at: datetime.datetime) -> None:
    """Make it and put it in the private storage. Again, and it is made anew in the same place."""
    matrix = inspection(pack.by, pack.organisation, pack.team, at=at)
    name, content = make(matrix, file=pack.file)
    with kept_files.writing(pack.stored_as) as out:
        out.write(content)
    Pack.objects.filter(pk=pack.pk).update(
        made_at=at, filename=name, lines=matrix.lines, rules_hash=matrix.rules_hash
    )


def forget(pack: Pack) -> None:
    kept_files.remove(pack.stored_as)
    pack.delete()
