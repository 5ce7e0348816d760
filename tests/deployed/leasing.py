"""Many workers of one process, each with a connection of its own, that take effects off each other."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from django.utils import timezone

from learning.records import effects
from tests.factories import EffectFactory


def lease_all(*, workers: int, number: int) -> dict:
    """Effects that were asked for and that were leased, by key; and the processes of PostgreSQL that served. All workers are
    connected before the first takes one.
    """
    asked = [effect.key for effect in EffectFactory.create_batch(number)]
    together = threading.Barrier(workers)
    with ThreadPoolExecutor(workers) as pool:
        done = list(pool.map(_work, [together] * workers))
    leased = [key for keys, _ in done for key in keys]
    return {
        "asked": sorted(asked),
        "leased": sorted(leased),
        "servers": len(set().union(*(of for _, of in done))),
    }


def _work(together: threading.Barrier) -> tuple[list[str], set[int]]:
    keys, servers = [], set()
    connection.ensure_connection()
    together.wait()
    while effect := effects.lease(worker=threading.current_thread().name, at=timezone.now()):
        keys.append(effect.key)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            servers.add(cursor.fetchone()[0])
        effects.finish(effect, at=timezone.now())
    connection.close()
    return keys, servers
