"""Grading a class. Read `pipeline` first: the steps of a run, and the value that each hands on.

nbgrader gives the formats (released cells, gradebook, graded notebooks) and runs nothing; learners' code runs
behind the wall (`sandbox`) and meets no key. Workers take bytes and give bytes; only the coordinator writes.
`nbgrader_plugin` and `nbgrader_sandbox` let nbgrader's own commands and buttons take the same way.
"""
