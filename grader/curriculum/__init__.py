"""Lessons and exercises as their authors see them: model, lint, slips, release, workspace, syllabus."""
