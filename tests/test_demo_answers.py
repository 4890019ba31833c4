"""What the demo's invented trainees hand in looks like a trainee's work."""

import json

import pytest

from grader import demo
from grader.common.checkout import content_root


@pytest.mark.parametrize("exercise", demo.EXERCISES)
def test_a_right_answer_has_no_authors_markers_and_no_blank(exercise: str) -> None:
    text = (content_root() / "exercises" / exercise / f"{exercise}.ipynb").read_text(encoding="utf-8")
    handed_in = json.loads(demo.answer(json.loads(text), json.loads(text), "benar"))
    answers = [c["source"] for c in handed_in["cells"] if c["metadata"].get("nbgrader", {}).get("solution")]
    assert answers
    assert all(answer and "SOLUTION" not in answer and "____" not in answer for answer in answers)
