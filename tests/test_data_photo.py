"""`foto`: figures are those of the pixels, changes are plain numbers, and what is no photo is told so."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

import pytest
from PIL import Image

import grader.learner.photo as photo
from grader.belajar import foto, muat
from grader.checks.blank import ____
from grader.common.errors import SinauError
from grader.data import photo as reading

HALVES = Image.new("RGB", (40, 20), "white")
HALVES.paste("black", (0, 0, 20, 20))


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data-saya"
    folder.mkdir()
    monkeypatch.chdir(tmp_path)
    return folder


def saved(folder: Path, name: str, image: Image.Image, **options: object) -> str:
    image.save(folder / name, **options)  # type: ignore[arg-type]
    return f"data-saya/{name}"


def test_figures_are_those_of_the_pixels(own: Path) -> None:
    seen = foto(saved(own, "belah.png", HALVES))
    assert (seen.lebar, seen.tinggi, seen.terang) == (40, 20, 127.5)
    assert (seen.putih, seen.hitam) == (0.5, 0.5)
    assert seen.kb == (own / "belah.png").stat().st_size / 1_000


def test_brightening_multiplies_and_stops_at_white(own: Path) -> None:
    grey = foto(saved(own, "abu.png", Image.new("RGB", (8, 8), (100, 100, 100))))
    assert grey.cerahkan(0.5).terang == 50
    assert grey.cerahkan(1.5).terang == 150
    assert (grey.cerahkan(3).terang, grey.cerahkan(3).putih) == (255, 1)
    assert grey.cerahkan(3).cerahkan(1 / 3).terang == 85  # what became white does not come back
    assert grey.terang == 100


def test_cropping_takes_just_that_part(own: Path) -> None:
    seen = foto(saved(own, "belah.png", HALVES))
    assert seen.potong(0, 0, 20, 20).terang == 0
    assert seen.potong(20, 5, 20, 15).terang == 255
    part = seen.potong(10, 0, 20, 20)
    assert (part.lebar, part.tinggi, part.terang) == (20, 20, 127.5)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda seen: seen.potong(30, 0, 20, 20), "30 + 20 = 50, padahal lebar fotonya 40"),
        (lambda seen: seen.potong(0, 1, 20, 20), "1 + 20 = 21, padahal tinggi fotonya 20"),
        (lambda seen: seen.potong(-1, 0, 20, 20), "mulai 0"),
        (lambda seen: seen.potong(0, 0, 0, 20), "mulai 1"),
        (lambda seen: seen.potong("0", 0, 20, 20), "tanpa tanda kutip"),
        (lambda seen: seen.cerahkan("2"), "tanpa tanda kutip"),
        (lambda seen: seen.cerahkan(0), "di atas 0"),
        (lambda seen: seen.cerahkan(float("nan")), "memerlukan angka"),
    ],
)
def test_a_change_that_cannot_be_is_told(own: Path, change: object, says: str) -> None:
    seen = foto(saved(own, "belah.png", HALVES))
    with pytest.raises(SinauError, match=re.escape(says)):
        change(seen)  # type: ignore[operator]


def test_a_blank_stays_a_blank(own: Path) -> None:
    seen = foto(saved(own, "belah.png", HALVES))
    assert {str(x) for x in (foto(____), seen.cerahkan(____), seen.potong(0, 0, ____, 20))} == {"____"}


def test_a_phone_held_upright_and_the_place_it_tells(own: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90 degrees
    exif.get_ifd(reading.GPS)[1] = "S"
    seen = foto(saved(own, "hp.jpg", HALVES, exif=exif))
    assert (seen.lebar, seen.tinggi) == (20, 40)
    assert "Tempat memotret" in repr(seen)
    assert "Tempat memotret" not in repr(seen.cerahkan(1.1))
    assert "Tempat memotret" not in repr(foto(saved(own, "tanpa.jpg", HALVES)))


def test_what_is_transparent_counts_as_white(own: Path) -> None:
    assert foto(saved(own, "bening.png", Image.new("RGBA", (4, 4), (0, 0, 0, 0)))).terang == 255


def test_the_page_shows_a_small_picture_with_its_meaning(own: Path) -> None:
    wide = foto(saved(own, "<lebar>.png", Image.new("RGB", (3_000, 1_000), "grey")))
    page = wide._repr_html_()
    assert 'alt="Foto data-saya/&lt;lebar&gt;.png, 3000 kali 1000 piksel, terang 128,0 dari 255."' in page
    assert "3.000 × 1.000 piksel" in page
    data = re.search(r"base64,([^\"]+)", page)
    assert data is not None
    shown = Image.open(io.BytesIO(base64.b64decode(data[1])))
    assert shown.size == (photo.SHOWN, photo.SHOWN // 3)


def test_an_untouched_file_is_never_written(own: Path) -> None:
    name = saved(own, "asli.png", HALVES)
    before = (own / "asli.png").read_bytes()
    foto(name).cerahkan(2).potong(0, 0, 5, 5)._repr_html_()
    assert (own / "asli.png").read_bytes() == before
    assert [path.name for path in own.iterdir()] == ["asli.png"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("catatan.jpg", b"bukan foto", "data-saya/catatan.jpg bukan foto"),
        ("iphone.HEIC", b"\0\0\0\x18ftypheic\0\0\0\0", "berformat HEIC"),
        ("iphone.jpg", b"\0\0\0\x18ftypmif1\0\0\0\0", "berformat HEIC"),
        ("kosong.png", b"", "kosong"),
    ],
)
def test_what_is_no_photo_is_told(own: Path, name: str, content: bytes, says: str) -> None:
    (own / name).write_bytes(content)
    with pytest.raises(SinauError, match=says):
        foto(f"data-saya/{name}")


def test_a_photo_half_copied_is_told(own: Path) -> None:
    name = saved(own, "penuh.jpg", Image.effect_noise((200, 200), 80).convert("RGB"))
    (own / "penuh.jpg").write_bytes((own / "penuh.jpg").read_bytes()[:4_000])
    with pytest.raises(SinauError, match="belum selesai tersalin"):
        foto(name)


def test_a_huge_photo_is_refused_before_it_is_unpacked(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_PIXELS", 799)
    with pytest.raises(SinauError, match="juta piksel"):
        foto(saved(own, "belah.png", HALVES))


def test_a_missing_photo_names_those_there(own: Path) -> None:
    with pytest.raises(SinauError, match="Simpan fotomu di folder data-saya"):
        foto("data-saya/jenang.jpg")
    saved(own, "jenag.jpg", HALVES)
    with pytest.raises(SinauError, match=r"Foto di folder itu: jenag\.jpg"):
        foto("data-saya/jenang.jpg")


def test_photos_and_tables_point_to_each_other() -> None:
    with pytest.raises(SinauError, match=r'buka dengan foto\("foto_kopi"\)'):
        muat("foto_kopi")
    with pytest.raises(SinauError, match=r'buka dengan foto\("data-saya/a.jpg"\)'):
        muat("data-saya/a.jpg")
    with pytest.raises(SinauError, match=r'buka dengan muat\("paket_cod"\)'):
        foto("paket_cod")
    with pytest.raises(SinauError, match=r'maksudmu foto\("foto_kopi"\)'):
        foto("foto_kpoi")
    with pytest.raises(SinauError, match="tanda kutip"):
        foto(3)


def test_the_photo_of_the_course_is_free_and_says_so() -> None:
    seen = foto("foto_kopi")
    assert (seen.lebar, seen.tinggi) == (600, 400)
    assert seen.terang == pytest.approx(103.6, abs=0.5)
    assert "Rachel Michetti" in seen.sumber
    assert "CC0" in seen.sumber
