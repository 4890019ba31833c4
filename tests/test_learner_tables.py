"""What a cell shows of tables and numbers is Indonesian; the values stay what they were."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from grader.learner.tables import as_html, as_text

TABLE = pd.DataFrame(
    {
        "tanggal": pd.to_datetime(["2024-01-01", None]),
        "omzet": [2_400_000, 15_000],
        "persen": [54.68, np.nan],
        "untung": [15000.0, 2.0],
        "nama": ["jenang <b>", None],
        "tahun": [2024, 2023],
        "bagian": [0.0932, 0.1],
        "laku": pd.array([1, None], dtype="Int64"),
        "lunas": [True, False],
    }
)


def row(text: str, at: int) -> list[str]:
    return text.splitlines()[at].split()


def test_a_table_says_everything_in_one_language() -> None:
    text = as_text(TABLE)
    first = ["0", "1", "Jan", "2024", "2.400.000", "54,68", "15.000", "jenang", "<b>", "2024", "0,0932"]
    assert row(text, 1) == [*first, "1", "True"]
    assert row(text, 2) == ["1", "–", "15.000", "–", "2", "–", "2023", "0,1000", "–", "False"]
    page = as_html(TABLE)
    assert "<td>2.400.000</td>" in page
    assert "jenang &lt;b&gt;" in page
    assert "NaN" not in page + text
    assert "NaT" not in page + text


def test_a_column_alone_has_no_type_under_it() -> None:
    assert "dtype" not in as_text(TABLE["omzet"]) + as_html(TABLE["omzet"])
    assert row(as_text(TABLE["omzet"]), 1) == ["0", "2.400.000"]
    counts = pd.Series({"a": 1.5, "b": 2.0})
    assert as_text(counts).splitlines()[-1].split() == ["b", "2,0"]
    by_day = TABLE.set_index("tanggal")["omzet"]
    assert "1 Jan 2024" in as_text(by_day)


def test_a_long_table_shows_both_ends_and_its_size() -> None:
    text = as_text(pd.DataFrame({"x": range(1000)}))
    assert len(text.splitlines()) == 13
    assert text.endswith("1.000 baris × 1 kolom")
    assert "1.000 baris × 1 kolom" in as_html(pd.DataFrame({"x": range(1000)}))


@pytest.mark.parametrize(
    "table",
    [
        pd.DataFrame(),
        pd.DataFrame({"a": []}),
        pd.Series([], dtype=float),
        TABLE.describe(),
        TABLE.groupby(["nama", "tahun"]).agg({"omzet": ["sum", "mean"]}),
        pd.DataFrame({"a": [[1, 2], {"b": 1}, None, 3.5, pd.Timestamp("2024-02-03")]}),
        pd.DataFrame([[1, 2]], columns=["a", "a"]),
        pd.DataFrame({"besar": [1e300, -1e-300, np.inf]}),
        pd.DataFrame({"jenis": pd.Categorical(["a", None])}),
        pd.DataFrame({"jam": pd.to_datetime(["2024-01-01 13:05"])}),
        pd.DataFrame({"lama": pd.to_timedelta(["1 days", None])}),
        pd.DataFrame({"x": [1 + 2j]}),
    ],
    ids=range(12),
)
def test_every_table_can_be_shown(table: pd.DataFrame) -> None:
    before = table.copy(deep=True)
    assert "NaN" not in as_text(table) + as_html(table)
    assert table.equals(before)


def test_names_of_rows_and_columns_are_written_too() -> None:
    counted = pd.Series([15000.0, 15000.0, 2500.5]).value_counts()
    assert [row(as_text(counted), at)[0] for at in (1, 2)] == ["15.000,0", "2.500,5"]
    months = pd.Series([1, 2], index=pd.period_range("2024-01", periods=2, freq="M"))
    assert as_text(months).splitlines()[0].startswith("Jan 2024")
    crossed = pd.DataFrame([[1, 2]], columns=pd.Index([1000, 2500], name="harga"))
    assert row(as_text(crossed), 0)[-2:] == ["1.000", "2.500"]
    levels = TABLE.groupby(["tanggal", "omzet"]).size()
    assert "1 Jan 2024" in as_text(levels)
    long = pd.DataFrame({"x": range(100)}, index=pd.MultiIndex.from_product([range(50), ["a", "b"]]))
    assert len(as_text(long).splitlines()) == 13
    lengths = pd.DataFrame({"lama": pd.to_timedelta(["1 days", None])})
    assert "1 hari" in as_text(lengths)


def test_a_shell_shows_it_and_prints_it_and_keeps_the_values(tmp_path: Path) -> None:
    cells = (
        "from grader.belajar import angka\nimport pandas as pd\n"
        "ip = get_ipython()\n"
        "ip.run_cell('2_400_000')\n"
        "ip.run_cell('import numpy; numpy.float64(54.68)')\n"
        "ip.run_cell('t = pd.DataFrame({\"a\": [1250.5, None]}); print(t); t')\n"
        "page = ip.display_formatter.formatters['text/html']; page.enabled = True; print(page(t))\n"
        "ip.run_cell('[1250, 2.5]')\n"
        "print(float(t.a[0]) == 1250.5, list(t.dtypes))\n"
    )
    run = subprocess.run(
        [sys.executable, "-m", "IPython", "--no-banner", "-c", cells],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1],
    )  # fmt: skip
    assert "2.400.000" in run.stdout
    assert "54,68" in run.stdout
    assert run.stdout.count("1.250,5") == 3
    assert "True [dtype('float64')]" in run.stdout
    assert "NaN" not in run.stdout
    assert "<td>1.250,5</td>" in run.stdout
    assert "[1.250; 2,5]" in run.stdout
