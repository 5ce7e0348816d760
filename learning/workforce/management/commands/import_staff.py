"""A staff list, or a list of past completions, from a file."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from learning.people.organisations import Organisation
from learning.workforce.staff_lists import commanding, keeping
from learning.workforce.staff_lists.lists import Kind, Outcome


class Command(BaseCommand):
    help = (
        "Compare a list with an organisation's posts, and accept it unless --dry-run. What its columns and words mean is "
        "as it was said on the page last. With a row to put right nothing is written."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--organisation", required=True, metavar="CODE")
        parser.add_argument("--completions", action="store_true", help="The file lists past completions.")
        parser.add_argument("--reason", default="", help="Why past completions are accepted.")
        parser.add_argument("--everyone", action="store_true", help="Posts that are not in the list end.")
        parser.add_argument("--many-end", action="store_true", help="Also where more than a fifth would end.")
        parser.add_argument("--dry-run", action="store_true", help="Say what it would do, and write nothing.")
        parser.add_argument("--json", action="store_true", help="Tell all of it as JSON.")

    def handle(self, *, file: Path, organisation: str, **options):
        now = timezone.now()
        result = commanding.run(
            organisation=self.organisation(organisation),
            kind=Kind.COMPLETIONS if options["completions"] else Kind.STAFF,
            data=self.data(file),
            name=file.name,
            is_everyone=options["everyone"],
            may_end_many=options["many_end"],
            is_dry=options["dry_run"],
            reason=options["reason"],
            at=now,
            as_at=timezone.localdate(now),
            tell=self.tell,
        )
        self.stdout.write(as_json(result) if options["json"] else in_words(result))
        if not result.is_well:
            raise CommandError(result.refusal or "Nothing was written: there are rows to put right.")

    def tell(self, rows: int) -> None:
        if rows % keeping.ROWS_A_BEAT == 0:
            self.stderr.write(f"{rows:,} rows are read.")

    def organisation(self, code: str) -> Organisation:
        found = Organisation.objects.filter(code__iexact=code).order_by("pk").first()
        if found is None:
            raise CommandError(f"There is no organisation with the code {code}.")
        return found

    def data(self, file: Path) -> bytes:
        try:
            return file.read_bytes()
        except OSError as error:
            raise CommandError(f"The file cannot be opened: {error.strerror}.") from error


def as_json(result: commanding.Result) -> str:
    told = {
        "accepted": result.is_accepted,
        "refusal": result.refusal,
        "counts": result.counts,
        "problems": result.problems,
        "changes": result.changes,
    }
    return json.dumps(told, indent=2, ensure_ascii=False)


def in_words(result: commanding.Result) -> str:
    lines = [f"{Outcome(outcome).label}: {count}" for outcome, count in result.counts.items()]
    lines += ["Accepted." if result.is_accepted else "Nothing was written."]
    lines += [
        f"Row {each['row']}, {each['column']}: {each['reason']}"
        + (f" ({each['value']})" if each["value"] else "")
        for each in result.problems
    ]
    return "\n".join(lines)
