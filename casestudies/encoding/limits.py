"""How much of the machine a process may take while it reads a film that somebody sent. Pure: no Django."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEGABYTE = 1024 * 1024
PAGES = Path("/proc/self/statm")


@contextmanager
def limited(*, memory_mb: int, cpu_seconds: int) -> Iterator[None]:
    """At most so much memory and time of a processor beside what this process has taken so far; afterwards as before.

    What asks for more memory is refused it, which PyAV says as MemoryError; a process that takes more time is ended.
    """
    taken = resource.getrusage(resource.RUSAGE_SELF)
    wanted = {
        resource.RLIMIT_AS: _memory_taken() + memory_mb * MEGABYTE,
        resource.RLIMIT_CPU: int(taken.ru_utime + taken.ru_stime) + cpu_seconds + 1,
    }
    before = {kind: resource.getrlimit(kind) for kind in wanted}
    for kind, most in wanted.items():
        _lower(kind, most)
    try:
        yield
    finally:
        for kind, limits in before.items():
            resource.setrlimit(kind, limits)


def _lower(kind: int, most: int) -> None:
    soft, hard = resource.getrlimit(kind)
    tighter = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(kind, (min([most, *tighter]), hard))


def _memory_taken() -> int:
    """Bytes of addresses, as RLIMIT_AS counts them; Linux alone says."""
    return int(PAGES.read_text().split()[0]) * resource.getpagesize() if PAGES.exists() else 0
