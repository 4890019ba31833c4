"""Names of columns put together wrongly: in groups, in a sum of two, behind the wrong bracket."""

from __future__ import annotations

import ast
import re

from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import Scene
from grader.learner.errors.slips_of_columns import missing_key
from grader.learner.errors.slips_of_names import happened, name_of
from grader.notebooks.cells import short

RECOGNISERS = Recognisers()

#: What an Indonesian calls a calculation → its sign.
IN_INDONESIAN = {"kali": "`*`", "kalikan": "`*`", "bagi": "`/`", "kurangi": "`-`", "tambah": "`+`"}


@RECOGNISERS.of(
    NameError,
    speaks=["x = kali(omzet, pak)", "x = bagi(omzet, 2)"],
    silent=["x = kali * 2", "x = kalo(omzet)"],
)
def function_in_indonesian(error: NameError, scene: Scene) -> Explanation | None:
    name = name_of(error)
    if name not in IN_INDONESIAN or not re.search(rf"\b{name}\s*\(", scene.bare_line):
        return None
    return Explanation(happened(error), f"Di sini dengan tanda {IN_INDONESIAN[name]}.")


@RECOGNISERS.of(
    NameError,
    speaks=["x = pd.merge(tabel, lain)", 'x = read_csv("a.csv")', 'x = pd.read_excel("a.xlsx")'],
    silent=["x = pd.DataFrame(omzet)", "x = pda.merge(tabel)"],
)
def tables_of_pandas(error: NameError, scene: Scene) -> Explanation | None:
    if name_of(error) not in ("pd", "read_csv", "read_excel"):
        return None
    merged = re.search(r"\bpd\.merge\(\s*(\w+)\s*,\s*(\w+)", scene.bare_line)
    if merged and {merged[1], merged[2]} <= scene.tables.keys():
        return Explanation(happened(error), f'Di sini: `{merged[1]}.merge({merged[2]}, on="...")`.')
    if re.search(r"\bread_(csv|excel)\(", scene.bare_line):
        return Explanation(happened(error), 'Data dibaca dengan `muat("nama_data")`.')
    return None


@RECOGNISERS.of(
    KeyError,
    speaks=['x = tabel["kota" + "omzet"]', 'x = tabel.groupby("kota")["pak" + "omzet"].sum()'],
    silent=['x = tabel["kotaomzet"]', 'x = tabel["omzet" "pak"]'],
)
def names_of_columns_added(error: KeyError, scene: Scene) -> Explanation | None:
    for node in scene.nodes():
        if not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add)):
            continue
        sides = [s.value for s in (node.left, node.right) if isinstance(s, ast.Constant)]
        texts = [side for side in sides if isinstance(side, str)]
        owner = next((t for t, columns in scene.tables.items() if set(texts) <= set(columns)), None)
        if len(texts) == 2 and owner:
            return Explanation(
                f"{scene.where} menyambung nama kolom menjadi satu tulisan.",
                f'Untuk beberapa kolom: `{owner}[["{texts[0]}", "{texts[1]}"]]`. '
                f'Untuk menjumlah isinya: `{owner}["{texts[0]}"] + {owner}["{texts[1]}"]`.',
            )
    return None


@RECOGNISERS.of(
    ValueError,
    KeyError,
    TypeError,
    speaks=['x = tabel.groupby("kota", "pak").sum()', "x = tabel.groupby('kota', 'kanal_jual').mean()"],
    silent=['x = tabel.groupby("kta").sum()', "x = int('a')"],
)
def groups_by_two_texts(error: Exception, scene: Scene) -> Explanation | None:
    found = re.search(r"groupby\(\s*([\"']\w+[\"']\s*(?:,\s*[\"']\w+[\"']\s*)+)\)$", scene.part)
    if not found:
        return None
    return Explanation(
        f"{scene.where} memberi `groupby` beberapa nama satu-satu.",
        f"Satukan dalam satu daftar: `groupby([{found[1].strip()}])`.",
    )


@RECOGNISERS.of(
    TypeError,
    speaks=['x = tabel.groupby("kota"["omzet"]).sum()', 'x = tabel.groupby(["kota"]["omzet"]).sum()'],
    silent=["x = 'abc'['a']", "x = daftar['a']"],
)
def bracket_closed_too_late(error: TypeError, scene: Scene) -> Explanation | None:
    found = re.search(
        r"\.(\w+)\(\s*\[?\s*([\"']\w+[\"'])\s*\]?\s*\[\s*([\"']\w+[\"'])\s*\]\s*\)", scene.line_text
    )
    if not found or "indices must be integers" not in str(error):
        return None
    return Explanation(
        f"{scene.where} menutup kurung bulat terlalu jauh.",
        f"Tutup sesudah nama pertama: `.{found[1]}({found[2]})[{found[3]}]`.",
    )


@RECOGNISERS.of(
    KeyError,
    speaks=['x = tabel["omzet"].groupby("kota").sum()', 'x = tabel["pak"].groupby("kanal_jual").mean()'],
    silent=['x = tabel.groupby("kta")["omzet"].sum()', 'x = tabel["omst"].sum()'],
)
def grouped_behind_a_column(error: KeyError, scene: Scene) -> Explanation | None:
    found = re.search(r"\b(\w+)\[\s*[\"'](\w+)[\"']\s*\]\.groupby\(\s*[\"'](\w+)[\"']\s*\)", scene.part)
    if not found or found[3] not in scene.tables.get(found[1], []):
        return None
    return Explanation(
        f'Sesudah `{found[1]}["{found[2]}"]` hanya kolom itu yang tersisa; `{found[3]}` tidak ikut.',
        f'Kelompokkan tabelnya dulu: `{found[1]}.groupby("{found[3]}")["{found[2]}"]`.',
    )


