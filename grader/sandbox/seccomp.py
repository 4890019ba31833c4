"""A seccomp filter (classic BPF) that takes away the system calls a learner's code never needs.

Namespaces and limits are the wall; this makes the kernel's surface behind it small. It is a list of what is
refused (EPERM), because the scientific stack uses a changing choice of harmless calls. Only x86_64 and
aarch64 are known; on another machine `program` raises, and the sandbox refuses to start.
"""

from __future__ import annotations

import errno
import platform
import struct

from grader.common.errors import SinauError

_LD_W_ABS, _JEQ, _JSET, _JGE, _AND, _RET = 0x20, 0x15, 0x45, 0x35, 0x54, 0x06
_ALLOW, _ERRNO, _KILL_PROCESS = 0x7FFF0000, 0x00050000, 0x80000000
_DENY = _ERRNO | errno.EPERM
_Instruction = tuple[int, int, int, int]  # operation, how many to skip if true and if false, value
# Offsets in struct seccomp_data; of the arguments the low words on little endian.
_NR, _ARCH, _ARG0, _ARG1, _ARG2, _ARG3 = 0, 4, 16, 24, 32, 40
_AF_UNIX, _AF_INET, _AF_INET6, _AF_NETLINK, _NETLINK_ROUTE = 1, 2, 10, 16, 0
_X32_BIT = 0x40000000
# CLONE_NEWTIME is left out: clone() has its bit in the exit signal's byte, where it cannot make a namespace.
_CLONE_NEW = 0x00020000 | 0x02000000 | 0x04000000 | 0x08000000 | 0x10000000 | 0x20000000 | 0x40000000
_TIOCSTI, _TIOCLINUX = 0x5412, 0x541C
_F_SETLEASE, _F_OFD_SETLK, _F_OFD_SETLKW = 1024, 37, 38
_SHARED_ANONYMOUS = 0x01 | 0x20  # MAP_SHARED (or MAP_SHARED_VALIDATE) with MAP_ANONYMOUS

_AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

# name: (x86_64, aarch64); None where the machine has no such call
_REFUSED: dict[str, tuple[int | None, int | None]] = {
    # looking into other processes
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "kcmp": (312, 272),
    "process_mrelease": (448, 448),
    # slowing other processes down; process 1 may have the child's uid
    "sched_setscheduler": (144, 119),
    "sched_setparam": (142, 118),
    "sched_setattr": (314, 274),
    "setpriority": (141, 140),
    "ioprio_set": (251, 30),
    "pidfd_getfd": (438, 438),
    # sockets: there is no network; asyncio's socketpair is dealt with below
    "socket": (41, 198),
    "connect": (42, 203),
    "bind": (49, 200),
    "listen": (50, 201),
    "setsockopt": (54, 208),  # a socket's buffer is memory of the kernel's, which no limit counts
    # namespaces and mounts
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_tree": (428, 428),
    "open_tree_attr": (467, 467),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    # counted for each user of the whole machine: nothing would be left for the trainer's own programs
    "inotify_init": (253, None),
    "inotify_init1": (294, 26),
    "timer_create": (222, 107),
    # memory that no limit counts or that outlives the process
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    "shmat": (30, 196),
    "shmctl": (31, 195),
    "semget": (64, 190),
    "semctl": (66, 191),
    "semop": (65, 193),
    "semtimedop": (220, 192),
    "msgget": (68, 186),
    "msgsnd": (69, 189),
    "msgrcv": (70, 188),
    "msgctl": (71, 187),
    "mq_open": (240, 180),
    "mq_unlink": (241, 181),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    # kernel machinery with a long list of past holes
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "io_setup": (206, 0),
    "io_submit": (209, 2),
    "fanotify_init": (300, 262),
    "fanotify_mark": (301, 263),
    "modify_ldt": (154, None),
    "personality": (135, 92),
    "seccomp": (317, 277),
    "vmsplice": (278, 75),
    "landlock_create_ruleset": (444, 444),
    "set_mempolicy": (238, 237),
    "mbind": (237, 235),
    "migrate_pages": (256, 238),
    "move_pages": (279, 239),
    "lookup_dcookie": (212, 18),
    "syslog": (103, 116),
    # writes out what the whole machine has not written yet
    "sync": (162, 81),
    "syncfs": (306, 267),
    # the machine itself
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "create_module": (174, None),
    "reboot": (169, 142),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "acct": (163, 89),
    "quotactl": (179, 60),
    "quotactl_fd": (443, 443),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "clock_adjtime": (305, 266),
    "adjtimex": (159, 171),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    "vhangup": (153, 58),
    "iopl": (172, None),
    "ioperm": (173, None),
    "uselib": (134, None),
    "ustat": (136, None),
    "sysfs": (139, None),
    "_sysctl": (156, None),
    "nfsservctl": (180, 42),
}
# Calls whose first argument is a process; 0 is the caller, and nobody else may be meant.
_ONLY_ITSELF: dict[str, tuple[int, int]] = {"prlimit64": (302, 261), "sched_setaffinity": (203, 122)}
_CLONE = (56, 220)
_CLONE3 = (435, 435)
_SOCKETPAIR = (53, 199)
_IOCTL = (16, 29)
_FCNTL = (72, 25)
_MMAP = (9, 222)


