"""The course as its authors see it: model, normal form, lint, syllabus, release, workspace."""
