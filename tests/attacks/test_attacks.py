"""Every attack: no better result than honest work, the next job unharmed, nothing left behind, in time."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sandboxes import IDENTITIES, processes_with, sandbox_as

from attacks import snippets
from grader.sandbox.client import Sandbox
from grader.sandbox.job import Job, JobResult, Step
from grader.sandbox.limits import Limits

LIMITS = Limits(
    cell_seconds=1.5,
    wall_seconds=8.0,
    cpu_seconds=4,
    memory_mib=256,
    processes=24,
    open_files=128,
    file_mib=4,
    disk_mib=16,
    inodes=2000,
    cell_output_kib=64,
    output_kib=512,
)
# Honest work is not raced against a busy machine.
PATIENT = replace(LIMITS, cell_seconds=60.0, wall_seconds=120.0, cpu_seconds=60)
SECONDS = 60.0  # without end is more than this, on a busy machine too

TEST = "assert hpp == 18750\n1"
ISOLATED = Step("test", "tes", TEST, None, {"names": ["hpp"], "allowed": []})
LOOK_AROUND = """
import os
folders = ("/kerja", "/kerja/tmp", "/kerja/rumah", "/kerja/latihan", "/dev/shm")
print(sorted(int(p) for p in os.listdir("/proc") if p.isdigit() and int(p) not in (1, os.getpid())))
print(sorted(name for folder in folders for name in os.listdir(folder)))
print([(name, attribute) for name in folders for attribute in os.listxattr(name)])
print(os.getpriority(os.PRIO_PROCESS, 1))
"""
CLEAN = f"[]\n['latihan', 'rumah', 'tmp']\n[]\n{os.getpriority(os.PRIO_PROCESS, 0)}\n"


@pytest.fixture(scope="module", params=IDENTITIES)
def box(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with sandbox_as(request.param, LIMITS) as made:
        yield made


def run_with_test(box: Sandbox, attack: snippets.Attack) -> JobResult:
    limits = replace(LIMITS, cell_seconds=0.7) if attack in snippets.ENDLESS else LIMITS
    return box.run(Job((Step("cell", "sel", attack.source), ISOLATED), limits=limits))


def text_of(result: JobResult) -> str:
    outputs = [output for step in result.steps for output in step.outputs]
    return "".join(
        str(output.get("text", "")) + str(output.get("evalue", "")) + str(output.get("data", ""))
        for output in outputs
    )


def assert_next_is_unharmed(box: Sandbox) -> None:
    steps = (
        Step("cell", "sekitar", LOOK_AROUND),
        Step(
            "cell",
            "sel",
            "hpp = 750000 / 40\nimport pandas as pd, math, json\ntotal = pd.Series([1, 2]).sum()",
        ),
        Step("test", "tes", "assert hpp == 18750\nassert total == 3\nassert sum([1, 2]) == 3\n1"),
        Step("observe", "lihat", request={"name": "hpp"}),
    )
    result = box.run(Job(steps, limits=PATIENT))
    assert result.ended == "ok", result
    assert result.step("sekitar").outputs[0]["text"] == CLEAN
    assert result.step("tes").status == "ok", result.step("tes")
    assert result.step("tes").value == 1
    assert result.step("lihat").value["value"] == 18750


@pytest.mark.alternately("box", IDENTITIES)
@pytest.mark.parametrize("attack", snippets.ALL, ids=lambda attack: attack.name)
def test_attack(box: Sandbox, attack: snippets.Attack) -> None:
    started = time.monotonic()
    result = run_with_test(box, attack)
    seconds = time.monotonic() - started

    assert result.ended in attack.ends, (result.ended, result.reason)
    assert result.ended == "ok" or result.reason
    assert result.step("tes").status != "ok", "the attack passed the test"
    assert snippets.LEAK not in text_of(result), text_of(result)
    assert seconds < SECONDS
    assert len(text_of(result)) < 600_000
    assert_next_is_unharmed(box)
    assert processes_with(snippets.MARKER) == []
    assert not any(
        Path(folder, snippets.MARKER).exists() for folder in ("/", "/tmp", "/var/tmp", "/dev/shm", "/etc")
    )
