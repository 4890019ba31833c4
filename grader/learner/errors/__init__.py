"""What went wrong where Python stopped: the two sentences that a trainee reads, pure."""
