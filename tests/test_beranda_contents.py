"""What is saved: whole, whoever reads it meanwhile, and nothing lost where saving fails."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager

from grader.beranda import contents
from grader.beranda.contents import WholeFiles
from grader.start.lab import SETTINGS

SAVES = 60


@pytest.fixture
def manager(tmp_path: Path) -> AsyncLargeFileManager:
    return WholeFiles(root_dir=str(tmp_path))


def notebook(text: str) -> dict[str, Any]:
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text, id="sel")])
    return {"type": "notebook", "format": "json", "content": made}


async def save_and_read(manager: AsyncLargeFileManager) -> list[str]:
    """What another tab reads while one saves, again and again, and in the end."""
    await manager.save(notebook("isi = 0"), "latihan.ipynb")
    read = []

    async def look() -> None:
        model = await manager.get("latihan.ipynb")
        read.append(model["content"]["cells"][0]["source"])

    for number in range(1, SAVES):
        await asyncio.gather(
            manager.save(notebook(f"isi = {number}"), "latihan.ipynb"), *(look() for _ in range(4))
        )
        await look()
        assert read[-1] == f"isi = {number}"
    return read


def test_who_reads_meanwhile_finds_a_whole_notebook_and_spoils_nothing(
    manager: AsyncLargeFileManager, tmp_path: Path
) -> None:
    read = asyncio.run(save_and_read(manager))
    assert len(read) == (SAVES - 1) * 5
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["latihan.ipynb"]


def test_a_file_is_not_touched_before_its_new_content_is_whole(manager: WholeFiles, tmp_path: Path) -> None:
    path = tmp_path / "catatan.txt"
    path.write_text("lama")
    with manager.atomic_writing(str(path)) as file:
        file.write("baru")
        assert path.read_text() == "lama"
    assert path.read_text() == "baru"
    with pytest.raises(ZeroDivisionError), manager.atomic_writing(str(path)) as file:
        file.write(f"seten{1 // 0}")
    assert path.read_text() == "baru"


def test_a_link_stays_one_and_a_place_that_takes_no_other_file_is_filled(
    manager: WholeFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, link = tmp_path / "asli.bin", tmp_path / "pintasan.bin"
    real.write_bytes(b"lama")
    link.symlink_to(real)
    with manager.atomic_writing(str(link), text=False) as file:
        file.write(b"baru")
    assert link.is_symlink()
    assert real.read_bytes() == b"baru"

    def refuse(path: Path, data: bytes, *, durable: bool) -> None:
        raise PermissionError

    monkeypatch.setattr(contents, "write_atomic", refuse)
    with manager.atomic_writing(str(link), text=False) as file:
        file.write(b"lagi")
    assert real.read_bytes() == b"lagi"


def test_the_servers_of_learners_save_so() -> None:
    told = json.loads((SETTINGS / "jupyter_server_config.json").read_text())
    assert told["ServerApp"]["contents_manager_class"] == f"{WholeFiles.__module__}.{WholeFiles.__name__}"
