"""What deploy/ asks of an engine that is not here: every name in it is one that the project knows."""

import re
from importlib import import_module
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands
from gunicorn.config import Config

ROOT = Path(settings.BASE_DIR)
DEPLOY = ROOT / "deploy"
SERVICES = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
VOLUMES = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["volumes"]
SITE = sorted(name for name, service in SERVICES.items() if service.get("image") == "think-family-learning")
DOCKERFILE = (DEPLOY / "Dockerfile").read_text()
NGINX = (DEPLOY / "nginx.conf").read_text()
POOL = dict(re.findall(r"^(\w+) = (.*)$", (DEPLOY / "pgbouncer.ini").read_text(), re.M))
SAMPLE = re.findall(r"^(\w+)=", (DEPLOY / "environment.sample").read_text(), re.M)
READ_BY_SETTINGS = {
    name
    for path in (ROOT / "learning" / "settings").glob("*.py")
    for name in re.findall(r'env\.\w+\(\s*"(\w+)"', path.read_text())
}


@pytest.fixture
def database(monkeypatch):
    """database(url, behind_pgbouncer): Django's settings for it."""

    def settings_of(url: str, *, behind_pgbouncer: str) -> dict:
        monkeypatch.setenv("BEHIND_PGBOUNCER", behind_pgbouncer)
        return import_module("learning.settings.base").database(url)

    return settings_of


def test_the_services_are_those_of_a_whole_site():
    assert set(SERVICES) == {"database", "pool", "prepare", "web", "worker", "publish", "front"}
    assert SITE == ["prepare", "publish", "web", "worker"]


@pytest.mark.parametrize("name", SITE)
def test_settings_read_every_name_that_a_service_is_given(name):
    assert set(SERVICES[name]["environment"]) - READ_BY_SETTINGS == {"DJANGO_SETTINGS_MODULE"}
    import_module(SERVICES[name]["environment"]["DJANGO_SETTINGS_MODULE"].rpartition(".")[0])
    assert (ROOT / "learning" / "settings" / "production.py").is_file()


def test_the_sample_names_what_is_read_and_what_compose_asks_for():
    asked_for = set(re.findall(r"\$\{(\w+)", (DEPLOY / "compose.yaml").read_text()))
    assert asked_for == {"DATABASE_PASSWORD", "SITE_NAME", "CERTIFICATES"}
    assert asked_for < set(SAMPLE)
    assert set(SAMPLE) - asked_for - READ_BY_SETTINGS == set()
    assert {"SECRET_KEY", "ALLOWED_HOSTS", "EMAIL_URL"} < set(SAMPLE)


def test_the_guide_names_what_is_read():
    guide = (ROOT / "docs" / "deployment.md").read_text()
    named = {
        name for line in re.findall(r"^\| (`[A-Z_`, ]+) \|", guide, re.M) for name in re.findall(r"\w+", line)
    }
    assert named - READ_BY_SETTINGS == {"DJANGO_SETTINGS_MODULE"}
    assert set(SAMPLE) & READ_BY_SETTINGS < named


@pytest.mark.parametrize("name", SITE)
def test_commands_are_the_projects(name):
    words = " ".join([*SERVICES[name]["command"], *SERVICES[name].get("healthcheck", {}).get("test", [])])
    called = re.findall(r"manage\.py (\w+)", words)
    files = re.findall(r"python (deploy/\S+)", words)
    assert called or "gunicorn" in words
    assert [command for command in called if command not in get_commands()] == []
    assert [path for path in files if not (ROOT / path).is_file()] == []


def test_gunicorn_knows_every_option_that_it_is_given():
    program, *options = SERVICES["web"]["command"]
    told = Config().parser().parse_args(options)
    assert (program, told.args, told.bind) == ("gunicorn", ["learning.wsgi"], ["0.0.0.0:8000"])
    assert import_module("learning.wsgi").application


def test_each_service_that_stays_says_whether_it_is_well():
    assert {name for name, service in SERVICES.items() if "healthcheck" not in service} == {
        "prepare",  # ends
        "publish",  # sleeps
    }


def test_a_service_waits_for_what_there_is():
    for name, service in SERVICES.items():
        for other, how in service.get("depends_on", {}).items():
            well = "healthcheck" in SERVICES[other]
            wanted = "service_healthy" if well else "service_completed_successfully"
            assert how == {"condition": wanted}, (name, other)


