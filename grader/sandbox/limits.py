"""How much one submission may use. Every limit ends in a graded outcome, never in a stuck grader."""

from __future__ import annotations

from dataclasses import dataclass

from grader.common.errors import SinauError

MIB = 1 << 20
LONGEST_CELL = 3600

# field: (what it is called in Indonesian, unit, smallest, largest)
_RANGES: dict[str, tuple[str, str, float, float]] = {
    "cell_seconds": ("Batas waktu satu sel", "detik", 0.1, LONGEST_CELL),
    "wall_seconds": ("Batas waktu satu kiriman", "detik", 0.1, 86400),
    "cpu_seconds": ("Batas waktu prosesor", "detik", 1, 86400),
    "memory_mib": ("Batas memori", "MiB", 64, 1 << 20),
    "processes": ("Batas jumlah proses", "proses", 1, 4096),
    "open_files": ("Batas berkas terbuka", "berkas", 32, 65536),
    "file_mib": ("Batas ukuran satu berkas", "MiB", 1, 1 << 16),
    "disk_mib": ("Batas ruang simpan", "MiB", 1, 1 << 16),
    "inodes": ("Batas jumlah berkas", "berkas", 64, 10_000_000),
    "cell_output_kib": ("Batas keluaran satu sel", "KiB", 1, 1 << 20),
    "output_kib": ("Batas keluaran satu kiriman", "KiB", 1, 1 << 20),
}


@dataclass(frozen=True)
class Limits:
    """Limits of one submission; a value out of range raises `SinauError`.

    `cell_seconds` and `wall_seconds` are wall-clock time; a cell that is too slow is interrupted and the
    next cell still runs. `cpu_seconds`, `memory_mib` (resident, beyond what the warm interpreter has) and
    `processes` (threads count too) hold for all processes of the submission together. `disk_mib` and `inodes`
    hold for the scratch space; its size is fixed when the sandbox starts. `cell_output_kib` is what one cell
    may print and draw.
    """

    cell_seconds: float = 20.0
    wall_seconds: float = 60.0
    cpu_seconds: int = 40
    memory_mib: int = 1024
    processes: int = 64
    open_files: int = 256
    file_mib: int = 64
    disk_mib: int = 128
    inodes: int = 10_000
    cell_output_kib: int = 2048
    output_kib: int = 16384

    def __post_init__(self) -> None:
        for name, (title, unit, low, high) in _RANGES.items():
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
                raise SinauError(
                    f"{title} ({name}) harus antara {low:g} dan {high:g} {unit}, bukan {value!r}."
                )

    def to_json(self) -> dict[str, float]:
        return dict(vars(self))
