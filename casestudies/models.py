"""Every model of case studies, by the page that holds it."""

from casestudies.films import Film

__all__ = ["Film"]
