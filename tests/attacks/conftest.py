"""One class that learners attack: starting it takes half a minute."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.class_server import ClassServer, running_class

VICTIM, SECRET = "PNG-002", "rahasia-budi-7731"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, shared_workspace: Path) -> Iterator[ClassServer]:
    with running_class(tmp_path_factory.mktemp("kelas"), shared_workspace) as running:
        running.in_notebook(VICTIM, f"open('/rumah/catatan.txt', 'w').write({SECRET!r})")
        yield running
