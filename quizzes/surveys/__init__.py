"""Surveys: what people say before a course, after it and twelve weeks on. Never scored, and never needed for anything.

A survey is asked from versions, as a quiz is. What is answered is kept in one of two ways (docs/adr/0030): with a name,
so that before and after can be compared; or anonymously, as sums from which no person can be told.
"""
