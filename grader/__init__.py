"""Sinau Desa: the checks, the sandbox, grading, hand-in, reports and the command line."""

__version__ = "0.1.0"
