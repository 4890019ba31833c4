"""The filter, run by a small BPF interpreter: what it refuses, what it lets through."""

import errno
import struct

import pytest

from grader.common.errors import SinauError
from grader.sandbox import seccomp

ALLOWED, KILLED = 0x7FFF0000, 0x80000000
ARCHES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
CALLS = {  # name: numbers on x86_64 and aarch64
    "read": (0, 63), "write": (1, 64), "execve": (59, 221), "futex": (202, 98), "mmap": (9, 222),
    "openat": (257, 56), "clone": (56, 220), "clone3": (435, 435), "socketpair": (53, 199),
    "ioctl": (16, 29), "fcntl": (72, 25), "socket": (41, 198), "prlimit64": (302, 261),
    "sched_setaffinity": (203, 122),
    "kill": (62, 129), "recvmsg": (47, 212),
}  # fmt: skip


def verdict(machine: str, number: int, *arguments: int, arch: int | None = None) -> int:
    """What the kernel would do: run the program over a `struct seccomp_data`."""
    program = seccomp.program(machine)
    words = [number, arch or ARCHES[machine], 0, 0]
    for argument in (*arguments, 0, 0, 0, 0)[:4]:
        words += [argument & 0xFFFFFFFF, argument >> 32]
    code = list(struct.iter_unpack("=HBBI", program))
    accumulator = place = 0
    while True:
        operation, if_true, if_false, value = code[place]
        place += 1
        if operation == 0x20:
            accumulator = words[value // 4]
        elif operation == 0x06:
            return int(value)
        elif operation == 0x54:
            accumulator &= value
        else:
            holds = {0x15: accumulator == value, 0x45: bool(accumulator & value), 0x35: accumulator >= value}[
                operation
            ]
            place += if_true if holds else if_false


def call(machine: str, name: str, *arguments: int) -> int:
    return verdict(machine, CALLS[name][0 if machine == "x86_64" else 1], *arguments)


EPERM, ENOSYS = 0x50000 | errno.EPERM, 0x50000 | errno.ENOSYS


@pytest.mark.parametrize("machine", ARCHES)
def test_every_listed_call_is_refused(machine: str) -> None:
    for name, number in seccomp.refused(machine).items():
        assert verdict(machine, number) == EPERM, name


@pytest.mark.parametrize("machine", ARCHES)
@pytest.mark.parametrize("name", ["read", "write", "execve", "futex", "mmap", "openat", "kill", "recvmsg"])
def test_what_python_needs_is_let_through(machine: str, name: str) -> None:
    assert call(machine, name) == ALLOWED


@pytest.mark.parametrize("machine", ARCHES)
def test_threads_and_forks_but_no_namespaces(machine: str) -> None:
    assert call(machine, "clone", 17) == ALLOWED
    assert call(machine, "clone", 0x3D0F00) == ALLOWED  # what pthread_create passes
    for flag in (0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000):
        assert call(machine, "clone", flag | 17) == EPERM
    assert call(machine, "clone3") == ENOSYS


@pytest.mark.parametrize("machine", ARCHES)
def test_only_unix_socket_pairs(machine: str) -> None:
    assert call(machine, "socketpair", 1, 1) == ALLOWED
    assert call(machine, "socketpair", 2, 1) == EPERM
    assert call(machine, "socket", 1, 1) == EPERM


@pytest.mark.parametrize("machine", ARCHES)
@pytest.mark.parametrize("name", ["prlimit64", "sched_setaffinity"])
def test_only_the_callers_own_limits(machine: str, name: str) -> None:
    assert call(machine, name, 0) == ALLOWED
    assert call(machine, name, 1) == EPERM


@pytest.mark.parametrize("machine", ARCHES)
def test_nothing_is_typed_into_a_terminal(machine: str) -> None:
    assert call(machine, "ioctl", 0, 0x5401) == ALLOWED
    assert call(machine, "ioctl", 0, 0x5412) == EPERM
    assert call(machine, "ioctl", 0, 0x541C) == EPERM
    assert call(machine, "ioctl", 0, (7 << 32) | 0x5412) == EPERM


@pytest.mark.parametrize("machine", ARCHES)
def test_files_are_locked_but_not_leased(machine: str) -> None:
    for command in (1, 6, 7, 36):  # F_GETFD, F_SETLK, F_SETLKW, F_OFD_GETLK
        assert call(machine, "fcntl", 3, command) == ALLOWED
    for command in (1024, 37, 38):
        assert call(machine, "fcntl", 3, command) == EPERM


@pytest.mark.parametrize("machine", ARCHES)
def test_memory_is_shared_through_files_alone(machine: str) -> None:
    for flags in (0x22, 0x4022, 0x01, 0x03, 0x02):
        assert call(machine, "mmap", 0, 4096, 3, flags) == ALLOWED
    for flags in (0x21, 0x23, 0x8021):
        assert call(machine, "mmap", 0, 4096, 3, flags) == EPERM


def test_other_calling_conventions_end_the_process() -> None:
    assert verdict("x86_64", 0, arch=0x40000003) == KILLED  # 32-bit x86
    assert verdict("x86_64", 0x40000000 | 39) == KILLED  # x32
    assert verdict("aarch64", 0, arch=0x40000028) == KILLED


def test_program_fits_the_kernels_bounds() -> None:
    for machine in ARCHES:
        program = seccomp.program(machine)
        assert len(program) % 8 == 0
        assert len(program) // 8 <= 4096


def test_unknown_machine_is_refused_with_its_name() -> None:
    with pytest.raises(SinauError, match="riscv64"):
        seccomp.program("riscv64")
