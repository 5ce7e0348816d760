"""Whether browsers can read a file of captions, line by line."""

import json
import math
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from casestudies.captioning import reading, timestamps
from casestudies.captioning.doubts import doubts
from casestudies.captioning.problems import Problem, warnings
from casestudies.captioning.reading import Captions
from learning.records.counting import counted

REFUSED, MISUSED = 1, 2


class Command(BaseCommand):
    help = (
        "Read a WebVTT file as browsers do, and name each line that departs from the specification. With --json, one "
        "object: captions (a number), seconds (where the last one ends), errors and warnings (lists of line, problem and "
        "text). Exit status: 0 no errors, 1 errors, 2 the command was misused."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="The file, or - for what is piped in.")
        parser.add_argument("--json", action="store_true", help="Say it as one JSON object.")
        parser.add_argument(
            "--seconds", type=float, help="How long the film is: captions that run past it are named."
        )
        parser.add_argument("--language", default="", help="Of the film, such as en-GB.")

    def handle(self, *, file, seconds, language, **options):
        if seconds is not None and not (math.isfinite(seconds) and 0 < seconds < 1_000_000):
            raise CommandError("--seconds is the length of a film.", returncode=MISUSED)
        found = reading.read(self.bytes_of(file))
        doubted = doubts(found, seconds=seconds, language=language, name=file)
        told = sorted([*warnings(found.problems), *doubted], key=lambda problem: problem.line)
        (self.tell_as_json if options["json"] else self.tell)(found, told)
        if found.errors:
            raise CommandError(counted(len(found.errors), "error"), returncode=REFUSED)

    def bytes_of(self, file: str) -> bytes:
        try:
            return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        except (OSError, ValueError) as error:
            raise CommandError(f"The file cannot be opened: {file!r}.", returncode=MISUSED) from error

    def tell_as_json(self, found: Captions, told: list[Problem]) -> None:
        report = {
            "captions": len(found.cues),
            "seconds": _end(found) / 1000,
            "errors": [_as_dict(problem) for problem in found.errors],
            "warnings": [_as_dict(problem) for problem in told],
        }
        self.stdout.write(json.dumps(report, ensure_ascii=False))

    def tell(self, found: Captions, told: list[Problem]) -> None:
        ends = f", to {timestamps.shown(_end(found))}" if found.cues else ""
        self.stdout.write(f"{counted(len(found.cues), 'caption')}{ends}")
        self._list("Errors: browsers lose or change something", found.errors)
        self._list("Warnings", told)

    def _list(self, heading: str, problems: list[Problem]) -> None:
        if problems:
            self.stdout.write(f"\n{heading}")
        for problem in problems:
            self.stdout.write(f"  line {problem.line}: {problem.words}")
            if problem.text.strip():
                self.stdout.write(f"      {problem.text}")


def _end(found: Captions) -> int:
    return max((cue.end for cue in found.cues), default=0)


def _as_dict(problem: Problem) -> dict:
    return {"line": problem.line, "problem": problem.words, "text": problem.text}
