"""Which text a person's mark is about, kept in the gradebook beside the mark.

A table of our own in nbgrader's database: it is written in the transaction that writes the scores, so that a
kill cannot part them, and it goes where the gradebook goes. nbgrader does not know it and leaves it alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: A mark given before its text was noted: nobody knows what it was about.
UNKNOWN = ""


class MarkedAnswers:
    """Grade → digest of the text that was graded last, and of the one that its mark was given for."""

    def __init__(self, session: Any) -> None:
        """Writes nothing yet: a full disk has to show where results are written."""
        from sqlalchemy import Column, MetaData, String, Table

        self._session = session
        self._table = Table(
            "sinau_answer",
            MetaData(),
            Column("grade_id", String(32), primary_key=True),
            Column("graded", String(64), nullable=False),
            Column("marked", String(64)),
        )
        self._there = False

    def _make_sure_of_table(self) -> None:
        if not self._there:
            self._table.create(self._session.connection(), checkfirst=True)
            self._there = True

    def add(self, graded: Mapping[str, str]) -> None:
        """Note the texts of new submissions, that nobody has marked: row of a grade → digest."""
        rows = [{"grade_id": key, "graded": digest, "marked": None} for key, digest in graded.items()]
        if rows:
            self._make_sure_of_table()
            self._session.execute(self._table.insert(), rows)

    def renew(self, grades: Mapping[str, Any], digests: Mapping[str, str]) -> None:
        """Note the texts of a submission that is graded again, and ask for a second look where a mark was
        given for another one. Both by grade id; ``grades`` are nbgrader's rows, their automatic part is
        written.
        """
        from nbgrader.api import TaskCell

        self._make_sure_of_table()
        known = self._of([grade.id for grade in grades.values()])
        rows = []
        for name, digest in digests.items():
            grade = grades[name]
            marked = None
            if grade.manual_score is not None:
                graded, marked = known.get(grade.id, (UNKNOWN, UNKNOWN))
                if not grade.needs_manual_grade or marked is None:
                    marked = graded  # whoever marked it saw what was graded last
                # Of a mark older than this table nobody knows; then as nbgrader, which leaves tasks alone.
                if grade.id in known or not isinstance(grade.cell, TaskCell):
                    grade.needs_manual_grade = digest != marked
            if known.get(grade.id) != (digest, marked):
                rows.append({"grade_id": grade.id, "graded": digest, "marked": marked})
        if rows:
            stale = [row["grade_id"] for row in rows]
            self._session.execute(self._table.delete().where(self._table.c.grade_id.in_(stale)))
            self._session.execute(self._table.insert(), rows)

    def _of(self, keys: list[str]) -> dict[str, tuple[str, str | None]]:
        found = self._session.execute(self._table.select().where(self._table.c.grade_id.in_(keys)))
        return {key: (graded, marked) for key, graded, marked in found}
