"""Cells behave as in a notebook, in the sandbox as well as in the plain process for our own authors."""

# ruff: noqa: E501  (notebook cells)

from __future__ import annotations

import base64

import pytest
from sandboxes import shared_sandbox

from grader.sandbox.client import Sandbox
from grader.sandbox.job import Job, JobResult, Step
from grader.sandbox.limits import Limits


@pytest.fixture(params=["wall", "plain"])
def box(request: pytest.FixtureRequest) -> Sandbox:
    return shared_sandbox(wall=request.param == "wall")


def run(
    box: Sandbox, *cells: str, files: dict[str, bytes] | None = None, limits: Limits | None = None
) -> JobResult:
    steps = tuple(Step("cell", f"sel-{number}", source) for number, source in enumerate(cells, 1))
    result = box.run(Job(steps, files or {}, limits or Limits()))
    assert result.ended == "ok", result
    assert [step.id for step in result.steps] == [step.id for step in steps]
    return result


def test_last_expression_print_and_order(box: Sandbox) -> None:
    first, second = run(box, "x = 20\nprint('halo')\nx + 1", "_ * 2").steps
    assert first.outputs == (
        {"output_type": "stream", "name": "stdout", "text": "halo\n"},
        {
            "output_type": "execute_result",
            "data": {"text/plain": "21"},
            "metadata": {},
            "execution_count": 1,
        },
    )
    assert second.outputs[0]["data"] == {"text/plain": "42"}
    assert second.outputs[0]["execution_count"] == 2


def test_it_says_that_it_is_a_notebook_being_graded(box: Sandbox) -> None:
    asked = (
        "import os; shell = get_ipython()\n"
        "type(shell).__name__, 'IPKernelApp' in shell.config, os.environ['NBGRADER_EXECUTION']"
    )
    (step,) = run(box, asked).steps
    assert step.outputs[0]["data"]["text/plain"] == "('ZMQInteractiveShell', True, 'autograde')"


def test_an_event_loop_runs_while_cells_do(box: Sandbox) -> None:
    begin = "import asyncio\nasync def isi(n):\n    await asyncio.sleep(0)\n    return n"
    task = "tugas = asyncio.create_task(isi(3))"
    inside = "%%capture hasil\nprint(asyncio.get_running_loop().is_running())"
    steps = run(box, begin, task, inside, "hasil.stdout, await tugas", "asyncio.run(isi(1))").steps
    assert [s.status for s in steps] == ["ok", "ok", "ok", "ok", "error"]  # the last as in Jupyter
    assert steps[3].outputs[0]["data"]["text/plain"] == r"('True\n', 3)"


def test_no_task_outlives_its_submission(box: Sandbox) -> None:
    run(box, "import asyncio\ntugas = asyncio.create_task(asyncio.sleep(100))")
    (_, step) = run(box, "import asyncio", "len(asyncio.all_tasks())").steps
    assert step.outputs[0]["data"]["text/plain"] == "1"


def test_streams_keep_their_order_and_are_joined(box: Sandbox) -> None:
    (step,) = run(box, "import sys\nprint(1); print(2); print('e', file=sys.stderr); print(3)").steps
    assert [(output["name"], output["text"]) for output in step.outputs] == [
        ("stdout", "1\n2\n"),
        ("stderr", "e\n"),
        ("stdout", "3\n"),
    ]


def test_an_error_does_not_stop_the_run(box: Sandbox) -> None:
    result = run(box, "x = 1", "1 / 0", "print(x)")
    assert [step.status for step in result.steps] == ["ok", "error", "ok"]
    failed = result.step("sel-2")
    assert failed.error is not None
    assert failed.error.ename == "ZeroDivisionError"
    assert any(output["output_type"] == "error" for output in failed.outputs)
    assert result.step("sel-3").outputs[0]["text"] == "1\n"


