import re

import segno

from learning.certificates.qr import MASK, QUIET_ZONE, square

URL = "https://learning.northmoor.example/certificates/K7QM4XZD9RTB2WHN6CVPY3JF8G/"


def dark_modules(path: str) -> set[tuple[int, int]]:
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", path)
    return {(int(x) + step, int(y)) for x, y, length, _ in runs for step in range(int(length))}


def test_the_square_is_the_code_of_the_address():
    rows = segno.make(URL, error="m", micro=False, mask=MASK).matrix_iter(border=QUIET_ZONE)
    expected = {(x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module}
    assert dark_modules(square(URL).path) == expected


def test_the_square_keeps_a_quiet_zone_of_four_modules():
    made = square(URL)
    quiet = {0, 1, 2, 3, made.size - 1, made.size - 2, made.size - 3, made.size - 4}
    assert not [place for place in dark_modules(made.path) if set(place) & quiet]


def test_the_square_holds_no_script_or_style():
    assert re.fullmatch(
        r'<svg xmlns="http://www.w3.org/2000/svg" viewBox="[\d ]+">(<path fill="#\w+" d="[^"]+"/>){2}</svg>',
        square(URL).svg,
    )
