"""Run by a bare Python in a room without a network: what a learner does with the stick, told as one JSON.

Standard library alone. Arguments: the kit, a folder of notebooks to put into the workspace and to run.
"""

import json
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

WORKSPACE = Path.home() / "sinau-desa"
PYTHON = Path.home() / ".local" / "share" / "sinau-desa" / "venv" / "bin" / "python"
RUN = """
import json, nbformat, os, sys
from nbclient import NotebookClient
path = sys.argv[1]
os.environ["JPY_SESSION_NAME"] = path  # as Jupyter Server tells a kernel
notebook = nbformat.read(path, 4)
NotebookClient(notebook, timeout=600, resources={"metadata": {"path": os.path.dirname(path)}}).execute()
outputs = [[o for o in c.get("outputs", [])] for c in notebook.cells if c.cell_type == "code"]
print(json.dumps(outputs))
"""


def open_course(stick: Path) -> dict[str, object]:
    """Start the course as the launcher does, look at it as a browser would, end it with Ctrl+C."""
    process = subprocess.Popen(
        ["sh", str(stick / "mulai.sh"), "--no-browser"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said, address = [], None
    assert process.stdout is not None
    for line in process.stdout:
        said.append(line)
        if found := re.search(r"terbuka di (http://[^/\s]+)/(\S*)\?token=(\w+)", line):
            address = found
            break
    seen = {} if address is None else look(address[1], address[3]) | {"first": address[2]}
    process.send_signal(signal.SIGINT)
    said.append(process.communicate()[0])
    return {"said": "".join(said), "status": process.returncode, **seen}


def look(server: str, token: str) -> dict[str, object]:
    """What the server shows: its page, its folders, its Indonesian words."""

    def get(path: str) -> str:
        with urllib.request.urlopen(f"{server}/{path}?token={token}", timeout=300) as answer:
            text: str = answer.read().decode()
        return text

    words = json.loads(get("lab/api/translations/id_ID"))["data"]["jupyterlab"]
    folders = sorted(entry["name"] for entry in json.loads(get("api/contents"))["content"])
    settings = json.loads(get("lab/api/settings/@jupyterlab/translation-extension:plugin"))
    return {
        "page": "JupyterLab" in get("lab"),
        "beranda": get("beranda"),
        "bar": "sinau-desa" in get("lab"),
        "folders": folders,
        "word": words["Delete Cell"],
        "locale": settings["schema"]["properties"]["locale"]["default"],
    }


def run(notebook: Path) -> list[object]:
    """The outputs of each code cell of a notebook, run in the installed environment."""
    done = subprocess.run(
        [PYTHON, "-P", "-c", RUN, notebook], capture_output=True, text=True, cwd=notebook.parent
    )
    if done.returncode:
        sys.exit(done.stderr)
    outputs: list[object] = json.loads(done.stdout)
    return outputs


def introduce() -> str:
    """Say who one is, as in lesson 1-01."""
    code = "from grader.belajar import kenalan; print(kenalan('Siti', 'PNG-001'))"
    place = WORKSPACE / "pelajaran" / "1-fondasi"
    return subprocess.run([PYTHON, "-P", "-c", code], capture_output=True, text=True, cwd=place).stdout


def main(stick: Path, answers: Path) -> None:
    # Who was started in the background of a shell hears no Ctrl+C, nor does what it starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    first = open_course(stick)
    told = {"first": first, "second": open_course(stick), "introduced": introduce()}
    outputs = {}
    for answer in sorted(answers.rglob("*.ipynb")):
        name = answer.relative_to(answers)
        (WORKSPACE / name).write_bytes(answer.read_bytes())
        outputs[name.as_posix()] = run(WORKSPACE / name)
    packed = [path.name for path in (WORKSPACE / "kumpul").glob("*.zip")]
    modules = subprocess.run(
        [PYTHON, "-P", "-c", "import grader, os; print(os.path.dirname(grader.__file__))"],
        capture_output=True,
        text=True,
        cwd="/",
    ).stdout.strip()
    told |= {"outputs": outputs, "packed": packed, "package": modules}
    print(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
