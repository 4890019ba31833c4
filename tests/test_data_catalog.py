"""The descriptors, the files and the generators say the same thing."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import frictionless
import pandas as pd
import pytest

from grader.common.checkout import content_root
from grader.curriculum.model import Course
from grader.data import build
from grader.data.catalog import PHOTO, Resource, load_catalog
from grader.data.table import read_resource

DATASETS = build.DATASETS
CATALOG = load_catalog(DATASETS)
TEMPLATES = load_catalog(build.TEMPLATES)
COURSE = Course.load(content_root())
RESOURCES = list(CATALOG.resources.values())
TABLES = [resource for resource in RESOURCES if resource.format != PHOTO]


def name_of(resource: Resource) -> str:
    return resource.name


@pytest.fixture(scope="module")
def fresh() -> dict[Path, bytes]:
    return build.current_files()


def test_everything_regenerates_byte_for_byte(fresh: dict[Path, bytes]) -> None:
    stale = [path.name for path, content in fresh.items() if path.read_bytes() != content]
    assert stale == []
    assert sum(path.suffix == ".csv" for path in fresh) >= 20


@pytest.mark.parametrize("folder", [DATASETS, build.TEMPLATES], ids=["datasets", "templates"])
def test_frictionless_accepts_the_package(folder: Path) -> None:
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    assert report.flatten(["type", "fieldName", "rowNumber", "message"]) == []
    assert report.stats["tasks"] == len(load_catalog(folder).resources)


def test_frictionless_would_notice_a_wrong_cell(tmp_path: Path) -> None:
    for path in build.TEMPLATES.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes().replace(b";9;hujan", b";sembilan;hujan"))
    report = frictionless.Package(str(tmp_path / "datapackage.json")).validate()
    assert "type-error" in [kind for (kind,) in report.flatten(["type"])]


@pytest.mark.parametrize("resource", TABLES, ids=name_of)
def test_table_has_the_declared_columns_and_types(resource: Resource) -> None:
    frame = read_resource(resource)
    assert list(frame.columns) == [field.name for field in resource.fields]
    assert len(frame) == resource.rows > 0
    for field in resource.fields:
        column = frame[field.name]
        if field.required:
            assert column.notna().all(), field.name
        if field.type == "date":
            assert column.dtype.kind == "M", field.name
        elif field.type in ("integer", "year"):
            assert str(column.dtype) in ("int64", "Int64"), field.name
            assert (str(column.dtype) == "Int64") == bool(column.isna().any()), field.name
        elif field.type == "number":
            assert str(column.dtype) == "float64", field.name
        elif field.type == "string":
            assert pd.api.types.is_string_dtype(column), field.name


@pytest.mark.parametrize("resource", [*RESOURCES, *TEMPLATES.resources.values()], ids=name_of)
def test_file_is_small_text_with_lf_and_its_card_is_complete(resource: Resource) -> None:
    data = resource.path.read_bytes()
    if resource.format != PHOTO:
        assert b"\r" not in data
        data.decode("utf-8")
    assert len(data) < (300_000 if resource.synthetic else 1_000_000)
    for text in (resource.title, resource.row_meaning, resource.collection, resource.reference_time):
        assert text.strip()
    assert resource.sources
    assert resource.licence
    assert resource.lessons
    assert all(field.description and field.name == field.name.lower() for field in resource.fields)
    assert bool(resource.generator) == (resource.synthetic and resource.path.parent == DATASETS)


def test_every_table_names_the_lessons_that_load_it() -> None:
    missing = [
        (name, page.id)
        for page in (*COURSE.lessons, *COURSE.exercises)
        for name in set(
            re.findall(r'(?:muat|foto)\("(\w+)"\)', "\n".join(c.source for c in page.cells if c.is_code))
        )
        if page.id not in CATALOG.resources[name].lessons
    ]
    assert missing == []


def test_money_is_whole_and_in_rupiah() -> None:
    money = {
        "harga",
        "total",
        "omzet",
        "biaya",
        "harga_satuan",
        "jumlah_rupiah",
        "pendapatan",
        "nilai_rupiah",
    }
    fields = [field for resource in RESOURCES for field in resource.fields if field.name in money]
    assert len(fields) >= 10
    assert {(field.type, field.unit) for field in fields} == {("integer", "Rp")}


def test_every_file_in_the_folder_is_described() -> None:
    described = {resource.path for resource in RESOURCES}
    assert {path for kind in ("csv", "geojson", "jpg") for path in DATASETS.glob(f"*.{kind}")} == described
    assert {resource.path for resource in TEMPLATES.resources.values()} == set(build.TEMPLATES.glob("*.csv"))
    assert {DATASETS / resource.generator for resource in RESOURCES if resource.generator} == {
        path for path in (DATASETS / "generators").glob("*.py") if path.stem not in ("usaha", "musim")
    }


def test_every_generator_states_its_parameters() -> None:
    for resource in RESOURCES:
        if resource.generator:
            source = (DATASETS / resource.generator).read_text(encoding="utf-8")
            assert len(source.split('"""')[1]) > 80, resource.name


def test_nobody_real_in_the_invented_register() -> None:
    people = read_resource(CATALOG.resources["warga_latihan"])
    assert people["nama"].str.fullmatch(r"Warga \d{3}").all()
    assert people["nomor_identitas"].str.fullmatch(r"LATIHAN-\d{6}").all()
    assert people["nomor_telepon"].str.fullmatch(r"08xx-xxxx-\d{4}").all()


def test_check_reports_drift(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(build, "current_files", lambda: {build.DATASETS / "apjii_penetrasi.csv": b"lain"})
    assert build.main(["--check"]) == 1
    assert "apjii_penetrasi.csv: tidak mutakhir" in capsys.readouterr().out


def test_muat_stays_light() -> None:
    code = (
        "import sys; from grader.data import muat; muat('kas_warung');"
        "print(sys.modules.keys() & {'frictionless', 'matplotlib', 'jsonschema', 'nbgrader'})"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=DATASETS.parent, capture_output=True, text=True, check=True
    )
    assert run.stdout.rstrip().endswith("set()")
