"""`python -m grader.cli`: how start.py calls it."""

from grader.cli import main

main()
