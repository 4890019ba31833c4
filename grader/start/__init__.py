"""The way in: makes `.venv`, lays out the workspace, opens JupyterLab, runs the tests.

Standard library only: this runs before anything is installed, on Windows, macOS and Linux.
"""
