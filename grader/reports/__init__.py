"""What grading leaves behind, turned into pages that a trainee and a trainer read."""
