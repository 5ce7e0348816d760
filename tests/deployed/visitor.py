"""Whoever asks a site that deploy/ serves: over a connection of their own each time, signed in or not."""

import http.client
from contextlib import closing
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.deployed.site import NAME

TOKEN = "a" * 32


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


@dataclass(kw_only=True)
class Visitor:
    """What to connect to is said by who inherits. `told` is what content.write() told."""

    told: dict = field(default_factory=dict)

    def connect(self) -> http.client.HTTPConnection:
        raise NotImplementedError

    def ask(self, path: str, *, who: str = "", form: dict | bytes | None = None, **headers: str) -> Answer:
        """With the session of somebody whom content.write() names. A form is sent, with what a browser sends beside."""
        given = {name.replace("_", "-"): value for name, value in headers.items()} | self.cookies(who)
        if form is None:
            return exchange(self.connect(), "GET", path, headers=given)
        if isinstance(form, dict):
            form, given = urlencode(form), given | {"Content-Type": "application/x-www-form-urlencoded"}
        given |= {"Referer": f"https://{NAME}/", "X-CSRFToken": TOKEN}
        return exchange(self.connect(), "POST", path, body=form, headers=given)

    def cookies(self, who: str) -> dict[str, str]:
        """The head of a request that says who asks, and whom."""
        session = f"; sessionid={self.told['sessions'][who]}" if who else ""
        return {"Host": NAME, "Cookie": f"csrftoken={TOKEN}{session}"}


def exchange(connection: http.client.HTTPConnection, method: str, path: str, **sent) -> Answer:
    with closing(connection):
        connection.request(method, path, **sent)
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())
