"""The site behind pgbouncer itself, with deploy/pgbouncer.ini, gunicorn as compose begins it, and fewer connections than clients."""

import csv
import json
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import connection

from tests.deployed import site
from tests.deployed.content import POSTS
from tests.deployed.pool import PASSWORD, SERVERS, Pooled, pooling

CLIENTS = 12
EXPORT = "/workforce/people/export/"

if connection.vendor == "postgresql":

    @pytest.fixture(scope="module")
    def pgbouncer(folder, data, database) -> Pooled:
        site.lay_static_files(data)
        with pooling(database, folder=folder) as pooled:
            given = site.environment(data, DATABASE_URL=pooled.database_url, ROLLUP_LEAST_POSTS="1")
            with site.served(
                site.BY_COMPOSE, pooled.port, given=given, log=folder / "gunicorn.log"
            ) as pooled.told:
                yield pooled

    def test_pages_and_streamed_files_for_more_clients_than_connections(pgbouncer):
        def both(number: int):
            page = pgbouncer.ask("/my-learning/", who="learner")
            return page.status, pgbouncer.ask(EXPORT, who="lead", form={"file": "csv"})

        names = [f"Post {number:02}" for number in range(POSTS)]
        with ThreadPoolExecutor(CLIENTS) as clients:
            came = list(clients.map(both, range(CLIENTS)))
        assert {(page, file.status) for page, file in came} == {(200, 200)}
        for _, file in came:
            rows = list(csv.reader(file.body.decode().splitlines()))
            assert [row[0] for row in rows[rows.index([]) + 2 :]] == names

    def test_each_effect_is_leased_once_by_more_workers_than_connections(pgbouncer):
        code = f"from tests.deployed.leasing import lease_all; print(json.dumps(lease_all(workers={CLIENTS}, number=60)))"
        told = json.loads(pgbouncer.told["run"](f"import json; {code}"))
        assert told["leased"] == told["asked"]
        assert len(told["leased"]) == 60
        assert told["servers"] <= SERVERS

    def test_a_wrong_password_is_refused(pgbouncer):
        with pytest.raises(psycopg.OperationalError, match="authentication failed"):
            psycopg.connect(pgbouncer.database_url.replace(PASSWORD, "wrong"))
