#!/usr/bin/env python
"""Django's command line. DJANGO_SETTINGS_MODULE chooses the settings; learning.settings.dev unless told."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "learning.settings.dev")
    execute_from_command_line(sys.argv)
