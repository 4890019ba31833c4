"""Numbers as people in Indonesia write them: Rp1.250.000 · 9,32 · 9,32%."""

from __future__ import annotations

from decimal import Decimal
from numbers import Integral, Real

from grader.checks.blank import NAME, is_blank
from grader.common.errors import SinauError
from grader.common.indonesian import rounded


def rupiah(nilai: object) -> str:
    """Return an amount as Rupiah, rounded half up to whole Rupiah: `rupiah(1250000)` is "Rp1.250.000".

    A blank gives "____". Anything that is not one finite number raises SinauError.
    """
    if is_blank(nilai):
        return NAME
    written = rounded(_decimal(nilai, "rupiah"), 0)
    return f"-Rp{written[1:]}" if written.startswith("-") else f"Rp{written}"


def angka(nilai: object, desimal: int = 0) -> str:
    """Return a number with Indonesian separators: `angka(1234.5, 1)` is "1.234,5". Errors as in `rupiah`."""
    return NAME if is_blank(nilai) else rounded(_decimal(nilai, "angka"), desimal)


def persen(bagian: object, desimal: int = 1) -> str:
    """Return a fraction as per cent: `persen(0.0932, 2)` is "9,32%". Errors as in `rupiah`."""
    return NAME if is_blank(bagian) else rounded(_decimal(bagian, "persen").scaleb(2), desimal) + "%"


def _decimal(value: object, function: str) -> Decimal:
    """Read one finite number exactly as Python prints it (a float 0.1 is 0.1, not 0.1000000000000000055)."""
    if isinstance(value, str):
        raise SinauError(
            f'{function}() membutuhkan angka, tetapi "{value}" adalah teks. '
            "Tulis angkanya tanpa tanda kutip, misalnya 1_250_000."
        )
    if callable(value):
        raise SinauError(
            f"{function}() membutuhkan satu angka, tetapi yang diberikan fungsi yang belum dijalankan. "
            "Tambahkan tanda kurung () di belakang namanya, misalnya .sum()."
        )
    if isinstance(value, bool) or not isinstance(value, Real | Decimal):
        of_a_column = f" Untuk seluruh kolom sebuah tabel, tulis kolom.map({function})."
        raise SinauError(
            f"{function}() membutuhkan satu angka, tetapi yang diberikan bertipe {type(value).__name__}."
            + (of_a_column if type(value).__name__ == "Series" else " Ambil dulu satu angkanya.")
        )
    number = value if isinstance(value, Decimal) else Decimal(_digits(value))
    if not number.is_finite():
        raise SinauError(
            f"{function}() membutuhkan angka, tetapi nilainya kosong atau tak terhingga. "
            "Periksa hitungan sebelum baris ini: adakah data yang hilang atau pembagian dengan nol?"
        )
    return number


def _digits(value: Real) -> str:
    return str(int(value)) if isinstance(value, Integral) else repr(float(value))
