"""Django loaded once for a served site. Each piece of code it is given runs in a fork, which sees nothing of the others.

Loading Django takes more than most of the code that tests run. A line in is a JSON string of code; a line out is the exit
code and what was printed.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

import django
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
LONGEST_SECONDS = 300


class Forks:
    """The other end: starts this file as a program, in the environment of a served site."""

    def __init__(self, environment: dict[str, str]):
        self.program = subprocess.Popen(
            [sys.executable, "-m", "tests.served.forks"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, code: str) -> str:
        self.program.stdin.write(json.dumps(code) + "\n")
        self.program.stdin.flush()
        exit_code, said = json.loads(self.program.stdout.readline())
        assert exit_code == 0, said
        return said

    def close(self) -> None:
        self.program.communicate()


def main() -> None:
    django.setup()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(run(json.loads(line))) + "\n")
        sys.stdout.flush()


def run(code: str) -> tuple[int, str]:
    with tempfile.TemporaryFile("w+") as told:
        child = os.fork()
        if not child:
            os.dup2(told.fileno(), 1)
            signal.alarm(LONGEST_SECONDS)
            os._exit(obey(code))
        exit_code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        told.seek(0)
        return exit_code, told.read()


def obey(code: str) -> int:
    try:
        call_command("shell", "--no-imports", command=code)
    except BaseException:  # whatever it is, it is told, and the fork ends here
        traceback.print_exc(file=sys.stdout)
        return 1
    finally:
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    main()
