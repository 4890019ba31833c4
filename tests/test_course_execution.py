"""Notebooks are executed to their end, also where a widget talks while its cell runs."""

from __future__ import annotations

import asyncio
from pathlib import Path
from queue import Empty

import nbformat
import pytest
import zmq
import zmq.asyncio
from jupyter_client.asynchronous.client import AsyncZMQSocketChannel
from jupyter_client.session import Session
from nbclient.exceptions import CellTimeoutError
from nbformat.v4 import new_code_cell, new_notebook

from grader.curriculum import execution
from grader.curriculum.patient_client import PatientChannel

WIDGET = """
o = ipywidgets.Output()
with o:
    print(1)
with o:
    o.clear_output()
    print(2)
"""


async def reply_after_its_signal_is_gone(channel_class: type[AsyncZMQSocketChannel], patience: float) -> str:
    """What a channel gets where ZeroMQ's one signal for the reply was taken away while it waited."""
    session = Session()
    with zmq.asyncio.Context() as context, context.socket(zmq.PAIR) as ours:
        port = ours.bind_to_random_port("tcp://127.0.0.1")
        with zmq.Context() as other, other.socket(zmq.PAIR) as theirs:
            theirs.connect(f"tcp://127.0.0.1:{port}")
            session.send(theirs, "status", {})
            channel = channel_class(ours, session)
            await channel.get_msg(timeout=60)
            waiting = asyncio.ensure_future(channel.get_msg())
            await asyncio.sleep(0.5)
            session.send(theirs, "execute_reply", {})
            # Looking at the socket, as sending on it does, takes the signal.
            assert zmq.Socket.shadow(ours.underlying).poll(60_000)
            message = await asyncio.wait_for(waiting, patience)
            return str(message["msg_type"])


def test_a_reply_whose_signal_was_taken_is_found() -> None:
    assert asyncio.run(reply_after_its_signal_is_gone(PatientChannel, 60)) == "execute_reply"


def test_jupyter_clients_own_channel_still_misses_it() -> None:
    """When this fails, jupyter_client has been mended and grader/curriculum/patient_client.py can go."""
    with pytest.raises(asyncio.TimeoutError):
        asyncio.run(reply_after_its_signal_is_gone(AsyncZMQSocketChannel, 2))


def test_a_channel_without_a_reply_says_so_in_time() -> None:
    async def wait() -> None:
        with zmq.asyncio.Context() as context, context.socket(zmq.PAIR) as ours:
            ours.bind_to_random_port("tcp://127.0.0.1")
            await PatientChannel(ours, Session()).get_msg(timeout=0.3)

    with pytest.raises(Empty):
        asyncio.run(wait())


def test_a_notebook_full_of_talking_widgets_ends(tmp_path: Path) -> None:
    cells = [new_code_cell("import ipywidgets"), *(new_code_cell(WIDGET) for _ in range(60))]
    executed = run(cells, tmp_path)
    assert [cell.execution_count for cell in executed.cells] == list(range(1, 62))


@pytest.mark.skipif(not execution.CAN_FORK, reason="kernels are forked where the system can fork")
def test_a_kernel_starts_with_pandas_imported(tmp_path: Path) -> None:
    executed = run(
        [new_code_cell("import sys; 'pandas' in sys.modules, 'matplotlib' in sys.modules")], tmp_path
    )
    assert executed.cells[0].outputs[0].data["text/plain"] == "(True, True)"


def test_a_cell_without_end_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(execution, "CELL_SECONDS", 2)
    with pytest.raises(CellTimeoutError, match="while True"):
        run([new_code_cell("while True: pass")], tmp_path)


def run(cells: list[nbformat.NotebookNode], place: Path) -> nbformat.NotebookNode:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    source, executed = place / "buku.ipynb", place / "keluaran.ipynb"
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), source)
    execution.execute(source, executed, place)
    return nbformat.read(executed, as_version=4)
