"""The learner's Jupyter server inside the room, in a fork of its first process."""

from __future__ import annotations

import os
import socket
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from grader.beranda.home import make_home, options, settings
from grader.server.protocol import Room
from grader.server.room_places import HOME, LESSONS

IDLE_KERNEL_SECONDS = 3_600
IDLE_ROOM_SECONDS = 1_200  # after its last kernel has gone; nobody's unsaved work is lost: pages save by then

TIDY_SECONDS = 15
#: A lesson's page comes in again unseen, in a frame, when its room was woken. Nobody else's page can have the
#: room in one: the proxy opens it for its own learner alone.
FRAMES = "frame-ancestors 'self'"


def environment(inherited: dict[str, str]) -> dict[str, str]:
    """The environment of a room's server and kernels, beside what the hub tells it."""
    return {
        **inherited,
        "HOME": HOME,
        "USER": "peserta",
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "TZ": "Asia/Jakarta",
        "TMPDIR": "/tmp",
        "PIP_NO_INDEX": "1",
        "PYTHONNOUSERSITE": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONSAFEPATH": "1",
        **settings(Path(HOME)),
        "JUPYTER_RUNTIME_DIR": "/tmp/jupyter",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    }


def arguments(environment: Mapping[str, str]) -> list[str]:
    """The command line of the server; with addresses that the hub's library reads at its import alone."""
    return [
        f"--HubOAuth.base_url={environment['JUPYTERHUB_SERVICE_PREFIX']}",
        f"--HubOAuth.api_url={environment['JUPYTERHUB_API_URL']}",
        *options(Path(HOME)),
        "--ServerApp.use_redirect_file=False",
        f"--ServerApp.shutdown_no_activity_timeout={IDLE_ROOM_SECONDS}",
        f"--MappingKernelManager.cull_idle_timeout={IDLE_KERNEL_SECONDS}",
        "--KernelManager.transport=ipc",  # files in the room's own /tmp; for ports zmq would look at networks
        "--MappingKernelManager.cull_interval=120",
        "--MappingKernelManager.cull_connected=True",
        "--Application.log_level=WARN",
    ]


def serve(room: Room, listener: socket.socket, control: socket.socket) -> NoReturn:
    """Run the server until it is told to end."""
    code = 1
    try:
        make_home(Path(HOME), Path(LESSONS), room.name, room.code)
        _run(listener, control, arguments(room.environment))
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    except BaseException:  # into the room's log, for a maintainer
        traceback.print_exc()
    finally:
        os._exit(code)


def _leave_out_what_is_disabled(settings: dict[str, Any]) -> None:
    """Have no page load an extension only to leave it be: over a hall's Wi-Fi that is most of a second."""
    add_hub = settings["page_config_hook"]

    def chosen(handler: Any, page: dict[str, Any]) -> dict[str, Any]:
        told: dict[str, Any] = add_hub(handler, page)
        disabled = set(told["disabledExtensions"])
        told["federated_extensions"] = [e for e in told["federated_extensions"] if e["name"] not in disabled]
        return told

    settings["page_config_hook"] = chosen


def _let_several_pages_in_at_once() -> None:
    """Give each page that comes in a cookie of its own until it is in.

    The hub's library gives all that ask before the first is in the same one, and then may let in none.
    """
    from jupyterhub.services.auth import HubOAuth

    in_one: Any = HubOAuth.set_state_cookie

    def apart(hub: Any, handler: Any, *given: Any, **named: Any) -> Any:
        handler.request.cookies[hub.state_cookie_name] = "dipakai"  # to the library, by another page
        return in_one(hub, handler, *given, **named)

    vars_of_hub: Any = HubOAuth
    vars_of_hub.set_state_cookie = apart


def _run(listener: socket.socket, control: socket.socket, wanted: list[str]) -> None:
    from jupyter_server.serverapp import ServerApp
    from jupyterhub.singleuser.extension import JupyterHubSingleUser
    from tornado.ioloop import PeriodicCallback
    from tornado.web import GZipContentEncoding

    from grader.server import kernels, linux

    kernels.use_first_process(control)
    _let_several_pages_in_at_once()
    listener.setblocking(False)

    def listen(app: Any) -> bool:
        PeriodicCallback(linux.give_memory_back, TIDY_SECONDS * 1_000).start()
        app.http_server.add_socket(listener)
        app.web_app.add_transform(GZipContentEncoding)  # settings and notebooks, over a hall's Wi-Fi
        app.web_app.settings.setdefault("headers", {})["Content-Security-Policy"] = FRAMES
        app.io_loop.add_callback(_leave_out_what_is_disabled, app.web_app.settings)  # once it is all there
        return True

    # The room has no way to the machine's network: the socket was made before it had a room.
    vars_of_app: Any = ServerApp
    vars_of_app._find_http_port = lambda app: None
    vars_of_app._bind_http_server_tcp = listen
    sys.argv = ["sinau-kamar", *wanted]
    JupyterHubSingleUser.launch_instance(wanted)