def test_syntax_error_and_exit_are_errors_of_the_cell(box: Sandbox) -> None:
    result = run(box, "x = = 1", "import sys; sys.exit(3)", "raise KeyboardInterrupt", "print('lanjut')")
    assert [step.status for step in result.steps] == ["error", "error", "error", "ok"]
    assert [step.error.ename for step in result.steps if step.error] == [
        "SyntaxError",
        "SystemExit",
        "KeyboardInterrupt",
    ]


def test_table_has_html(box: Sandbox) -> None:
    (step,) = run(box, "import pandas as pd\npd.DataFrame({'desa': ['A'], 'nilai': [1]})").steps
    assert set(step.outputs[0]["data"]) == {"text/plain", "text/html"}
    assert "<table" in step.outputs[0]["data"]["text/html"]


def test_figure_is_drawn_after_the_cell_and_closed(box: Sandbox) -> None:
    first, second = run(
        box,
        "import matplotlib.pyplot as plt\nax = plt.figure().gca(); ax.bar(['A'], [1]);",
        "plt.get_fignums()",
    ).steps
    png = base64.b64decode(first.outputs[-1]["data"]["image/png"])
    assert png.startswith(b"\x89PNG")
    assert second.outputs[0]["data"]["text/plain"] == "[]"


def test_display_clear_and_update(box: Sandbox) -> None:
    source = """
from IPython.display import HTML, clear_output, display
print("hilang"); clear_output()
handle = display("lama", display_id=True)
handle.update("baru")
display(HTML("<b>tebal</b>"))
"""
    (step,) = run(box, source).steps
    assert [output["data"].get("text/html", output["data"]["text/plain"]) for output in step.outputs] == [
        "'baru'",
        "<b>tebal</b>",
    ]
    assert all(set(output) == {"output_type", "data", "metadata"} for output in step.outputs)


def test_magics_shell_await_and_help(box: Sandbox) -> None:
    result = run(
        box,
        "%matplotlib inline\nimport asyncio\nawait asyncio.sleep(0)\n'selesai'",
        "!echo dari-shell",
        "%%time\nx = 5",
        "%%writefile catatan.txt\nisi",
        "print(open('catatan.txt').read())",
    )
    assert [step.status for step in result.steps] == ["ok"] * 5
    assert "selesai" in result.step("sel-1").outputs[0]["data"]["text/plain"]
    assert "dari-shell" in result.step("sel-2").outputs[0]["text"]
    assert result.step("sel-5").outputs[0]["text"].startswith("isi")


def test_widgets_without_a_kernel(box: Sandbox) -> None:
    source = (
        "import ipywidgets\nipywidgets.interact(lambda x: print('nilai', x), x=5)\nipywidgets.IntSlider()"
    )
    (step,) = run(box, source).steps
    assert step.status == "ok"
    assert "nilai 5" in str(step.outputs)


def test_what_subprocesses_print_is_seen(box: Sandbox) -> None:
    (step,) = run(
        box,
        "import os, sys, subprocess\nsubprocess.run([sys.executable, '-c', 'print(7)'])\nos.write(2, b'x')",
    ).steps
    texts = {output["name"]: output["text"] for output in step.outputs if output["output_type"] == "stream"}
    assert texts["stdout"].strip() == "7"
    assert texts["stderr"] == "x"


def test_input_has_nobody_to_ask(box: Sandbox) -> None:
    (step,) = run(box, "nama = input('Nama? ')").steps
    assert step.error is not None
    assert step.error.ename == "InputNotAvailable"
    assert "input()" in step.error.evalue


def test_files_lie_beside_the_notebook_and_not_outside(box: Sandbox) -> None:
    files = {"data/a.csv": b"x\n1\n", "b.bin": bytes(range(256)), "../luar.txt": b"x", "/mutlak.txt": b"x"}
    source = "import os\nprint(open('data/a.csv').read(), len(open('b.bin', 'rb').read()), sorted(os.listdir('.')))"
    (step,) = run(box, source, files=files).steps
    assert step.outputs[0]["text"] == "x\n1\n 256 ['b.bin', 'data']\n"


