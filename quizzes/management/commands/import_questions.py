"""Questions out of a file: what was understood, and into the bank or a quiz."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from quizzes.bank import files as bank_files
from quizzes.bank import filling as bank_filling
from quizzes.files import drafting, imports
from quizzes.interchange import detect, own_json
from quizzes.interchange.detect import Format
from quizzes.interchange.questions import Answer, Item, Kind, Problem, Reading, Unreadable
from quizzes.interchange.shares import per_cent
from quizzes.pages import QuizPage

MISUSED, REFUSED = 2, 1
UNSHARED = (Kind.MATCHING, Kind.ORDERING, Kind.REFLECTION)


class Command(BaseCommand):
    help = (
        "Read questions from a file of GIFT, Moodle XML, Aiken or our own JSON, say what was understood, and add them "
        "to the question bank as drafts, or to the draft of a quiz. Exit status: 0 all is well, 1 something was refused, "
        "2 the command was misused."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="The file, or - for what is piped in.")
        parser.add_argument("--format", choices=["auto", *(form.value for form in Format)], default="auto")
        parser.add_argument(
            "--quiz", type=int, metavar="PAGE_ID", help="Into the quiz on the page of this number."
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what was understood, and add nothing."
        )
        parser.add_argument("--json", action="store_true", help="Say it as one JSON object.")

    def handle(self, *, file, quiz, dry_run, **options):
        page = self.page(quiz)
        data = self.bytes_of(file)
        try:
            form, reading = detect.read(
                data, None if options["format"] == "auto" else Format(options["format"])
            )
        except Unreadable as refusal:
            self.tell_nothing(str(refusal), as_json=options["json"])
            raise CommandError(str(refusal), returncode=REFUSED) from refusal
        told = self.prepared(reading, page, dry_run=dry_run)
        added = "" if dry_run else self.add(page, told)
        self.tell(form, told.items, told.problems, told.notes, added=added, as_json=options["json"])
        if told.problems:
            raise CommandError(f"{len(told.problems)} refused. See above.", returncode=REFUSED)

    def page(self, pk: int | None) -> QuizPage | None:
        page = QuizPage.objects.filter(pk=pk).first() if pk is not None and abs(pk) < 2**63 else None
        if pk is not None and not page:
            raise CommandError(f"There is no quiz with the number {pk}.", returncode=MISUSED)
        return page

    def prepared(self, reading: Reading, page: QuizPage | None, *, dry_run: bool) -> Reading | imports.Import:
        """What can be added; only what was understood, without a look at the database, where nothing is to be."""
        if page:
            return imports.prepared(reading, by=None)
        return reading if dry_run else imports.prepared(bank_filling.with_topics(reading), by=None)

    def bytes_of(self, file: str) -> bytes:
        try:
            return Path("/dev/stdin" if file == "-" else file).read_bytes()
        except (OSError, ValueError) as error:
            raise CommandError(f"The file cannot be opened: {file!r}.", returncode=MISUSED) from error

    def add(self, page: QuizPage | None, found: imports.Import) -> str:
        if not page:
            return bank_files.words_of(bank_filling.fill(prepared=found, by=None, is_published=False))
        try:
            return imports.add(page=page, prepared=found, by=None).words
        except drafting.QuizIsFull as refusal:
            raise CommandError(str(refusal), returncode=REFUSED) from refusal

    def tell_nothing(self, refusal: str, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps({"format": None, "questions": [], "problems": [{"text": refusal}]}))

    def tell(self, form: Format, items, problems, notes, *, added: str, as_json: bool) -> None:
        if as_json:
            told = {
                "format": form.value,
                "questions": [own_json.as_dict(item) | {"place": item.place} for item in items],
                "problems": [_as_dict(problem) for problem in problems],
                "notes": list(notes),
                "added": added,
            }
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
            return
        for item in items:
            self.stdout.write("\n".join(_lines(item)) + "\n")
        for said in (*map(str, problems), *notes, added):
            if said:
                self.stdout.write(said)


def _as_dict(problem: Problem) -> dict:
    return {name: value for name, value in vars(problem).items() if value}


def _lines(item: Item) -> list[str]:
    """A question as one reads it: its place and kind, its words, each answer with its share, and what else there is."""
    lines = [f"{item.place}: {item.kind.words}", f"  {_indented(item.whole_stem)}"]
    lines += [f"  {_answer(item, one)}" for one in item.answers]
    told = {
        "Name": item.name,
        "Explanation": item.explanation,
        "Category": " / ".join(item.category),
        "Tags": ", ".join(item.tags),
        "Code": item.id,
        "Units": ", ".join(unit.name for unit in item.units),
        "Pictures": ", ".join(picture.name for picture in item.pictures),
    }
    lines += [f"  {name}: {_indented(text)}" for name, text in told.items() if text]
    return [*lines, *(f"  {note}" for note in item.notes)]


def _answer(item: Item, answer: Answer) -> str:
    """With its share in front, where answers of its kind have one."""
    pair = f"{answer.prompt} → {answer.text}" if item.kind == Kind.MATCHING else answer.text
    within = f" ± {answer.tolerance}" if answer.tolerance else ""
    feedback = f" ({answer.feedback})" if answer.feedback else ""
    share = "" if item.kind in UNSHARED else f"{per_cent(answer.share):>4}%  "
    return _indented(f"{share}{pair}{within}{feedback}")


def _indented(text: str) -> str:
    return text.replace("\n", "\n    ")
