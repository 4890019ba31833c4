"""Beranda, the page that start.py opens: the course as a road, served by the trainee's Jupyter server."""

from __future__ import annotations

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "grader.beranda"}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Add the pages to a Jupyter server whose root is a workspace; in a class, keep in touch with it."""
    from grader.beranda.handlers import add_pages
    from grader.learner import class_server

    add_pages(server.web_app)
    if class_server.is_here():
        from pathlib import Path

        from tornado.ioloop import IOLoop

        from grader.beranda.keeping_in_touch import keep_in_touch

        IOLoop.current().add_callback(keep_in_touch, server.session_manager, Path(server.root_dir))
