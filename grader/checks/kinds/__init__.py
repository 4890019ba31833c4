"""The registry of kinds of answers, in the order in which a value is recognised."""

from grader.checks.kinds.base import Kind, Observation
from grader.checks.kinds.boolean import Boolean
from grader.checks.kinds.chart import Chart
from grader.checks.kinds.date import Date
from grader.checks.kinds.function import Function
from grader.checks.kinds.mapping import Mapping_
from grader.checks.kinds.number import Number
from grader.checks.kinds.prose import Prose
from grader.checks.kinds.safe_table import SafeTable
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
    SafeTable(),
)
KINDS: dict[str, Kind] = {kind.name: kind for kind in _ORDER}


def kind_of(seen: Observation) -> Kind | None:
    """The kind that judges an observation of this type, None where there is none."""
    return next((kind for kind in _ORDER if seen["type"] in kind.types), None)
