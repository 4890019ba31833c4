"""The registry of kinds of answers, in the order in which a value is recognised."""

from grader.checks.kinds.base import Kind, Observation
from grader.checks.kinds.boolean import Boolean
from grader.checks.kinds.card import Card
from grader.checks.kinds.chart import Chart
from grader.checks.kinds.date import Date
from grader.checks.kinds.from_data import FromData
from grader.checks.kinds.function import Function
from grader.checks.kinds.keyless import Keyless
from grader.checks.kinds.mapping import Mapping_
from grader.checks.kinds.number import Number
from grader.checks.kinds.own_chart import OwnChart
from grader.checks.kinds.own_data import OwnData
from grader.checks.kinds.prose import Prose
from grader.checks.kinds.sequence import Sequence_
from grader.checks.kinds.table import Table
from grader.checks.kinds.text import Text

_ORDER: tuple[Kind, ...] = (
    Boolean(),
    Date(),
    Number(),
    Text(),
    Table(),
    Chart(),
    Mapping_(),
    Sequence_(),
    Function(),
    Prose(),
    OwnData(),
    Card(),
    FromData(),
    OwnChart(),
)
KINDS: dict[str, Kind] = {kind.name: kind for kind in _ORDER}
#: The author's word for a kind that needs no key → the kind.
KEYLESS: dict[str, Kind] = {"uraian": KINDS["prose"]} | {
    kind.word: kind for kind in _ORDER if isinstance(kind, Keyless)
}


def kind_of(seen: Observation) -> Kind | None:
    """The kind that judges an observation of this type, None where there is none."""
    return next((kind for kind in _ORDER if seen["type"] in kind.types), None)
