"""Grading a class: sanitise, run behind the wall, evaluate, write to the gradebook.

A submission passes through values one can print: bytes → ``sanitise`` → cells → ``sandbox`` → results →
``score`` → ``Graded`` → gradebook. Only the coordinator writes; workers take bytes and give bytes.
"""
