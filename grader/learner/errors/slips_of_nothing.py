"""A division by zero, or something asked of what has no rows."""

from __future__ import annotations

import ast
import re

from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import Scene
from grader.learner.errors.slips_of_commas import decimal_comma

RECOGNISERS = Recognisers()


@RECOGNISERS.of(ZeroDivisionError, speaks=["x = 5 / 0,6"], silent=["x = 5 / 0"])
def divided_by_zero_comma(error: ZeroDivisionError, scene: Scene) -> Explanation | None:
    comma = re.search(r"/\s*(0,\d+)", scene.line_text)
    return decimal_comma(comma[1], scene) if comma else None


@RECOGNISERS.of(
    ZeroDivisionError,
    speaks=["hilang = tabel[tabel['pak'] > 99]\nx = 5 / len(hilang)"],
    silent=["x = 5 / len([])", "x = omzet / nol"],
)
def divided_by_no_rows(error: ZeroDivisionError, scene: Scene) -> Explanation | None:
    found = re.fullmatch(r"len\((\w+)\)", _zero_divisor(scene) or "")
    if not found or found[1] not in scene.tables:
        return None
    return Explanation(
        f"{scene.where} membagi dengan banyaknya baris `{found[1]}`, padahal tabel itu tidak punya baris.",
        f"Periksa saringan yang membuat `{found[1]}`: tulisan, huruf besar-kecil, dan batasnya.",
    )


@RECOGNISERS.of(
    ZeroDivisionError,
    speaks=["x = 5 / 0", "x = omzet / nol", "x = omzet / pak + 5 / nol"],
)
def divided_by_zero(error: ZeroDivisionError, scene: Scene) -> Explanation | None:
    divisor = _zero_divisor(scene)
    if divisor is None:
        todo = "Periksa angka di kanan tanda `/`: pembagi tidak boleh 0."
        return Explanation(f"{scene.where} membagi dengan nol.", todo)
    return Explanation(
        f"{scene.where} membagi dengan nol, karena `{divisor}` bernilai 0.",
        f"Periksa nilai `{divisor}`: sudahkah diisi dengan benar?",
    )


def _zero_divisor(scene: Scene) -> str | None:
    """What was divided by, where it is sure which of several divisions it was."""
    signs = ast.Div | ast.FloorDiv | ast.Mod
    divisors = [node.right for node in scene.failed(ast.BinOp) if isinstance(node.op, signs)]
    divisors += [node.value for node in scene.failed(ast.AugAssign) if isinstance(node.op, signs)]
    zeros = [d for d in divisors if isinstance(d, ast.Name) and scene.names.get(d.id) == 0]
    others = [d for d in divisors if not isinstance(d, ast.Name | ast.Constant)]
    sure = zeros or (others if len(divisors) == 1 else [])
    return ast.unparse(sure[0]).replace("'", '"') if len(sure) == 1 else None


@RECOGNISERS.of(
    IndexError,
    speaks=['x = tabel[tabel["kota"] == "madiun"]["pak"].iloc[0]', 'x = tabel[tabel["pak"] > 9].iloc[0]'],
    silent=["x = [1, 2][5]", "x = tabel['pak'].iloc[7]", "x = daftar[1]"],
)
def first_of_nothing(error: IndexError, scene: Scene) -> Explanation | None:
    """Where there is no first, there is nothing at all."""
    if not re.search(r"\.(?:iloc|iat)\[\s*(?:0|-1)\s*\]$", scene.bare_part) or not re.search(
        r"==|<|>|isin|contains", scene.bare_part
    ):
        return None
    return Explanation(
        f"{scene.where} meminta baris pertama atau terakhir, tetapi saringannya tidak menemukan baris.",
        "Periksa tulisan di saringannya, juga huruf besar-kecilnya.",
    )


@RECOGNISERS.of(
    IndexError,
    speaks=['x = tabel[tabel["pak"] > 9].plot.bar(x="kota", y="pak")'],
    silent=["x = [1, 2][5]", 'x = tabel[tabel["pak"] > 9].iloc[0]'],
)
def nothing_to_draw(error: IndexError, scene: Scene) -> Explanation | None:
    if "size 0" not in str(error) or ".plot" not in scene.bare_part:
        return None
    return Explanation(
        f"{scene.where} menggambar tabel yang tidak punya baris.",
        "Periksa saringan yang membuat tabel itu: tulisan, huruf besar-kecil, dan batasnya.",
    )


@RECOGNISERS.of(
    ValueError,
    speaks=["x = tabel.sample(500)", 'x = tabel["pak"].sample(9, random_state=1)', "x = max([])"],
    silent=["x = tabel.sample(0.5)", "x = [1, 2].index(5)"],
)
def more_than_there_is(error: ValueError, scene: Scene) -> Explanation | None:
    if re.search(r"arg is an empty sequence|\(\) iterable argument is empty", str(error)):
        return Explanation(
            f"{scene.where} mencari yang terbesar atau terkecil dari daftar yang kosong.",
            "Periksa apa yang mengisi daftar itu.",
        )
    if "Cannot take a larger sample" not in str(error):
        return None
    return Explanation(
        f"{scene.where} mengundi lebih banyak baris daripada yang ada.",
        "Tulis banyaknya paling banyak sebanyak barisnya: `len(...)`.",
    )
