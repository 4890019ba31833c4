"""What was typed in a cell and runs, but means something else to Python: `60.000`, `20% - x`, `0,2 + x`.

The value alone does not tell it; the text does. Each recogniser says what was written and what was meant; the
sentence is one of `messages.TYPED`. The list is asked from top to bottom.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache

from grader.notebooks.cells import short
from grader.notebooks.conditions import is_condition, named_conditions
from grader.notebooks.names import LONGEST_LINE, assigned_names, tree_of

#: Quoted text and comments, where marks mean nothing.
_TEXT = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|#.*")


@dataclass(frozen=True)
class Typed:
    """`ident` is that of a slip; `read` is how Python reads what was `written`."""

    ident: str
    written: str
    read: str
    meant: str

    @property
    def told(self) -> tuple[str, dict[str, str]]:
        """What `checks.spec.Cell` holds of it."""
        return self.ident, {"written": self.written, "read": self.read, "meant": self.meant}


LONGEST_SHOWN = 40

#: Asked with the cell without its texts, and with what Python reads in it.
Recognise = Callable[[str, ast.Module], Typed | None]


@lru_cache(maxsize=256)
def typed_slip(source: str) -> Typed | None:
    """The first slip of writing in a cell; None where there is none, or where the cell cannot be read."""
    tree = tree_of(source)
    if tree is None:
        return None
    # In longer lines, which no person types, a search would take the square of their length.
    bare = "\n".join(line for line in _TEXT.sub("''", source).split("\n") if len(line) <= LONGEST_LINE)
    if lost := comma_lost(source):
        return lost
    return next((found for recognise in RECOGNISERS if (found := recognise(bare, tree)) is not None), None)


def comma_lost(source: str) -> Typed | None:
    """`["K" "M"]`, which Python reads as one text."""
    for line in source.split("\n"):
        found = re.search(r"\[[^\]#]*?(([\"'])[^\"'\[\]]*\2[ \t]+([\"'])[^\"'\[\]]*\3)", line[:LONGEST_LINE])
        if found:
            return Typed("comma-lost", short(found[1], LONGEST_SHOWN), "", "")
    return None


def typed_names(source: str) -> dict[str, Typed]:
    """The names that a cell with a slip of writing assigns, and that slip."""
    found = typed_slip(source)
    return dict.fromkeys(assigned_names(source), found) if found else {}


def dotted_number(bare: str, tree: ast.Module) -> Typed | None:
    """`60.000`, in which Python reads 60: no lesson writes three digits after a decimal point."""
    match = re.search(r"(?<![\w.])[1-9]\d{0,2}\.\d{3}(?![\w.])", bare)
    if match is None:
        return None
    read = f"{float(match[0]):g}".replace(".", ",")
    return Typed("dotted-inside", match[0], read, match[0].replace(".", "_"))


def misplaced_dot(bare: str, tree: ast.Module) -> Typed | None:
    """`x = 7.50` alone: the zero at its end says that no decimal was meant. Told only where it explains."""
    match = re.search(r"^\s*\w+[ \t]*=[ \t]*([1-9]\d*)\.(\d*0)[ \t]*$", bare, re.MULTILINE)
    if match is None:
        return None
    written = f"{match[1]}.{match[2]}"
    return Typed("dot-misplaced", written, f"{float(written):g}".replace(".", ","), match[1] + match[2])


def columns_one_by_one(bare: str, tree: ast.Module) -> Typed | None:
    """`t.value_counts("a", "b")`, which counts by "a", and `t["a"].value_counts("x")`, which looks for no x:
    what stands second for a table, and first for a column, says whether shares are wanted.
    """
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=of, attr="value_counts"), args=[*given], keywords=[]):
                constants = [one.value for one in given if isinstance(one, ast.Constant)]
                texts = [text for text in constants if isinstance(text, str)]
                if not texts or len(texts) < len(given):
                    continue
                shown = ", ".join(f'"{text}"' for text in texts)
                written = short(f"value_counts({shown})", LONGEST_SHOWN)
                if len(texts) > 1:
                    return Typed("columns-one-by-one", written, "", f"value_counts([{shown}])")
                if isinstance(of, ast.Subscript) and isinstance(of.slice, ast.Constant):
                    return Typed("value-for-counts", written, "", f"value_counts()[{shown}]")
    return None


def percent_sign(bare: str, tree: ast.Module) -> Typed | None:
    """`20% - x` or `bagian% - x`: the sign clings to what it follows, as in no remainder."""
    match = re.search(r"(?<![\w.])(\d+(?:\.\d+)?)%(?=[\s(+-])", bare)
    if match:
        return Typed("percent-modulo", match[0], "", f"{match[1]} / 100")
    named = re.search(r"(?<![\w.])([^\W\d]\w*)%(?= [-+])", bare)
    return Typed("percent-modulo", named[0], "", named[1]) if named else None


def decimal_comma(bare: str, tree: ast.Module) -> Typed | None:
    """`x = 0,2 + y`, `x = 350,000`, or `[a - 0,13, b]` in which the other commas are followed by a space."""
    for line in bare.splitlines():
        match = re.search(r"(?<![\w.,])(\d+),(\d+)(?![\w.,])", line)
        flat = re.sub(r"\([^()]*\)", "_", line)
        outside = re.match(r"\s*\w+\s*=[^=(\[{]*(?<![\w.,])\d+,\d", flat)
        if match and (outside or (re.search(r"\[[^\]]*,\s", line) and not re.search(r"\w\(", line))):
            is_thousand = len(match[2]) == 3 and match[1][0] != "0"
            return Typed(
                "comma-in-number", match[0], "", f"{match[1]}{'_' if is_thousand else '.'}{match[2]}"
            )
    return None


def values_with_commas(bare: str, tree: ast.Module) -> Typed | None:
    """`x = a * 2, b`: what was to be added up stands side by side."""
    for statement in tree.body:
        value = statement.value if isinstance(statement, ast.Assign) else None
        targets = statement.targets if isinstance(statement, ast.Assign) else []
        if not isinstance(value, ast.Tuple) or len(value.elts) < 2 or isinstance(targets[0], ast.Tuple):
            continue
        if not all(isinstance(one, ast.Constant) for one in value.elts):
            written = ", ".join(map(ast.unparse, value.elts))
            return Typed("comma-between", short(written, LONGEST_SHOWN), "", "")
    return None


def length_of_condition(bare: str, tree: ast.Module) -> Typed | None:
    """`len(t["a"] > 5)` or `(t["a"] > 5).count()`, which count every row; also by way of a name."""
    named: frozenset[str] = frozenset()
    for statement in tree.body:
        for node in ast.walk(statement):
            match node:
                case ast.Call(func=ast.Name(id="len"), args=[of]) if _is_of_rows(of, named):
                    return Typed("length-of-condition", "len(...)", "", "")
                case ast.Call(func=ast.Attribute(attr="count", value=of), args=[]) if _is_of_rows(of, named):
                    return Typed("length-of-condition", ".count()", "", "")
        named = named_conditions([statement], named)
    return None


def _is_of_rows(node: ast.expr, named: Collection[str]) -> bool:
    """Whether it asks something of each row; comparing two numbers does not."""
    of_numbers = isinstance(node, ast.Compare) and not isinstance(node.left, ast.Subscript | ast.Attribute)
    return is_condition(node, named) and not of_numbers


def caret(bare: str, tree: ast.Module) -> Typed | None:
    """`a ^ 2`, which is no power to Python; between two conditions it means that just one holds."""
    found = re.search(r"(?:\w+|[)\]])\s*\^\s*\(?[\w.]*", bare)
    crossed = [n for n in ast.walk(tree) if isinstance(n, ast.BinOp) and isinstance(n.op, ast.BitXor)]
    sides = [side for node in crossed for side in (node.left, node.right)]
    if not found or any(isinstance(side, ast.Compare) for side in sides):
        return None
    return Typed("caret-for-power", found[0], "", re.sub(r"\s*\^\s*", " ** ", found[0]))


def stored_for_asked(bare: str, tree: ast.Module) -> Typed | None:
    """`t["izin"] = "ya"` or `izin = "ya"`, where rows were to be asked whether they have it; what a cell
    ends with is its answer.
    """
    for node in tree.body[:-1]:
        match node:
            case (
                ast.Assign(
                    targets=[ast.Subscript(value=ast.Name(), slice=ast.Constant(value=str())) as target],
                    value=ast.Constant(value=str() | int() | float() as given),
                )
                | ast.Assign(targets=[ast.Name() as target], value=ast.Constant(value=str() as given))
            ):
                if _is_asked(target, node.value, tree):
                    continue
                left, right = (ast.unparse(side).replace("'", '"') for side in (target, node.value))
                written, meant = f"{left} = {right}", f"{left} == {right}"
                return Typed("stored-for-asked", short(written, LONGEST_SHOWN), f"`{given}`", meant)
    return None


def _is_asked(target: ast.expr, given: ast.expr, tree: ast.Module) -> bool:
    """Whether the cell asks already what it stored: then something else is the matter."""
    asked = [n for n in ast.walk(tree) if isinstance(n, ast.Compare) and isinstance(n.ops[0], ast.Eq)]
    stored = ast.unparse(target), ast.unparse(given)
    return any((ast.unparse(n.left), ast.unparse(n.comparators[0])) == stored for n in asked)


def whole_division(bare: str, tree: ast.Module) -> Typed | None:
    """`a // b`, but for a place in a row, which must be whole."""
    nodes = list(ast.walk(tree))
    of_places = {id(n) for s in nodes if isinstance(s, ast.Subscript) for n in ast.walk(s.slice)}
    halves = (n for n in nodes if isinstance(n, ast.BinOp | ast.AugAssign) and isinstance(n.op, ast.FloorDiv))
    return Typed("whole-division", "//", "", "/") if any(id(n) not in of_places for n in halves) else None


RECOGNISERS: tuple[Recognise, ...] = (
    dotted_number,
    percent_sign,
    decimal_comma,
    values_with_commas,
    caret,
    length_of_condition,
    columns_one_by_one,
    whole_division,
    stored_for_asked,
    misplaced_dot,
)
