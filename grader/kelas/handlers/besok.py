"""Besok: what to teach tomorrow, who needs help, and how the questions did."""

from __future__ import annotations

from grader.common.checkout import content_root
from grader.common.errors import SinauError
from grader.curriculum.choices import as_shown
from grader.curriculum.model import LESSON_IDS, module_of
from grader.kelas.handlers.base import View
from grader.kelas.snapshot import must_be_graded
from grader.notebooks.cells import is_code, source_text, tags
from grader.reports import question_text
from grader.reports.autograded import notebook_title, read_json


class Tomorrow(View):
    """Three questions, five minutes each."""

    def show(self) -> str:
        snapshot = must_be_graded(self.room.snapshot())
        report = snapshot.report
        return self.page(
            "besok.html.j2",
            "besok",
            report=report,
            lessons=snapshot.lessons,
            figures=snapshot.figures,
            with_lesson=frozenset(LESSON_IDS),
        )


class LessonPage(View):
    """A lesson to read beside the class, with the notes for trainers."""

    def show(self) -> str:
        ident = self.field("id")
        module = module_of(ident)
        if ident not in LESSON_IDS or module is None:
            raise SinauError("Pelajaran ini tidak ada di kurikulum.")
        try:
            notebook = as_shown(read_json(content_root() / "lessons" / module / f"{ident}.ipynb"))
        except ValueError as error:
            raise SinauError(f"Pelajaran {ident} tidak terbaca; pasang ulang Sinau Desa.") from error
        cells = [
            (
                is_code(cell),
                "pelatih" in tags(cell),
                source_text(cell),
                question_text.render(source_text(cell)),
            )
            for cell in notebook["cells"]
        ]
        return self.page("pelajaran.html.j2", "besok", title=notebook_title(notebook) or ident, cells=cells)
