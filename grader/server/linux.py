"""System calls for which Python 3.11 has no function; each raises OSError where the kernel refuses."""

from __future__ import annotations

import ctypes
import fcntl
import os
import platform
import signal
import socket
import struct
from pathlib import Path

NEW_MOUNTS, NEW_NAMES, NEW_IPC, NEW_PIDS, NEW_NET = 0x00020000, 0x04000000, 0x08000000, 0x20000000, 0x40000000

_MS_NOSUID, _MS_NODEV, _MS_NOEXEC, _MS_BIND, _MS_REC, _MS_PRIVATE = 2, 4, 8, 4096, 16384, 1 << 18
_ATTR_RDONLY, _ATTR_NOSUID, _ATTR_NODEV = 1, 2, 4
_AT_RECURSIVE, _MNT_DETACH = 0x8000, 2
_MOUNT_SETATTR = 442
_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_SECCOMP, _PR_CAPBSET_DROP, _PR_SET_CHILD_SUBREAPER = (
    1,
    4,
    22,
    24,
    36,
)
_PR_SET_NO_NEW_PRIVS, _SECCOMP_MODE_FILTER, _PR_SET_MEMORY_MERGE = 38, 2, 67
_SIOCGIFFLAGS, _SIOCSIFFLAGS, _IFF_UP = 0x8913, 0x8914, 1

_libc = ctypes.CDLL(None, use_errno=True)


def _check(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def unshare(flags: int) -> None:
    """Leave the namespaces that `flags` name for new ones."""
    _check(_libc.unshare(ctypes.c_int(flags)), "unshare")


def _mount(source: str, target: str, kind: str | None, flags: int, data: str | None = None) -> None:
    given = [text.encode() if text is not None else None for text in (source, target, kind)]
    text = data.encode() if data is not None else None
    _check(_libc.mount(*given, ctypes.c_ulong(flags), text), f"mount {target}")


def keep_mounts_private() -> None:
    """What is mounted from here on is seen by nobody outside."""
    _mount("none", "/", None, _MS_REC | _MS_PRIVATE)


def mount_memory(target: str, size: int, mode: int) -> None:
    """A file system in memory of at most `size` bytes."""
    os.makedirs(target, exist_ok=True)  # noqa: PTH103
    _mount("tmpfs", target, "tmpfs", _MS_NOSUID | _MS_NODEV, f"size={size},nr_inodes=20000,mode={mode:o}")


def mount_processes(target: str) -> None:
    """/proc of the process namespace that this process is in."""
    _mount("proc", target, "proc", _MS_NOSUID | _MS_NODEV | _MS_NOEXEC)


def bind(source: str, target: str) -> None:
    """Show a file or folder, and all that is mounted in it, under a second name."""
    _mount(source, target, None, _MS_BIND | _MS_REC)


class _MountAttributes(ctypes.Structure):
    _fields_ = (
        ("attr_set", ctypes.c_uint64),
        ("attr_clr", ctypes.c_uint64),
        ("propagation", ctypes.c_uint64),
        ("userns_fd", ctypes.c_uint64),
    )


def restrict(target: str, *, read_only: bool, devices: bool = False) -> None:
    """Take rights from what is mounted at `target`, and from all mounts in it."""
    wanted = _ATTR_NOSUID | (_ATTR_RDONLY if read_only else 0) | (0 if devices else _ATTR_NODEV)
    attributes = _MountAttributes(wanted, 0, 0, 0)
    result = _libc.syscall(
        _MOUNT_SETATTR,
        ctypes.c_int(-100),
        target.encode(),
        ctypes.c_uint(_AT_RECURSIVE),
        ctypes.byref(attributes),
        ctypes.c_size_t(ctypes.sizeof(attributes)),
    )
    _check(result, f"mount_setattr {target}")


def enter_root(new: str) -> None:
    """Make `new`, a mount, the root of this namespace; the old one is gone."""
    os.chdir(new)
    _check(_libc.syscall(_PIVOT_ROOT[platform.machine()], b".", b"."), "pivot_root")
    _check(_libc.umount2(b".", _MNT_DETACH), "umount")
    os.chdir("/")


def raise_loopback() -> None:
    """Switch the network namespace's own loopback on: kernels and server talk over it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        asked = struct.pack("16sH14s", b"lo", 0, b"")
        flags = struct.unpack("16sH14s", fcntl.ioctl(any_socket, _SIOCGIFFLAGS, asked))[1]
        fcntl.ioctl(any_socket, _SIOCSIFFLAGS, struct.pack("16sH14s", b"lo", flags | _IFF_UP, b""))


def drop_all_capabilities() -> None:
    """No program that is started from here on can get a capability back."""
    last = int(Path("/proc/sys/kernel/cap_last_cap").read_text())
    for capability in range(last + 1):
        _check(_libc.prctl(_PR_CAPBSET_DROP, ctypes.c_ulong(capability), 0, 0, 0), "prctl")


def no_new_privileges() -> None:
    """Programs with a set-uid bit are ordinary programs from here on."""
    _check(_libc.prctl(_PR_SET_NO_NEW_PRIVS, ctypes.c_ulong(1), 0, 0, 0), "prctl")


def set_dumpable(wanted: bool) -> None:
    """Whether other processes of the same user may look into this one."""
    _check(_libc.prctl(_PR_SET_DUMPABLE, ctypes.c_ulong(wanted), 0, 0, 0), "prctl")


def end_with_parent() -> None:
    """Be told to end (SIGTERM) when the process ends that has started this one, however that ends."""
    _check(_libc.prctl(_PR_SET_PDEATHSIG, ctypes.c_ulong(signal.SIGTERM), 0, 0, 0), "prctl")


def adopt_orphans() -> None:
    """Children's children whose parent has ended become this process's."""
    _check(_libc.prctl(_PR_SET_CHILD_SUBREAPER, ctypes.c_ulong(1), 0, 0, 0), "prctl")


def let_equal_pages_be_merged() -> None:
    """Here and in all children, where the trainer has switched same-page merging on (Linux 6.4)."""
    _check(_libc.prctl(_PR_SET_MEMORY_MERGE, ctypes.c_ulong(1), 0, 0, 0), "prctl")


def give_memory_back() -> None:
    """Pages between what is in use go back to the machine; a C library that cannot do that keeps them."""
    trim = getattr(_libc, "malloc_trim", None)
    if trim is not None:
        trim(ctypes.c_size_t(0))


class _Filter(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


def filter_calls(program: bytes) -> None:
    """Have the kernel refuse what the seccomp program refuses, here and in all children."""
    given = _Filter(len(program) // 8, program)
    _check(
        _libc.prctl(_PR_SET_SECCOMP, ctypes.c_ulong(_SECCOMP_MODE_FILTER), ctypes.byref(given), 0, 0),
        "seccomp",
    )


def mount_terminals(target: str) -> None:
    """Pseudo-terminals of one's own."""
    os.makedirs(target, exist_ok=True)  # noqa: PTH103
    _mount("devpts", target, "devpts", _MS_NOSUID | _MS_NOEXEC, "newinstance,ptmxmode=0666,mode=620")
