"""The registry of kinds of answers, in the order in which a value is recognised and a question is claimed."""

from collections.abc import Mapping

from grader.checks.kinds.base import Kind
from grader.checks.kinds.boolean import Boolean
from grader.checks.kinds.card import Card
from grader.checks.kinds.chart import Chart
from grader.checks.kinds.date import Date
from grader.checks.kinds.from_data import FromData
from grader.checks.kinds.function import Function
from grader.checks.kinds.mapping import Mapping_
from grader.checks.kinds.number import Number
from grader.checks.kinds.own_chart import OwnChart
from grader.checks.kinds.own_data import OwnData
from grader.checks.kinds.prose import Prose
from grader.checks.kinds.safe_table import SafeTable
from grader.checks.kinds.sequence import Sequence_
from grader.checks.kinds.table import Table
from grader.checks.kinds.text import Text
from grader.checks.observation import Observation
from grader.checks.spec import Json

#: What a question asks for by an option, whatever its key is.
_ASKED_FOR: tuple[Kind, ...] = (Prose(), SafeTable(), OwnData(), Card(), FromData(), OwnChart())
#: What a function can give back, too.
_VALUES: tuple[Kind, ...] = (
    Boolean(),
    Date(),
    Number(),
    Text(),
    Table(),
    Chart(),
    Mapping_(),
    Sequence_(),
)
NOTHING: Mapping[str, Json] = {}
KINDS: dict[str, Kind] = {kind.name: kind for kind in (*_ASKED_FOR, *_VALUES, Function(_VALUES))}


def kind_for(key: Observation, options: Mapping[str, Json] = NOTHING) -> Kind | None:
    """The kind that judges a question with this key and these options, None where there is none."""
    return next((kind for kind in KINDS.values() if kind.claims(key, options)), None)


def judged_without_key(options: Mapping[str, Json]) -> bool:
    """Whether a question with these options needs no key, whatever the answer is."""
    kind = kind_for({"type": "text"}, options)
    return kind is not None and not kind.needs_key