def refused(machine: str) -> dict[str, int]:
    """The refused calls of a machine ("x86_64" or "aarch64"), name to number."""
    column = _column(machine)
    return {name: number for name, pair in _REFUSED.items() if (number := pair[column]) is not None}


def program(machine: str | None = None, allowed: frozenset[str] = frozenset()) -> bytes:
    """The filter as an array of `struct sock_filter`, as bubblewrap's --seccomp reads it.

    `machine` is what `platform.machine()` says, by default this one; SinauError for one that is not known.
    The calls named in `allowed` are not refused; where `socket` is among them, it is for local and internet
    sockets only (a virtual machine's own ones, `AF_VSOCK`, know no network namespace).
    """
    machine = machine or platform.machine()
    column = _column(machine)
    code = _only_this_machine(machine)
    for number in sorted(number for name, number in refused(machine).items() if name not in allowed):
        code += [(_JEQ, 0, 1, number), (_RET, 0, 0, _DENY)]
    code += _denied_arguments(column)
    if "socket" in allowed:
        code += _local_and_internet_only(refused(machine)["socket"])
    code += [(_RET, 0, 0, _ALLOW)]
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in code)


def _only_this_machine(machine: str) -> list[_Instruction]:
    """End whoever calls by another machine's numbers; load the number of the call."""
    code: list[_Instruction] = [
        (_LD_W_ABS, 0, 0, _ARCH),
        (_JEQ, 1, 0, _AUDIT_ARCH[machine]),
        (_RET, 0, 0, _KILL_PROCESS),
        (_LD_W_ABS, 0, 0, _NR),
    ]
    if machine == "x86_64":
        code += [(_JGE, 0, 1, _X32_BIT), (_RET, 0, 0, _KILL_PROCESS)]
    return code


def _denied_arguments(column: int) -> list[_Instruction]:
    """Calls that are refused with some of their arguments."""
    # glibc falls back to clone, whose flags can be seen here, when clone3 does not exist.
    code = [(_JEQ, 0, 1, _CLONE3[column]), (_RET, 0, 0, _ERRNO | errno.ENOSYS)]
    code += _deny_if(_CLONE[column], _ARG0, (_JSET, 0, 1, _CLONE_NEW))
    for pair in _ONLY_ITSELF.values():
        code += _deny_if(pair[column], _ARG0, (_JEQ, 1, 0, 0))
    code += _deny_if(_SOCKETPAIR[column], _ARG0, (_JEQ, 1, 0, _AF_UNIX))
    code += _deny_if(_IOCTL[column], _ARG1, (_JEQ, 1, 0, _TIOCSTI), (_JEQ, 0, 1, _TIOCLINUX))
    # Whoever opens a file that is leased waits: the children's user may own this Python and the data sets.
    # Locks of an open file belong to no process: nobody could tell whose of all on the machine they are.
    lease, lock = (_JEQ, 2, 0, _F_SETLEASE), (_JEQ, 1, 0, _F_OFD_SETLK)
    code += _deny_if(_FCNTL[column], _ARG1, lease, lock, (_JEQ, 0, 1, _F_OFD_SETLKW))
    # Its pages stay for as long as one of them is mapped, and no number that process 1 can read counts them.
    shared = (_AND, 0, 0, _SHARED_ANONYMOUS), (_JEQ, 0, 1, _SHARED_ANONYMOUS)
    return code + _deny_if(_MMAP[column], _ARG3, *shared)


def _local_and_internet_only(socket: int) -> list[_Instruction]:
    """Of the kernel's own sockets, only the one that lists addresses: those of its network namespace."""
    families = [(_JEQ, skip, 0, family) for skip, family in ((6, _AF_UNIX), (5, _AF_INET), (4, _AF_INET6))]
    route = (_JEQ, 0, 2, _AF_NETLINK), (_LD_W_ABS, 0, 0, _ARG2), (_JEQ, 1, 0, _NETLINK_ROUTE)
    return _deny_if(socket, _ARG0, *families, *route)


def _deny_if(number: int, argument: int, *tests: _Instruction) -> list[_Instruction]:
    """For the call of this number: load an argument and test it; the tests skip the denial or go on to it."""
    look = [(_LD_W_ABS, 0, 0, argument), *tests, (_RET, 0, 0, _DENY), (_RET, 0, 0, _ALLOW)]
    return [(_JEQ, 0, len(look), number), *look]


def _column(machine: str) -> int:
    if machine not in _AUDIT_ARCH:
        raise SinauError(
            f"Kotak pasir hanya mengenal prosesor x86_64 dan aarch64, sedangkan komputer ini {machine}; "
            "nilailah di komputer lain."
        )
    return 0 if machine == "x86_64" else 1
