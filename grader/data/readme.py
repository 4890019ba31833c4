"""datasets/README.md, written from the descriptors so that it cannot fall behind them."""

from __future__ import annotations

from collections.abc import Iterable

from grader.data.catalog import Catalog, Resource

HEAD = """# Data kursus

Data dimuat dengan `muat("nama")`, yang juga menampilkan kartu datanya; foto dibuka dengan `foto("nama")`.
Keterangan lengkap tiap kolom, sumber, cara dikumpulkan, waktu, dan lisensi ada di `datapackage.json`. Data
bertanda *sintetis* dibangkitkan oleh `generators/<nama>.py` dengan benih tetap; semua nama toko, warga, dan
nomor di dalamnya rekaan. Data nyata adalah fakta yang dikutip dengan sumbernya; publikasi BPS tidak disalin.
Lisensi data pihak lain lengkap di `LICENSE-third-party.txt`.

Berkas sintetis, sidik (sha256), dan halaman ini dibuat ulang dengan `python -m grader.data.build`.
Menambah data: taruh CSV-nya di sini, atau `generators/<nama>.py` dengan fungsi `make()`; tulis keterangannya
di `datapackage.json` (tanpa hash, bytes, rowCount); lalu jalankan perintah itu.
"""
TEMPLATES = """
## Templat data sendiri

Salin dari `templates/` ke folder `data-saya`, ganti isinya, lalu muat: `muat("data-saya/toko.csv")`.

| templat | satu baris | kolom | pelajaran |
|---|---|---|---|
"""
LEFT_OUT = """
## Yang ditinggalkan

- `ulasan_tokopedia`: nama barang, lokasi, peringkat toko, jumlah terjual, dan jumlah ulasan dari PRDECT-ID.
"""


def render(datasets: Catalog, templates: Catalog) -> str:
    """The whole page."""
    real = [resource for resource in datasets.resources.values() if not resource.synthetic]
    synthetic = [resource for resource in datasets.resources.values() if resource.synthetic]
    parts = [HEAD, _table("Data nyata", real), _table("Data latihan (sintetis)", synthetic), TEMPLATES]
    for template in templates.resources.values():
        columns = ", ".join(field.name for field in template.fields)
        lessons = ", ".join(template.lessons)
        parts.append(f"| `{template.name}` | {template.row_meaning} | {columns} | {lessons} |\n")
    return "".join([*parts, LEFT_OUT])


def _table(heading: str, resources: Iterable[Resource]) -> str:
    rows = "".join(
        f"| `{resource.name}` | {resource.title} | {resource.rows} | {'; '.join(resource.sources)} "
        f"| {resource.licence} | {', '.join(resource.lessons)} |\n"
        for resource in resources
    )
    header = "| nama | isi | baris | sumber | lisensi | pelajaran |\n|---|---|---|---|---|---|\n"
    return f"\n## {heading}\n\n{header}{rows}"
