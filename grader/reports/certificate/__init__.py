"""Certificates: who has earned one, the sheet of paper, and how anybody checks it without internet."""
