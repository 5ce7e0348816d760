"""Files that were taken away, read back as whoever takes them would."""

import re

# Where neutralise() may have put an apostrophe: where a cell begins for some reader.
APOSTROPHE = re.compile(r"(?:^|(?<=[;\t\r\n]))'")
WRITTEN_AS_NUMBER = re.compile(r"_x([0-9A-Fa-f]{4})_")


def text_of_csv(text: str) -> str:
    """What neutralise() was given."""
    return APOSTROPHE.sub("", text)


def text_of_xlsx(text: str) -> str:
    """What xlsx_text() was given."""
    return WRITTEN_AS_NUMBER.sub(lambda found: chr(int(found[1], 16)), text)
