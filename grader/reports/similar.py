"""Answers of different people that are the same or nearly so: evidence for a talk, no verdict.

What the exercise itself holds (the released text, the author's own answer) does not count, nor what is too
short to be anybody's own, nor a turn of phrase, or a piece of code, that many people of the class have.
"""

import ast
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from grader.notebooks.names import tree_of
from grader.reports.graded_class import ClassExercise
from grader.reports.judgement import JudgedQuestion

#: Shorter texts are the same by chance: characters that the exercise did not give, of prose and of code.
PROSE, CODE = 40, 120
#: How many words (tokens of code) in a row are compared, and how many such rows two people must share.
PROSE_ROW, CODE_ROW = 3, 5
PROSE_SHARED, CODE_SHARED = 5, 15
#: From this share of all rows of both on, two answers are nearly the same.
NEAR = 0.5
#: What so many people (or one in eight) wrote is everybody's.
EVERYBODYS = 8

_TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Own:
    """One answer without what the exercise gave; ``form`` stays when spaces, comments, quotes (of code also
    the names that the answer made up, of prose case and signs) are changed.
    """

    is_code: bool
    form: str
    text: str
    """As it was written."""


@dataclass(frozen=True, slots=True)
class Told:
    """Who answered a question so."""

    code: str
    heading: str
    own: Own


@dataclass(frozen=True, slots=True)
class Match:
    """People (codes) with their own texts in the same order; ``share`` of what they wrote is the same."""

    heading: str
    codes: tuple[str, ...]
    texts: tuple[str, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Similar:
    """The same for a page: the people by name, codes behind names that two people have."""

    exercise: ClassExercise
    question: str
    people: tuple[str, ...]
    texts: tuple[str, ...]
    share: float

    @property
    def is_same(self) -> bool:
        return self.share == 1

    @property
    def different_texts(self) -> tuple[str, ...]:
        """The spellings of it, each once."""
        return tuple(dict.fromkeys(self.texts))


#: How the answers to one exercise are compared: `compare`, or the same as it was found before.
Comparing = Callable[[ClassExercise, Sequence[Told]], list[Match]]


def own_of(question: JudgedQuestion, given: frozenset[str]) -> Iterator[Own]:
    """The answers to a question that are long enough to be compared; ``given`` are the exercise's cells."""
    for answer in question.answers:
        is_code = answer.is_code and not question.is_manual
        if answer.omitted or len(answer.source) < (CODE if is_code else PROSE):
            continue
        lines = _given_lines(given)
        own = [line for line in answer.source.splitlines() if line.strip() not in lines]
        if sum(len(line.strip()) for line in own) >= (CODE if is_code else PROSE):
            form = _code_form(answer.source, given) if is_code else _prose_form("\n".join(own))
            yield Own(is_code, form, answer.source)


@lru_cache(maxsize=64)
def _given_lines(given: frozenset[str]) -> frozenset[str]:
    """The lines of an exercise's cells, as they stand and as Python writes them."""
    lines = {line.strip() for text in given for line in text.splitlines()}
    return frozenset(lines | {line.strip() for text in given for line in _unparsed(text).splitlines()})


def _prose_form(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


@lru_cache(maxsize=64)
def _given_names(given: frozenset[str]) -> frozenset[str]:
    """The names that an exercise's own code speaks of."""
    trees = [tree for text in given if (tree := tree_of(text))]
    return frozenset(name.id for tree in trees for name in _names(tree))


def _code_form(source: str, given: frozenset[str]) -> str:
    """The code's own lines without comments; names that it made up are numbered, the exercise's stay."""
    text = _unparsed(source, _given_names(given)) or source
    lines = _given_lines(given)
    return "\n".join(line for line in text.splitlines() if line.strip() not in lines)


def _unparsed(source: str, known: Set[str] | None = None) -> str:
    """The code as Python writes it, names that are not ``known`` by number; "" where it is none."""
    tree = tree_of(source)
    if tree is None:
        return ""
    if known is not None:
        made = {name.id for name in _names(tree) if isinstance(name.ctx, ast.Store)} - known
        _Numbered(made).visit(tree)
    try:
        return ast.unparse(tree)
    except (ValueError, RecursionError):
        return ""


def _names(tree: ast.Module) -> Iterator[ast.Name]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Name))


