"""Whose rights a process of the sandbox has, and which it gives up for ever."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
from collections.abc import Iterator

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS = 1, 4, 38
_libc = ctypes.CDLL(None, use_errno=True)


def prctl(option: int, value: int) -> None:
    """Set an option of this process; raises OSError when the kernel refuses."""
    if _libc.prctl(option, value, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")


@contextlib.contextmanager
def acting_as(uid: int) -> Iterator[None]:
    """Root's process 1 has no right of its own over the children's files: do it as they would."""
    root = os.getuid() == 0
    if root:
        os.setresgid(uid, uid, 0)
        os.setresuid(uid, uid, 0)  # the real uid too: access() looks at that
    yield
    if root:
        os.setresuid(0, 0, 0)
        os.setresgid(0, 0, 0)
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # a change of uid has undone bubblewrap's


def become(uid: int) -> None:
    """Be this user from now on; new rights cannot be had, by setuid programs either."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    prctl(PR_SET_DUMPABLE, 1)  # its own /proc/self, closed in process 1, is open to it again
