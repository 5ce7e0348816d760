"""Mail into a folder, one file a message, for a demonstration and for development.

A file is named after its Message-ID and put in place by rename, so a message sent twice is one file, whole.
"""

import os
import re
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend


class FolderBackend(BaseEmailBackend):
    def send_messages(self, email_messages) -> int:
        folder = Path(settings.MAIL_DIR)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            mime = message.message()
            name = re.sub(r"[^A-Za-z0-9.@-]", "", mime["Message-ID"])[:150]
            part = folder / f".{name}.{os.getpid()}"
            part.write_bytes(mime.as_bytes())
            part.replace(folder / f"{name}.eml")
        return len(email_messages)
