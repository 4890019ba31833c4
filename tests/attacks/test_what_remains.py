"""What the wall does not promise, shown rather than hidden.

An ordinary nbgrader test shares its process with the learner's code. Code that the test itself calls can look
at the test through its caller's frame. A cell that finds the
test's runner in memory can replace it. A question of ours has no such hole: its key never enters the sandbox.
"""

from __future__ import annotations

from sandboxes import shared_sandbox

from grader.sandbox.job import Job, Step

READS_ITS_CALLER = """
import sys
def hpp(total, jumlah):
    constants = sys._getframe(1).f_code.co_consts
    return next((value for value in constants if isinstance(value, float)), 0)
"""


def test_a_function_can_read_the_assert_that_calls_it() -> None:
    steps = (
        Step("cell", "jawab", READS_ITS_CALLER),
        Step("test", "tes", "assert hpp(750000, 40) == 18750.5"),
    )
    assert shared_sandbox().run(Job(steps)).step("tes").status == "ok"


def test_the_same_function_has_nothing_to_read_when_it_is_observed() -> None:
    steps = (
        Step("cell", "jawab", READS_ITS_CALLER + "jawaban = hpp(750000, 40)"),
        Step("observe", "lihat", request={"name": "jawaban"}),
    )
    seen = shared_sandbox().run(Job(steps)).step("lihat")
    assert seen.status == "ok"
    assert seen.value["value"] != 18750.5


def test_without_a_call_into_the_learners_code_there_is_nobody_to_read() -> None:
    steps = (
        Step("cell", "jawab", READS_ITS_CALLER + "jawaban = 1"),
        Step("test", "tes", "assert jawaban == 18750.5"),
    )
    assert shared_sandbox().run(Job(steps)).step("tes").status == "error"


TAKES_OVER = """
import gc, types
gc.unfreeze()
for thing in gc.get_objects():
    if isinstance(thing, types.FunctionType) and str(thing.__module__).endswith("trusted_cell"):
        if thing.__name__ == "run":
            thing.__code__ = (lambda shell, source, request: print(source)).__code__
jawaban = 1
"""


def test_a_cell_can_replace_the_runner_of_its_own_asserts_but_not_an_observation() -> None:
    box = shared_sandbox()
    lock = Step("test", "tes", "assert jawaban == 18750.5  # rahasia")
    taken = box.run(
        Job((Step("cell", "jawab", TAKES_OVER), lock, Step("observe", "lihat", request={"name": "jawaban"})))
    )
    assert taken.step("tes").status == "ok"
    assert "rahasia" in taken.step("tes").outputs[0]["text"]
    assert taken.step("lihat").value == {"type": "number", "value": 1}
    # The next submission meets the runner as it was.
    assert box.run(Job((Step("cell", "jawab", "jawaban = 1"), lock))).step("tes").status == "error"


def test_a_library_is_the_learners_to_change_but_not_in_an_isolated_test() -> None:
    change = Step("cell", "jawab", "import math\nmath.sqrt = lambda *given: 5")
    test = "import math\nassert math.sqrt(1) == 5"
    isolated = {"names": ["math"], "imports": {"math": "import math"}, "allowed": []}
    for where, status in ((None, "ok"), (isolated, "error")):
        run = shared_sandbox().run(Job((change, Step("test", "tes", test, None, where))))
        assert run.step("tes").status == status
