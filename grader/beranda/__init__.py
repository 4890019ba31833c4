"""Beranda, the page that start.py opens: the course as a road, served by the trainee's Jupyter server."""

from __future__ import annotations

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "grader.beranda"}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Add the pages to a Jupyter server whose root is a workspace."""
    from grader.beranda.handlers import add_pages

    add_pages(server.web_app)