def test_images_are_built_from_what_is_in_the_repository():
    built = {service["build"]["target"] for service in SERVICES.values() if "build" in service}
    assert built == set(re.findall(r"^FROM \S+ AS (\w+)$", DOCKERFILE, re.M))
    copied = re.findall(r"^COPY (\S+) ", DOCKERFILE, re.M)
    assert [path for path in copied if not (ROOT / path).exists()] == []


def test_volumes_are_declared_and_the_site_and_nginx_share_one():
    mounted = [volume for service in SERVICES.values() for volume in service.get("volumes", [])]
    named = {volume.partition(":")[0] for volume in mounted if not volume.startswith("$")}
    assert named == set(VOLUMES)
    data = SERVICES["web"]["environment"]["DATA_DIR"]
    assert f"data:{data}" in SERVICES["worker"]["volumes"]
    assert f"data:{data}:ro" in SERVICES["front"]["volumes"]
    aliases = re.findall(r"alias (\S+)/\w+/;", NGINX)
    assert set(aliases) == {data}
    assert len(aliases) == 3


def test_ports_meet():
    address = SERVICES["web"]["environment"]["DATABASE_URL"]
    assert address.endswith(f"@pool:{POOL['listen_port']}/learning")
    assert SERVICES["prepare"]["environment"]["DATABASE_URL"].endswith("@database:5432/learning")
    assert POOL["learning"] == "host=database port=5432"
    for found, put in re.findall(r"s/([^/\s]+)/([^/\s]+)/[;\"]", DOCKERFILE):
        assert re.search(found, NGINX), put
    assert "web:8000" in DOCKERFILE
    listened = re.findall(r"listen (\d+)", NGINX)
    assert SERVICES["front"]["ports"] == [f"{port}:{port}" for port in listened]


def test_pgbouncer_holds_every_thread_and_gives_up_before_gunicorn_does():
    told = Config().parser().parse_args(SERVICES["web"]["command"][1:])
    assert POOL["pool_mode"] == "transaction"
    assert int(POOL["max_client_conn"]) >= 100 * told.workers * told.threads
    assert int(POOL["query_wait_timeout"]) < told.timeout
    connections = int(POOL["default_pool_size"]) + int(POOL["reserve_pool_size"])
    assert SERVICES["pool"]["ulimits"]["nofile"] > int(POOL["max_client_conn"]) + connections
    assert POOL["auth_file"] in DOCKERFILE


def test_what_goes_through_pgbouncer_leaves_nothing_on_a_connection(database):
    address = SERVICES["web"]["environment"]["DATABASE_URL"].replace("${DATABASE_PASSWORD:?}", "secret")
    config = database(address, behind_pgbouncer="true")
    assert (config["HOST"], config["PORT"]) == ("pool", 6432)
    assert config["DISABLE_SERVER_SIDE_CURSORS"] is True
    assert config["CONN_HEALTH_CHECKS"] is True
    assert config["CONN_MAX_AGE"] == 60
    assert config["ATOMIC_REQUESTS"] is False
    assert config["OPTIONS"] == {}, "no pool of ours, no prepared statements, no transaction_mode"


def test_settings_of_an_engine_are_given_to_that_engine_alone(database):
    direct = database("postgres://learning@database/learning", behind_pgbouncer="false")
    sqlite = database("sqlite:////srv/db.sqlite3", behind_pgbouncer="true")
    assert direct["OPTIONS"].keys() == {"pool"}
    assert "DISABLE_SERVER_SIDE_CURSORS" not in direct
    assert sqlite["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "DISABLE_SERVER_SIDE_CURSORS" not in sqlite


# What lasts longer than a transaction is left on a connection that pgbouncer lends to the next one.
OUTLASTING = re.compile(
    r"pg_(try_)?advisory_(un)?lock(_shared|_all)?\(|\b(LISTEN|UNLISTEN)\s+\w|SET SESSION|CREATE TEMP|WITH HOLD"
    r"|prepare_threshold|\"(SET (?!LOCAL|TRANSACTION|CONSTRAINTS)[A-Z_a-z]+)"
)


def test_no_code_of_ours_leaves_anything_on_a_connection():
    ours = [
        path
        for room in ("learning", "courses", "casestudies", "quizzes")
        for path in ROOT.glob(f"{room}/**/*.py")
    ]
    found = [str(path.relative_to(ROOT)) for path in ours if OUTLASTING.search(path.read_text())]
    assert ours
    assert found == []
