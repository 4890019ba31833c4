"""`sinau bench`: what the grader costs beside stock nbgrader, papermill and a single Dask worker."""
