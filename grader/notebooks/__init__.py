"""The notebook format: normal form, what nbgrader notes in a cell, and what a hand-in holds."""
