"""The sentence for an error of which the sandbox tells only name and text."""

from __future__ import annotations

import pandas as pd
import pytest

from grader.grading.reasons import explained


def test_a_syntax_error_names_its_own_line() -> None:
    assert (
        "Baris 2, `untung =`,"
        in explained("SyntaxError", "invalid syntax", "omzet = 5\nuntung =").what_happened
    )


@pytest.mark.parametrize("columns", ["jumlah", ["jumlah"], ["pak", "jumlah"]])
def test_a_missing_column_is_named_without_pandas_own_words(columns: str | list[str]) -> None:
    with pytest.raises(KeyError) as caught:
        pd.DataFrame({"pak": [1]})[columns]
    said = explained("KeyError", str(caught.value), "").what_happened
    assert said == 'Kode ini mencari `"jumlah"`, tetapi tidak menemukannya.'


def test_a_missing_column_of_groups_is_named() -> None:
    with pytest.raises(KeyError) as caught:
        pd.DataFrame({"pak": [1], "kota": "x"}).groupby("kota")[["jumlah"]]
    assert '`"jumlah"`' in explained("KeyError", str(caught.value), "").what_happened


def test_a_missing_attribute_tells_whose() -> None:
    said = explained("AttributeError", "'Series' object has no attribute 'lower'").what_happened
    assert said == "Sebuah kolom tidak mempunyai `.lower`."
    assert (
        "kosong (None)" in explained("AttributeError", "'NoneType' object has no attribute 'x'").what_happened
    )
