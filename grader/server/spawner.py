"""Makes, finds again and ends learners' rooms for the hub."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
from pathlib import Path
from typing import Any

from jupyterhub.app import JupyterHub
from jupyterhub.spawner import Spawner
from traitlets import Integer, Unicode

from grader.classroom.folder import ClassFolder
from grader.learner.class_server import VARIABLE
from grader.sandbox import cgroup
from grader.sandbox.cgroup import Group
from grader.server import protocol, room_server
from grader.server.door import Doors
from grader.server.intake import Intake
from grader.server.news import News
from grader.server.protocol import Living, Room
from grader.server.room import SOCKET
from grader.server.room_places import MEMORY_BYTES, PROCESSES, SHARED_BYTES, TEMP_BYTES
from grader.server.state import ServerState

AT_ONCE = 3  # rooms being made: more only wait for each other on two processors
END_SECONDS = 8.0
SLACK_BYTES = 128 << 20  # above what process 1 allows: it ends one kernel, the group whatever it meets
HUB_URL = f"http+unix://{SOCKET.replace('/', '%2F')}/hub/api"

_turn = asyncio.Semaphore(AT_ONCE)
_doors: list[Doors] = []


def doors(state: ServerState) -> Doors:
    """The doors of the class, made when the first room needs one."""
    if not _doors:
        intake = Intake(ClassFolder(state.course), state.inbox)
        _doors.append(Doors(intake, News(state.course), lambda: JupyterHub.instance().tornado_application))
    return _doors[0]


def _keep_from_the_hall(listener: socket.socket) -> None:
    """Whatever a room makes of its socket, which is the machine's: it leads no farther than this machine."""
    if os.getuid() == 0:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"lo\0")


def _make_group() -> str:
    """A control group for a room, where there may be one: it holds between two looks of process 1."""
    group = cgroup.make()
    if group is None:
        return ""
    group.bound(MEMORY_BYTES + TEMP_BYTES + SHARED_BYTES + SLACK_BYTES, PROCESSES + 8)
    return str(group.path)


class RoomSpawner(Spawner):  # type: ignore[misc]
    """A room forked from the zygote. Its state, process number and start time, outlives hub and zygote."""

    course = Unicode(config=True)
    pid = Integer(0)
    started = Integer(0)
    group = Unicode()  # path of its control group; "" where none could be made

    @property
    def _state(self) -> ServerState:
        return ServerState(Path(self.course))

    @property
    def _living(self) -> Living:
        return Living(self.pid, self.started)

    def load_state(self, state: dict[str, Any]) -> None:
        """A room that an earlier hub has made."""
        super().load_state(state)
        self.pid, self.started = int(state.get("pid", 0)), int(state.get("started", 0))
        self.group = str(state.get("group", ""))

    def get_state(self) -> dict[str, Any]:
        """What the next hub needs to know."""
        return {**super().get_state(), "pid": self.pid, "started": self.started, "group": self.group}

    def clear_state(self) -> None:
        """The room is gone."""
        super().clear_state()
        self.pid, self.started, self.group = 0, 0, ""

    async def start(self) -> tuple[str, int]:
        """Make the room; where its server will listen."""
        async with _turn:
            with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
                self.ip, self.port = listener.getsockname()
                _keep_from_the_hall(listener)
                self._prepare()
                self.group = await asyncio.to_thread(_make_group)
                room = self._room()
                living = await asyncio.to_thread(protocol.ask, self._state.zygote_socket, room, listener)
            self.pid, self.started = living.pid, living.started
            return self.ip, self.port

    def _prepare(self) -> None:
        code, state = self.user.name, self._state
        uid = state.uid(code)
        home = state.homes / code
        if not home.is_dir():
            home.mkdir(mode=0o700)
        if os.getuid() == 0:
            os.chown(home, uid, uid)
        doors(state).open(code, uid, state.door(code))

    def _room(self) -> Room:
        code, state = self.user.name, self._state
        person = self.authenticator.person(code)
        told = room_server.environment({str(k): str(v) for k, v in self.get_env().items() if v is not None})
        told |= {"JUPYTERHUB_API_URL": HUB_URL, VARIABLE: SOCKET}
        told["JUPYTERHUB_ACTIVITY_URL"] = f"{HUB_URL}/users/{code}/activity"
        return Room(
            code=code,
            name=person.name if person else code,
            uid=state.uid(code),
            home=str(state.homes / code),
            lessons=str(state.lessons),
            door=str(state.door(code)),
            environment=told,
            cgroup=self.group,
        )

    async def poll(self) -> int | None:
        """None while the room lives; a hub that was started anew opens its door again."""
        if self.pid and self._living.is_alive():
            doors(self._state).open(
                self.user.name, self._state.uid(self.user.name), self._state.door(self.user.name)
            )
            return None
        await self._put_away()
        return 0

    async def stop(self, now: bool = False) -> None:
        """Ask the room to end, then end it with all that is in it."""
        if not now:
            self._signal(signal.SIGTERM)
            for _ in range(int(END_SECONDS * 10)):
                if not self._living.is_alive():
                    break
                await asyncio.sleep(0.1)
        self._signal(signal.SIGKILL)
        await self._put_away()

    async def _put_away(self) -> None:
        doors(self._state).close(self.user.name)
        if self.group:
            await asyncio.to_thread(Group(Path(self.group)).remove)
            self.group = ""

    def _signal(self, number: int) -> None:
        if self.pid and self._living.is_alive():
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)
