"""What a learner's room is made of: mounts, an identity, limits. Runs in a fork of the zygote, as root.

The room sees the system's programs and this package read-only, the lessons, its own home, and a folder with
the one socket that leads to the hub. There is no other learner in it, no solution and no class folder, and no
network but its own loopback.
"""

from __future__ import annotations

import os
import resource
import socket
import sys
from pathlib import Path
from typing import NoReturn

from grader.sandbox import bubblewrap, seccomp
from grader.sandbox.limits import MIB
from grader.server import linux
from grader.server.protocol import Room
from grader.server.room_places import HOME, LESSONS, PROCESSES, SHARED_BYTES, TEMP_BYTES

DOOR = "/pintu"
SOCKET = f"{DOOR}/hub.sock"
#: What a learner's server and kernels may use together.
FILE_BYTES = 128 * MIB
OPEN_FILES = 2_048
SIGNALS = 256
#: Calls that the sandbox refuses and a server with kernels needs. An ordinary user can only lower priorities.
NEEDED_CALLS = frozenset(
    {"socket", "connect", "bind", "listen", "setsockopt"}
    | {"setpriority", "sched_setscheduler", "sched_setparam"}
)
_DEVICES = ("null", "zero", "full", "random", "urandom")
_CONFIGURATION = (
    "ld.so.cache",
    "ld.so.conf",
    "ld.so.conf.d",
    "fonts",
    "alternatives",
    "mime.types",
    "localtime",
)


def enter(room: Room, cache: str) -> None:
    """Turn this process, 1 of its new namespaces, into the room's own user with nothing else in sight.

    `cache` is the folder of matplotlib's settings that the zygote has used. Raises OSError.
    """
    root = str(Path(cache).parent / "akar")
    linux.unshare(linux.NEW_MOUNTS | linux.NEW_NAMES | linux.NEW_IPC | linux.NEW_NET)
    linux.keep_mounts_private()
    linux.mount_memory(root, 8 * MIB, 0o755)
    linux.mount_memory(f"{root}/tmp", TEMP_BYTES, 0o1777)  # this package may lie in there
    _show_system(root)
    _make_devices(f"{root}/dev")
    os.mkdir(f"{root}/proc")  # noqa: PTH102
    linux.mount_processes(f"{root}/proc")
    _show(root, cache, cache)
    _show(root, room.lessons, LESSONS)
    _show(root, room.door, DOOR)
    _show(root, room.home, HOME, read_only=False)
    linux.enter_root(root)
    socket.sethostname("sinau")
    linux.raise_loopback()
    _become(room.uid)


def _show(root: str, source: str, target: str, *, read_only: bool = True) -> None:
    place = Path(root + target)
    if Path(source).is_dir():
        place.mkdir(parents=True, exist_ok=True)
    else:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
    linux.bind(source, str(place))
    linux.restrict(str(place), read_only=read_only)


def _show_system(root: str) -> None:
    """Programs and libraries, and of the settings only what they need."""
    for link in ("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"):
        if Path(link).is_symlink():
            Path(root + link).symlink_to(Path(link).readlink())
        elif Path(link).is_dir():
            _show(root, link, link)
    jupyter = [Path(sys.prefix) / part for part in ("share", "etc")]
    for path in (Path("/usr"), *bubblewrap.visible_paths(), *jupyter):
        if path.exists():
            _show(root, str(path), str(path))
    etc = Path(root) / "etc"
    etc.mkdir(exist_ok=True)
    for name in _CONFIGURATION:
        if Path("/etc", name).exists():
            _show(root, f"/etc/{name}", f"/etc/{name}")
    (etc / "hosts").write_text("127.0.0.1 localhost sinau\n")
    (etc / "passwd").write_text("")  # filled in by `_become`, which knows who it is


def _make_devices(folder: str) -> None:
    linux.mount_memory(folder, MIB, 0o755)
    for name in _DEVICES:
        Path(folder, name).touch()
        linux.bind(f"/dev/{name}", f"{folder}/{name}")
        linux.restrict(f"{folder}/{name}", read_only=True, devices=True)
    linux.mount_terminals(f"{folder}/pts")
    links = {"ptmx": "pts/ptmx", "fd": "/proc/self/fd"}
    links |= {name: f"/proc/self/fd/{number}" for number, name in enumerate(("stdin", "stdout", "stderr"))}
    for name, target in links.items():
        Path(folder, name).symlink_to(target)
    linux.mount_memory(f"{folder}/shm", SHARED_BYTES, 0o1777)


def _become(uid: int) -> None:
    """Give up every right, for good."""
    Path("/etc/passwd").write_text(f"peserta:x:{uid}:{uid}:peserta:{HOME}:/bin/sh\n")
    Path("/proc/self/oom_score_adj").write_text("300")  # rather a room than the zygote
    for what, value in (
        (resource.RLIMIT_NPROC, PROCESSES),
        (resource.RLIMIT_FSIZE, FILE_BYTES),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 1),  # 0 would still feed the program of a piped core_pattern
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_SIGPENDING, SIGNALS),
    ):
        resource.setrlimit(what, (value, value))
    linux.drop_all_capabilities()
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    os.umask(0o077)
    linux.no_new_privileges()
    linux.filter_calls(seccomp.program(allowed=NEEDED_CALLS))
    linux.set_dumpable(False)


def live(room: Room, listener: socket.socket, ready: int, cache: str) -> NoReturn:
    """Be process 1 of the room until its server ends; what goes wrong before is told through `ready`."""
    from grader.server import first_process

    try:
        enter(room, cache)
    except BaseException as problem:
        os.write(ready, f"{type(problem).__name__}: {problem}".encode())
        os._exit(1)
    os.close(ready)
    first_process.run(room, listener)
