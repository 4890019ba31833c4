"""What a trainee meets in a notebook; `grader.belajar` is its front door."""
