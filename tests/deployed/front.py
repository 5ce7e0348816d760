"""nginx with deploy/nginx.conf, before a site on this machine."""

import http.client
import os
import re
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import needed
from tests.deployed.site import DEPLOY, NAME, running
from tests.deployed.visitor import Answer, Visitor, exchange
from tests.served.server import free_port

CERTIFICATE = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
MAIN = """
{user}
daemon off;
pid {folder}/nginx.pid;
events {{}}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    access_log {folder}/log/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


@dataclass
class Front(Visitor):
    """A visitor of a running nginx."""

    folder: Path
    plain: int
    port: int

    def connect(self) -> http.client.HTTPConnection:
        trusting = ssl.create_default_context(cafile=self.folder / "fullchain.pem")
        return http.client.HTTPSConnection("127.0.0.1", self.port, context=trusting, timeout=30)

    def ask_plainly(self, path: str) -> Answer:
        """Over HTTP."""
        connection = http.client.HTTPConnection("127.0.0.1", self.plain, timeout=30)
        return exchange(connection, "GET", path, headers={"Host": NAME})

    def log(self) -> str:
        return "".join(path.read_text() for path in sorted((self.folder / "log").glob("*.log")))


@contextmanager
def before(upstream: int, *, folder: Path, data: Path) -> Iterator[Front]:
    front = Front(folder=folder, plain=free_port(), port=free_port())
    (folder / "log").mkdir()
    make_certificate(folder)
    (folder / "site.conf").write_text(site_conf(front, upstream, data))
    user = "user nobody nogroup;" if os.getuid() == 0 else ""
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user))
    with running(words(folder), front.port):
        yield front


def words(folder: Path) -> list[str]:
    return [needed.NGINX.path, "-p", str(folder), "-c", "nginx.conf", "-e", str(folder / "log" / "main.log")]


def site_conf(front: Front, upstream: int, data: Path) -> str:
    conf = (DEPLOY / "nginx.conf").read_text()
    changes = {
        r"listen 80;": f"listen 127.0.0.1:{front.plain};",
        r"listen 443 ssl": f"listen 127.0.0.1:{front.port} ssl",
        r"/etc/letsencrypt/live/learning\.example\.org/": f"{front.folder}/",
        r"/var/log/nginx/": f"{front.folder}/log/",
        r"/srv/learning/data/": f"{data}/",
        r"127\.0\.0\.1:8000": f"127.0.0.1:{upstream}",
    }
    for found, put in changes.items():
        conf, times = re.subn(found, put, conf)
        assert times, found
    return conf


def make_certificate(folder: Path) -> None:
    names = f"subjectAltName=DNS:{NAME},IP:127.0.0.1"
    files = ["-keyout", "privkey.pem", "-out", "fullchain.pem"]
    asked = [
        needed.OPENSSL.path,
        "req",
        "-x509",
        *CERTIFICATE,
        "-subj",
        f"/CN={NAME}",
        "-addext",
        names,
        *files,
    ]
    subprocess.run(asked, cwd=folder, check=True, capture_output=True)
