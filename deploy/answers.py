"""Whether the web process beside answers. For the health check of deploy/compose.yaml: ends with an error if not."""

import os
from urllib.request import Request, urlopen

host = os.environ["ALLOWED_HOSTS"].split(",")[0].lstrip(".")
asked = Request("http://127.0.0.1:8000/robots.txt", headers={"Host": host, "X-Forwarded-Proto": "https"})
urlopen(asked, timeout=5).read()  # noqa: S310  an address of ours
