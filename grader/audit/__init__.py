"""The grader attacks its own questions: mutants, equivalents, cheats."""
