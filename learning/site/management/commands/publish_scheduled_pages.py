"""The older name of publish_scheduled, which Wagtail keeps."""

from learning.site.management.commands.publish_scheduled import Command

__all__ = ["Command"]
