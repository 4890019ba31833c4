"""The bubblewrap command line: what of this machine the sandbox sees, and as whom it runs."""

from __future__ import annotations

import functools
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import grader
from grader.common.errors import SinauError
from grader.sandbox.limits import MIB, Limits
from grader.sandbox.mounts import other_names

INSTALL = "sudo apt-get install bubblewrap"
SCRATCH = "/kerja"
HOME = f"{SCRATCH}/rumah"
TEMP = f"{SCRATCH}/tmp"
WORK = f"{SCRATCH}/latihan"
SHM = "/dev/shm"
#: What a sandbox is for: learners' code, or the author's isolated tests.
LEARNERS, TESTS = "peserta", "tes"
# Root's children run as host uids of this range, which own nothing; the kernel counts processes by uid.
UID_BASE = 1_900_000_000
ORDINARY_UID = 65534  # in an ordinary user's namespace, where one uid stands for that user

#: What of the system is shown besides /usr: links into it, or folders, and these of /etc.
_LINKS = ("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
_OF_ETC = ("ld.so.cache", "ld.so.conf", "ld.so.conf.d", "fonts", "alternatives")
#: What of a Python's folder is shown.
_PARTS = ("bin", "lib", "lib32", "lib64", "pyvenv.cfg")
#: Where this Python and this package stand under names that tell nothing of this machine.
PYTHON, PACKAGES = "/python", "/pustaka"

ENVIRONMENT = {
    "HOME": HOME,
    "TMPDIR": TEMP,
    "LANG": "C.UTF-8",
    "TZ": "Asia/Jakarta",
    "USER": "peserta",
    "NBGRADER_EXECUTION": "autograde",  # as nbgrader says to notebooks that it grades
    "PIP_NO_INDEX": "1",  # there is no network: `!pip install` would try for half a minute
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "MPLCONFIGDIR": f"{HOME}/.config/matplotlib",
    "IPYTHONDIR": f"{HOME}/.ipython",
    # one thread each: a worker is one processor, and threads of a library count as processes
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMEXPR_MAX_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",  # an arena a thread would use up the address space
}


def passwd(uid: int) -> str:
    """The sandbox's /etc/passwd: one user."""
    return f"peserta:x:{uid}:{uid}:peserta:{HOME}:/bin/sh\n"


@functools.cache
def find() -> tuple[str, str]:
    """The bubblewrap program and its help text; SinauError naming the one command when it is missing."""
    program = shutil.which("bwrap")
    if program is None:
        raise SinauError(f"Program bubblewrap belum ada; pasang dengan: {INSTALL}")
    return program, subprocess.run([program, "--help"], capture_output=True, text=True, check=False).stdout


def library_paths() -> list[str]:
    """The folders of installed packages, also those outside this Python (`pip install --user`)."""
    return [path for path in sys.path if Path(path).name in ("site-packages", "dist-packages")]


def visible_paths() -> list[Path]:
    """What the sandbox may read besides /usr: the programs and libraries of this Python, this package, the
    data sets. Of a prefix only these parts: people keep other things in an environment's folder.
    """
    package = Path(grader.__file__).resolve().parent
    prefixes = {Path(sys.prefix), Path(sys.base_prefix), Path(sys.exec_prefix)}
    prefixes.add(Path(sys.executable).resolve().parent.parent)
    wanted = [prefix / part for prefix in prefixes for part in _PARTS]
    wanted = [path for path in wanted if path.exists() and not path.is_symlink()]
    wanted += [package, *(Path(path).resolve() for path in library_paths())]
    wanted += [path for path in (package.parent / "datasets",) if path.is_dir()]
    kept: list[Path] = []
    for path in sorted({path.absolute() for path in wanted}):
        if not any(path.is_relative_to(other) for other in [Path("/usr"), *kept]):
            kept.append(path)
    return kept


def refuse_shown(*places: Path) -> None:
    """Raise SinauError where a class folder, or a folder of it, lies inside what every submission can read:
    as it is named, by a link, or by another mount.
    """
    seen = [path.resolve() for path in [*_system_paths(), *visible_paths()]]
    for place in places:
        names = [place.resolve(), *other_names(place.resolve())]
        shown = next((path for path in seen for name in names if name.is_relative_to(path)), None)
        if shown is not None:
            raise SinauError(
                f"Folder kelas {place} berada di dalam {shown}, yang terbaca oleh kode peserta; "
                "pindahkan folder kelas ke tempat lain, lalu jalankan lagi."
            )


def _system_paths() -> list[Path]:
    """What of the system is shown."""
    found = [*map(Path, ("/usr", *_LINKS)), *(Path("/etc", name) for name in _OF_ETC)]
    return [path for path in found if path.exists()]


def refuse_closed_folders() -> None:
    """Raise SinauError where root's sandbox, whose user owns nothing, may not read this Python or package."""
    if os.getuid() != 0:
        return
    closed = [path for path in visible_paths() if not _is_open(path)]
    if closed:
        folders = shlex.join(map(str, closed))
        raise SinauError(
            f"Kotak pasir tidak boleh membaca {closed[0]}; izinkan dengan: chmod -R a+rX {folders}"
        )


def _is_open(path: Path) -> bool:
    needed = 0o005 if path.is_dir() else 0o004
    return path.stat().st_mode & needed == needed


def namespace_switch() -> str:
    """The kernel setting that lets ordinary users make namespaces, as this system calls it."""
    if Path("/proc/sys/kernel/apparmor_restrict_unprivileged_userns").exists():
        return "kernel.apparmor_restrict_unprivileged_userns=0"
    if Path("/proc/sys/kernel/unprivileged_userns_clone").exists():
        return "kernel.unprivileged_userns_clone=1"
    return "user.max_user_namespaces=10000"


def sandbox_uid(serial: int) -> int:
    """The uid that the children of this process's sandbox number `serial` get."""
    if os.getuid() != 0:
        return ORDINARY_UID
    return UID_BASE + (os.getpid() * 16 + serial % 16) % 100_000_000


def _neutral_names() -> dict[str, str]:
    """Path here → its second name in the sandbox: what the environment of a child speaks of."""
    again = {
        str(Path(sys.prefix) / part): f"{PYTHON}/{part}"
        for part in _PARTS
        if (Path(sys.prefix) / part).exists()
    }
    package = Path(grader.__file__).resolve().parent
    again |= {
        str(path): f"{PACKAGES}/0/{path.name}"
        for path in (package, package.parent / "datasets")
        if path.is_dir()
    }
    again |= {path: f"{PACKAGES}/{number}" for number, path in enumerate(library_paths(), 1)}
    return again


def _search_path(again: Mapping[str, str]) -> str:
    libraries = [again[path] for path in library_paths()]
    return os.pathsep.join([f"{PACKAGES}/0", *libraries])


def command(
    limits: Limits, uid: int, use: str, control_fd: int, seccomp_fd: int, passwd_fd: int
) -> list[str]:
    """The whole command that starts the zygote as process 1 of its own namespaces, for LEARNERS or TESTS.

    An ordinary user gets a user namespace with one uid in it. Root needs none: the zygote keeps only the
    right to change its uid and to signal, and every child becomes a host uid that owns nothing.
    """
    again = _neutral_names()
    paths = visible_paths()
    return [
        *_namespaces(uid),
        *_environment(again),
        *_system(passwd_fd, [*paths, *map(Path, again.values())]),
        *(word for visible in paths for word in ("--ro-bind", str(visible), str(visible))),
        *(word for path, name in again.items() for word in ("--ro-bind", path, name)),
        *_scratch(limits, any(visible.is_relative_to("/tmp") for visible in paths)),
        *("--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/", "--seccomp", str(seccomp_fd), "--"),
        *(sys.executable, "-P", "-s", "-m", "grader.sandbox.zygote", str(control_fd), str(uid), use),
    ]


def _namespaces(uid: int) -> list[str]:
    program, help_text = find()
    args = [program, "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"]
    args += ["--unshare-cgroup-try", "--cap-drop", "ALL"]
    if uid >= UID_BASE:
        args += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--cap-add", "CAP_KILL"]
    else:
        args += ["--unshare-user", "--uid", str(uid), "--gid", str(uid)]
        if "--disable-userns" in help_text:
            args += ["--disable-userns"]
    return [*args, "--hostname", "sinau", "--new-session", "--die-with-parent", "--as-pid-1"]


def _environment(again: dict[str, str]) -> list[str]:
    args = ["--clearenv"]
    for name, value in ENVIRONMENT.items():
        args += ["--setenv", name, value]
    args += ["--setenv", "PATH", f"{PYTHON}/bin:/usr/bin:/bin"]
    return [*args, "--setenv", "PYTHONPATH", _search_path(again)]


def _system(passwd_fd: int, shown: list[Path]) -> list[str]:
    """The system's own folders, and the folders above what is shown of others."""
    args = ["--chmod", "0755", "/"]
    below = [Path("/etc/passwd"), *shown]
    for parent in sorted({parent for path in below for parent in path.parents if parent != Path("/")}):
        args += ["--perms", "0755", "--dir", str(parent)]
    args += ["--ro-bind", "/usr", "/usr"]
    for link in _LINKS:
        if Path(link).is_symlink():
            args += ["--symlink", str(Path(link).readlink()), link]
        elif Path(link).is_dir():
            args += ["--ro-bind", link, link]
    for name in _OF_ETC:
        args += ["--ro-bind-try", f"/etc/{name}", f"/etc/{name}"]
    return [*args, "--perms", "0644", "--ro-bind-data", str(passwd_fd), "/etc/passwd"]


def _scratch(limits: Limits, shows_tmp: bool) -> list[str]:
    """What the kernel makes, and the two places that can be written to."""
    disk = str(limits.disk_mib * MIB)
    args = ["--proc", "/proc", "--dev", "/dev"]
    if Path("/proc/pressure").is_dir():  # how busy the whole machine is, is nobody's business
        args += ["--tmpfs", "/proc/pressure", "--remount-ro", "/proc/pressure"]
    args += ["--dev-bind", "/dev/full", "/dev/zero"]  # zeros that cannot be mapped as memory nobody counts
    args += ["--perms", "0777", "--size", disk, "--tmpfs", SHM]
    args += ["--perms", "0777", "--size", disk, "--tmpfs", SCRATCH]
    return args if shows_tmp else [*args, "--symlink", TEMP, "/tmp"]
