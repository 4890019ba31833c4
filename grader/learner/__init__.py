"""What a trainee meets in a notebook, up to handing in; `grader.belajar` is its front door."""
