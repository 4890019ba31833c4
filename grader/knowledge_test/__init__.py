"""The test before and after the course: its items, its two parallel forms, and what an answer is worth."""