@RECOGNISERS.of(
    TypeError,
    speaks=[
        'x = tabel["omzet"] + "pak"',
        'x = tabel["omzet"] / "pak"',
        'x = tabel[tabel["omzet"] < "pak"]',
    ],
    silent=['x = tabel["omzet"] + "rupiah"', 'x = "a" / 5', 'x = tabel["pak" > 5]', 'x = tabel["pak"] < "5"'],
)
def column_and_the_name_of_another(error: TypeError, scene: Scene) -> Explanation | None:
    if not re.search("ufunc|not supported between|Invalid comparison", str(error)):
        return None
    for node in scene.nodes():
        sides: list[ast.expr] = []
        if isinstance(node, ast.BinOp | ast.Compare):
            sides = [node.left, *([node.right] if isinstance(node, ast.BinOp) else node.comparators)]
        for side in sides if any(isinstance(one, ast.Subscript) for one in sides) else ():
            text = side.value if isinstance(side, ast.Constant) else None
            owner = next((t for t in scene.mentioned_tables if text in scene.tables[t]), None)
            if owner and isinstance(text, str):
                return Explanation(
                    f'{scene.where} menghitung dengan tulisan `"{text}"`, bukan dengan isi kolomnya.',
                    f'Sebut tabelnya juga: `{owner}["{text}"]`.',
                )
    return None


@RECOGNISERS.of(
    KeyError,
    speaks=[
        "x = tabel.sort_values(omzet)",
        "x = tabel[omzet]",
        "x = tabel.loc[0, pak]",
        "x = tabel.drop(columns=omzet)",
    ],
    silent=['x = tabel["omst"]', "x = tabel[6]"],
)
def column_read_as_a_number(error: KeyError, scene: Scene) -> Explanation | None:
    """A column's name without quotes where a name is known that is the same."""
    key = missing_key(error)
    if "[[" in scene.part:
        return None  # of several names, all are told
    for name in scene.read:
        value = scene.names.get(name)
        owned = any(name in scene.tables[table] for table in scene.mentioned_tables)
        if owned and isinstance(value, (int, float)) and value == key:
            return Explanation(
                f"Tanpa tanda kutip, `{name}` dibaca sebagai isinya: `{short(str(value), 20)}`.",
                f'Nama kolom ditulis dengan tanda kutip: `"{name}"`.',
            )
    return None


@RECOGNISERS.of(
    TypeError,
    speaks=['x = tabel.rename(columns=("omzet", "uang"))', 'x = tabel.rename(columns={"omzet", "uang"})'],
    silent=["x = (1, 2)(3)", 'x = tabel.rename(columns={"omzet": "uang"})(2)'],
)
def renamed_by_a_pair(error: TypeError, scene: Scene) -> Explanation | None:
    found = re.search(r"columns=[({]\s*([\"']\w+[\"'])\s*,\s*([\"']\w+[\"'])\s*[)}]", scene.part)
    if not found:
        return None
    return Explanation(
        f"{scene.where} memberi `rename` sepasang nama dengan koma.",
        f"Pakai kurung kurawal dan titik dua: `columns={{{found[1]}: {found[2]}}}`.",
    )


@RECOGNISERS.of(
    AttributeError,
    speaks=['x = tabel_tanggal["hari"].str[:7]', 'x = tabel["omzet"].str.lower()'],
    silent=['x = tabel["kota"].strr', "x = omzet.str"],
)
def text_asked_of_what_is_none(error: AttributeError, scene: Scene) -> Explanation | None:
    if "Can only use .str accessor" not in str(error):
        return None
    return Explanation(
        f"{scene.where} memakai `.str` pada kolom yang tidak berisi teks.",
        "`.str` hanya untuk kolom berisi teks. Untuk bagian tanggal: `.dt`.",
    )


@RECOGNISERS.of(
    AttributeError,
    speaks=['x = tabel.bar(x="kota", y="omzet")', 'x = tabel.line(x="kota", y="omzet")'],
    silent=["x = tabel.barr()", "x = omzet.bar()"],
)
def drawn_without_plot(error: AttributeError, scene: Scene) -> Explanation | None:
    name = error.name or ""
    if name not in ("bar", "barh", "line", "pie", "scatter", "hist") or not hasattr(error.obj, "plot"):
        return None
    return Explanation(f"Sebuah tabel tidak mempunyai `.{name}`.", f"Sisipkan `.plot`: `.plot.{name}(...)`.")


@RECOGNISERS.of(
    AttributeError,
    speaks=['x = ("omzet" > "pak").mean()'],
    silent=["x = (omzet > pak).mean()", "x = tabel.rata()"],
)
def names_of_columns_compared(error: AttributeError, scene: Scene) -> Explanation | None:
    for node in scene.nodes():
        sides = [node.left, *node.comparators] if isinstance(node, ast.Compare) else []
        if len(sides) == 2 and all(isinstance(s, ast.Constant) and isinstance(s.value, str) for s in sides):
            return Explanation(
                f"{scene.where} membandingkan dua tulisan, bukan isi dua kolom.",
                f"Tulis juga nama tabelnya di kedua sisi: `tabel[{ast.unparse(sides[0])}]`.".replace(
                    "'", '"'
                ),
            )
    return None
