"""The hand-in: what a trainee sends, who they are, and how a trainer collects it."""
