"""Limits are checked when they are made, with a sentence that names the range."""

import dataclasses
from pathlib import Path

import pytest

from grader.common.errors import SinauError
from grader.sandbox import usage
from grader.sandbox.limits import Limits


def test_defaults_are_in_range() -> None:
    assert Limits().to_json()["memory_mib"] == 1024


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("cell_seconds", 0),
        ("wall_seconds", 10**6),
        ("cpu_seconds", -1),
        ("memory_mib", 3),
        ("processes", 0),
        ("inodes", float("nan")),
        ("output_kib", float("inf")),
        ("disk_mib", "128"),
        ("open_files", True),
        ("file_mib", None),
    ],
)
def test_out_of_range_is_one_sentence_that_names_range_and_value(field: str, value: object) -> None:
    with pytest.raises(SinauError) as caught:
        dataclasses.replace(Limits(), **{field: value})  # type: ignore[arg-type]
    sentence = str(caught.value)
    assert field in sentence
    assert "harus antara" in sentence
    assert repr(value) in sentence
    assert "\n" not in sentence


def test_memory_that_was_swapped_out_counts(tmp_path: Path) -> None:
    (tmp_path / "status").write_text("VmSize:\t 900 kB\nRssAnon:\t 2 kB\nVmSwap:\t 70 kB\n")
    assert usage._sum_of_lines(str(tmp_path / "status"), usage.MEMORY) == 72 * 1024
    (tmp_path / "rollup").write_text("Pss:\t 900 kB\nPss_Anon:\t 2 kB\nSwap:\t 99 kB\nSwapPss:\t 70 kB\n")
    assert usage._sum_of_lines(str(tmp_path / "rollup"), usage.PROPORTIONAL_MEMORY) == 72 * 1024
