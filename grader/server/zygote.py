"""The warm process: it has imported what a learner's server and kernels need, and forks a room for each.

It forks before it reads a request, so that it never holds anybody's secret; what a room shares with it are
pages of program text and libraries. It has one thread, no event loop and no socket but its own.

    python -m grader.server.zygote COURSE
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import sys
import tempfile
from pathlib import Path
from typing import NoReturn

from grader.common.layout import write_atomic
from grader.server import linux, protocol, room, warm
from grader.server.state import ServerState


def main() -> NoReturn:
    """Warm up, listen, fork."""
    state = ServerState(Path(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    with contextlib.suppress(OSError):  # an ordinary user may not
        Path("/proc/self/oom_score_adj").write_text("-900")
    with contextlib.suppress(OSError):  # an older kernel
        linux.let_equal_pages_be_merged()
    cache = tempfile.mkdtemp(prefix="mpl-", dir=state.runtime)
    warm.up(cache)
    linux.adopt_orphans()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel collects whoever ends
    listener = _listen(state.zygote_socket)
    while True:
        connection, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            _make_room(connection, state, cache)
        connection.close()


def _listen(path: Path) -> socket.socket:
    path.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    listener.bind(str(path))
    path.chmod(0o600)
    listener.listen(64)
    return listener


def _make_room(connection: socket.socket, state: ServerState, cache: str) -> NoReturn:
    """In a fork: read what is wanted, go into new namespaces, leave process 1 of the room behind."""
    try:
        _answer(connection, state, cache)
    except BaseException as problem:  # the hub must hear of it, whatever it is
        with contextlib.suppress(OSError):
            connection.send(json.dumps({"problem": f"{type(problem).__name__}: {problem}"}).encode())
    finally:
        os._exit(0)


def _answer(connection: socket.socket, state: ServerState, cache: str) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    data, descriptors, _, _ = socket.recv_fds(connection, protocol.MESSAGE, 1)
    wanted = protocol.Room.from_json(data)
    if wanted.cgroup:
        (Path(wanted.cgroup) / "cgroup.procs").write_text("0")
    os.setsid()
    linux.unshare(linux.NEW_PIDS)  # of the children; the rest process 1 leaves itself
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        connection.close()
        room.live(wanted, socket.socket(fileno=descriptors[0]), writing, cache)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        problem = told.read()
    if problem:
        raise OSError(problem.decode("utf-8", "replace"))
    started = protocol.start_time(pid)
    if started is None:
        raise OSError("the room ended as soon as it was made")
    write_atomic(note_of(state, wanted.code), json.dumps({"pid": pid, "started": started}).encode())
    connection.send(json.dumps({"pid": pid, "started": started}).encode())


def note_of(state: ServerState, code: str) -> Path:
    """Where it is noted which process is a learner's room, for whoever ends the class."""
    return state.runtime / "kamar" / f"{code}.json"


if __name__ == "__main__":
    main()
