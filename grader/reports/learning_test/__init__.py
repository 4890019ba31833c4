"""The test before and after the course, for the trainer: paper, answers, report."""
