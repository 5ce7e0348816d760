"""The ways in which somebody without the right may ask for a file, and what nobody is ever told."""


def ways_to_ask(etag: str, modified: str) -> list[tuple[str, dict[str, str]]]:
    """Methods and headers: the whole, a part, and under a condition, with the validators of the file itself."""
    return [
        ("GET", {}),
        ("HEAD", {}),
        ("GET", {"Range": "bytes=0-9", "If-Range": etag}),
        ("GET", {"If-None-Match": etag}),
        ("GET", {"If-Modified-Since": modified}),
    ]


# An answer with one of these tells that there is something, or hands over the sending of it.
TELLING = (
    "ETag",
    "Last-Modified",
    "Content-Range",
    "Accept-Ranges",
    "Content-Disposition",
    "X-Accel-Redirect",
)
