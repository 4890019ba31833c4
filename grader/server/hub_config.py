"""The hub's configuration, read by JupyterHub itself: `python -m jupyterhub -f` this file.

The class folder and the port for this start come through the environment; all that must survive a restart
lies in the class folder.
"""

import os
from pathlib import Path
from urllib.parse import quote

from grader.server.authenticator import RosterAuthenticator
from grader.server.spawner import RoomSpawner
from grader.server.state import ServerState
from grader.start.lab import BERANDA

c = get_config()  # type: ignore[name-defined]  # noqa: F821
state = ServerState(Path(os.environ["SINAU_KELAS"]))

c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{os.environ['SINAU_HUB_PORT']}"
c.JupyterHub.bind_url = f"http://127.0.0.1:{os.environ['SINAU_PORT']}"
c.JupyterHub.db_url = f"sqlite:///{state.folder / 'hub.sqlite'}"
c.JupyterHub.cookie_secret = bytes.fromhex(state.secret("cookie"))
# Rooms, proxy and hub end each for itself: a hub that is started anew finds everybody where they were.
c.JupyterHub.cleanup_servers = False
c.JupyterHub.cleanup_proxy = False
c.ConfigurableHTTPProxy.should_start = False
c.ConfigurableHTTPProxy.auth_token = state.secret("proksi")
c.ConfigurableHTTPProxy.api_url = f"http+unix://{quote(str(state.proxy_api_socket), safe='')}"
c.JupyterHub.last_activity_interval = 5  # seconds; it also gives a proxy that was started anew its routes

c.JupyterHub.authenticator_class = RosterAuthenticator
c.RosterAuthenticator.course = str(state.course)
c.RosterAuthenticator.allow_all = True  # whoever it names is in the class list
c.RosterAuthenticator.admin_users = set()

c.JupyterHub.spawner_class = RoomSpawner
c.RoomSpawner.course = str(state.course)
c.RoomSpawner.default_url = f"/{BERANDA}"  # what a laptop opens too
c.RoomSpawner.disable_user_config = True
c.RoomSpawner.http_timeout = 60
c.RoomSpawner.start_timeout = 120
c.RoomSpawner.poll_interval = 3
c.JupyterHub.implicit_spawn_seconds = 0.1
c.JupyterHub.concurrent_spawn_limit = 0  # rather than turning people away, the spawner lets them wait
c.JupyterHub.tornado_settings = {
    "slow_spawn_timeout": 20,
    "headers": {
        # No page of ours has a script.
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
    },
}
c.JupyterHub.template_paths = [str(Path(__file__).parent / "templates")] if "__file__" in globals() else []
c.JupyterHub.log_level = "WARN"
c.Application.log_level = "WARN"
