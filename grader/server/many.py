"""The hub's side of a JupyterHub for many (Zero to JupyterHub, KubeSpawner): same class list, same hand-in.

In the chart's values: `from grader.server.many import configure` and `configure(c, "/kelas", …)`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from grader.beranda.pod import NAME
from grader.learner.class_server import VARIABLE
from grader.server.authenticator import RosterAuthenticator
from grader.start.lab import BERANDA

SERVICE, SERVICE_PORT = "kelas", 8181


def configure(c: Any, course: str, proxy: str) -> None:
    """Set up JupyterHub's configuration `c` for the class folder `course`.

    `proxy` is the address at which learners' pods reach the hub's proxy, as `http://proxy-public`.
    """
    c.JupyterHub.authenticator_class = RosterAuthenticator
    c.RosterAuthenticator.course = course
    c.RosterAuthenticator.allow_all = True  # whoever it names is in the class list
    c.JupyterHub.template_paths = [str(Path(__file__).parent / "templates")]
    c.JupyterHub.services = [
        {
            "name": SERVICE,
            "url": f"http://127.0.0.1:{SERVICE_PORT}",
            "command": ["python3", "-m", "grader.server.service", course],
        }
    ]
    # The service asks the hub whose a token is.
    c.JupyterHub.load_roles = [
        {"name": SERVICE, "services": [SERVICE], "scopes": ["read:users:name"]},
    ]
    c.Spawner.cmd = ["python3", "-m", "grader.beranda.pod"]
    c.Spawner.default_url = f"/{BERANDA}"
    c.Spawner.disable_user_config = True
    c.Spawner.environment = {VARIABLE: f"{proxy}/services/{SERVICE}"}
    c.Spawner.pre_spawn_hook = _introduce


def _introduce(spawner: Any) -> None:
    """Tell the pod whose it is."""
    person = spawner.authenticator.person(spawner.user.name)
    spawner.environment = {**spawner.environment, NAME: person.name if person else spawner.user.name}