def test_module_beside_the_notebook_is_found(box: Sandbox) -> None:
    (step,) = run(box, "import bantuan\nbantuan.nilai", files={"bantuan.py": b"nilai = 3"}).steps
    assert step.outputs[0]["data"]["text/plain"] == "3"


def test_nothing_of_a_job_is_left_for_the_next(box: Sandbox) -> None:
    run(
        box,
        "rahasia = 1\nopen('sisa.txt', 'w').write('x')\nimport matplotlib.pyplot as plt\nplt.rcParams['font.size'] = 30",
    )
    source = "import os\nprint('rahasia' in globals(), os.listdir('.'), plt.rcParams['font.size'] == 30)"
    (step,) = run(box, "import matplotlib.pyplot as plt\n" + source).steps
    assert step.outputs[0]["text"] == "False [] False\n"


def test_random_numbers_are_the_same_every_time(box: Sandbox) -> None:
    source = "import random, numpy as np\nprint(random.random(), np.random.random(), hash('desa'))"
    texts = {run(box, source).steps[0].outputs[0]["text"] for _ in range(2)}
    assert len(texts) == 1


def test_a_slow_cell_is_interrupted_and_the_next_still_runs(box: Sandbox) -> None:
    result = run(box, "x = 1", "while True: pass", "print(x)", limits=Limits(cell_seconds=1))
    assert [step.status for step in result.steps] == ["ok", "timeout", "ok"]
    assert result.step("sel-2").seconds < 6


def test_too_much_output_ends_the_cell_and_the_next_still_runs(box: Sandbox) -> None:
    result = run(box, "while True: print('x' * 100)", "print('lanjut')", limits=Limits(cell_output_kib=16))
    assert [step.status for step in result.steps] == ["output", "ok"]
    (kept, error) = result.step("sel-1").outputs
    assert 15_000 < len(kept["text"]) <= 16 * 1024
    assert error["ename"] == "OutputLimit"


def test_warnings_are_output_and_no_failure(box: Sandbox) -> None:
    (step,) = run(box, "import warnings\nwarnings.warn('hati-hati')\nx = 1").steps
    assert step.status == "ok"
    assert step.outputs[0]["name"] == "stderr"


def test_observe_returns_plain_json(box: Sandbox) -> None:
    job = Job((Step("cell", "sel", "hpp = 750000 / 40"), Step("observe", "lihat", request={"name": "hpp"})))
    seen = box.run(job).step("lihat")
    assert seen.status == "ok"
    assert seen.value["value"] == 18750


def test_a_failed_observation_is_an_error_of_its_own(box: Sandbox) -> None:
    job = Job((Step("observe", "lihat", request={"name": 5, "salah": []}), Step("cell", "sel", "1 + 1")))
    result = box.run(job)
    assert result.ended == "ok"
    assert result.step("sel").status == "ok"


def test_without_belajar_nothing_differs_from_a_plain_notebook(box: Sandbox) -> None:
    source = """
import builtins, matplotlib as mpl, sys
print("grader.belajar" in sys.modules, hasattr(builtins, "____"))
inline = {"figure.facecolor", "figure.edgecolor", "figure.dpi", "figure.subplot.bottom", "backend", "interactive"}
print([key for key in mpl.rcParams if key not in inline and mpl.rcParams[key] != mpl.rcParamsDefault[key]])
1 / 0
"""
    (step,) = run(box, source).steps
    assert step.outputs[0]["text"] == "False False\n[]\n"
    assert [output["output_type"] for output in step.outputs] == ["stream", "error"]


def test_belajar_explains_errors_in_every_job_that_imports_it(box: Sandbox) -> None:
    for _ in range(2):
        (step,) = run(box, "import grader.belajar\n____\n1 / 0").steps
        assert "membagi dengan nol" in str(step.outputs)
    test_without_belajar_nothing_differs_from_a_plain_notebook(box)


def test_belajar_is_there(box: Sandbox) -> None:
    (step,) = run(box, "from grader.belajar import rupiah\nprint(rupiah(1250000))").steps
    assert step.outputs[0]["text"] == "Rp1.250.000\n"