class _Numbered(ast.NodeTransformer):
    """Gives made-up names numbers in the order in which they come."""

    def __init__(self, made: Set[str]) -> None:
        self._made = made
        self._numbers: dict[str, str] = {}

    def visit_Name(self, node: ast.Name) -> ast.Name:
        if node.id in self._made:
            node.id = self._numbers.setdefault(node.id, f"nama{len(self._numbers) + 1}")
        return node


def compare(exercise: ClassExercise, told: Sequence[Told]) -> list[Match]:
    """Who has the same answer, and then who has nearly the same, by question; what is most alike first."""
    questions: defaultdict[tuple[str, bool], list[Told]] = defaultdict(list)
    for each in told:
        questions[each.heading, each.own.is_code].append(each)
    found = []
    for (_, is_code), answers in sorted(questions.items()):
        by_form: defaultdict[str, dict[str, Told]] = defaultdict(dict)
        for each in answers:
            by_form[each.own.form][each.code] = each
        most = _few(len({each.code for each in answers})) if is_code else len(answers)
        found += [_match(list(who.values()), 1.0) for who in by_form.values() if 1 < len(who) <= most]
        given = _rows("\n".join(sorted(exercise.given)), is_code)
        for one, other, share in _near({form: _rows(form, is_code) - given for form in by_form}, is_code):
            first = next(iter(by_form[one].values()))
            second = next((each for each in by_form[other].values() if each.code != first.code), None)
            if second is not None:
                found.append(_match([first, second], share))
    return sorted(found, key=lambda match: (-match.share, match.heading, match.codes))


def _few(people: int) -> int:
    """How many of them may have something that is not everybody's."""
    return max(EVERYBODYS, people // 8)


def _match(who: Sequence[Told], share: float) -> Match:
    ordered = sorted(who, key=lambda each: each.code)
    return Match(
        who[0].heading,
        tuple(each.code for each in ordered),
        tuple(each.own.text for each in ordered),
        share,
    )


def _rows(form: str, is_code: bool) -> frozenset[str]:
    """All rows of so many words (tokens) in the text."""
    words = _TOKEN.findall(form) if is_code else re.findall(r"\w+", form.casefold())
    length = CODE_ROW if is_code else PROSE_ROW
    return frozenset(" ".join(words[at : at + length]) for at in range(len(words) - length + 1))


def _near(rows: dict[str, frozenset[str]], is_code: bool) -> Iterator[tuple[str, str, float]]:
    """Pairs of forms that are nearly the same, with the share of rows that both have.

    Only those that share a row which few have are looked at, so that many answers do not cost their square.
    """
    having: defaultdict[str, list[str]] = defaultdict(list)
    for form, found in rows.items():
        for row in found:
            having[row].append(form)
    few = _few(len(rows))
    everybodys = {row for row, forms in having.items() if len(forms) > few}
    shared: Counter[tuple[str, str]] = Counter()
    for row, forms in having.items():
        if row not in everybodys:
            shared.update(combinations(sorted(forms), 2))
    for (one, other), count in sorted(shared.items()):
        if count < (CODE_SHARED if is_code else PROSE_SHARED):
            continue
        share = count / len((rows[one] | rows[other]) - everybodys)
        if share >= NEAR:
            yield one, other, min(share, 0.99)  # the same text is another matter


def digest(exercise: ClassExercise, told: Sequence[Told]) -> str:
    """What all of an exercise's comparison depends on."""
    total = hashlib.sha256(repr((exercise.id, sorted(exercise.given))).encode("utf-8", "backslashreplace"))
    for each in told:
        total.update(repr((each.code, each.heading, each.own.form)).encode("utf-8", "backslashreplace"))
    return total.hexdigest()
