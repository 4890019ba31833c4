"""Cells with which a learner tries to get out of their room on the class server."""

from __future__ import annotations

# (name, cell, what it must show). {course}, {checkout}, {port} and {token} are filled in.
SYSCALL = "import ctypes, errno\nlibc = ctypes.CDLL(None, use_errno=True)\n"
ERRNO = "\nprint(result, errno.errorcode.get(ctypes.get_errno()))"
HTTP = """
import http.client, os, socket
class Hub(http.client.HTTPConnection):
    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(os.environ['SINAU_KELAS'])
def ask(method, path, body=None, headers={{}}):
    hub = Hub('hub')
    hub.putrequest(method, path, skip_accept_encoding=True)
    for name, value in {{'Authorization': 'token ' + os.environ['JUPYTERHUB_API_TOKEN'],
                         'Content-Length': str(len(body or '')), **headers}}.items():
        hub.putheader(name, value)
    hub.endheaders((body or '').encode())
    return hub.getresponse()
"""
ROOM_ATTACKS = [
    ("the victim's home", "open('{course}/rumah/PNG-002/catatan.txt').read()", "FileNotFoundError"),
    ("the class folder", "import os; os.listdir('{course}')", "FileNotFoundError"),
    ("the class's secrets", "open('{course}/.sinau/server/cookie.rahasia').read()", "FileNotFoundError"),
    ("the solutions", "import os; os.listdir('{checkout}/exercises')", "FileNotFoundError"),
    ("the tests' answers", "import os; os.listdir('{checkout}/tests')", "FileNotFoundError"),
    ("root's home", "import os; print([n for n in os.listdir('/root') if n != '.pyenv'])", r"\[\]|PermissionError"),
    ("passwords of the machine", "open('/etc/shadow').read()", "FileNotFoundError"),
    ("a link out of the home", "import os; os.symlink('{course}', '/rumah/jalan'); os.listdir('/rumah/jalan')",
     "FileNotFoundError"),
    ("processes of the machine",
     "import os\nowners = set()\nfor n in os.listdir('/proc'):\n    try: lines = open(f'/proc/{{n}}/status').readlines()\n"
     "    except OSError: continue  # no process, or one that has just ended\n"
     "    owners |= {{int(line.split()[1]) for line in lines if line.startswith('Uid:')}}\n"
     "print(owners == {{os.getuid()}})", "True"),
    ("a user namespace", SYSCALL + "result = libc.unshare(0x10000000)" + ERRNO, "-1 EPERM"),
    ("a mount namespace", SYSCALL + "result = libc.unshare(0x00020000)" + ERRNO, "-1 EPERM"),
    ("a namespace by a program", "import subprocess; print(subprocess.run(['unshare', '-Urm', 'true']).returncode)",
     "1"),
    ("a mount", SYSCALL + "result = libc.mount(b'none', b'/rumah', b'tmpfs', 0, None)" + ERRNO, "-1 EPERM"),
    ("another root", SYSCALL + "result = libc.chroot(b'/tmp')" + ERRNO, "-1 EPERM"),
    ("tracing process 1", SYSCALL + "result = libc.ptrace(16, 1, 0, 0)" + ERRNO, "-1 EPERM"),
    ("memory of process 1", "open('/proc/1/mem', 'rb')", "PermissionError"),
    ("environment of process 1", "open('/proc/1/environ', 'rb').read()", "PermissionError"),
    ("ending process 1", "import os, time; os.kill(1, 9); time.sleep(.3); print(os.path.exists('/proc/1'))", "True"),
    ("becoming root", "import os; os.setuid(0)", "PermissionError"),
    ("rights left over",
     "s = open('/proc/self/status').read()\n"
     "print([l.split()[1] for l in s.splitlines() if l.startswith(('CapEff', 'CapBnd', 'NoNewPrivs', 'Seccomp:'))])",
     r"\['0{16}', '0{16}', '1', '2'\]"),
    ("the hub's port", "import socket; socket.create_connection(('127.0.0.1', {port}), 3)", "ConnectionRefused"),
    ("the hall's network", "import socket; socket.create_connection(('192.0.2.1', 80), 3)", "OSError.*nreachable"),
    ("names of the internet", "import socket; socket.getaddrinfo('example.org', 80)", "gaierror"),
    ("the virtual machine's own sockets", "import socket; socket.socket(40, socket.SOCK_STREAM)", "PermissionError"),
    ("raw packets", "import socket; socket.socket(socket.AF_PACKET, socket.SOCK_RAW)", "PermissionError"),
    ("the kernel's message sockets", "import socket; socket.socket(16, socket.SOCK_RAW, 15)", "PermissionError"),
    ("the lessons of everybody", "open('/kursus/baru', 'w')", "OSError.*Read-only|PermissionError"),
    ("the program", "import grader; open(grader.__file__, 'a')", "OSError.*Read-only|PermissionError"),
    ("the door", "import os; os.remove('/pintu/hub.sock')", "OSError.*Read-only|PermissionError"),
    ("one large file",
     "f = open('/rumah/besar', 'wb')\nfor _ in range(300): f.write(bytes(1 << 20))", "OSError.*File too large"),
    ("memory files", "f = open('/dev/shm/x', 'wb')\nfor _ in range(99): f.write(bytes(1 << 20))", "No space left"),
    ("signing in from inside", HTTP + "print(ask('GET', '/hub/login').status)", "403"),
    ("guessing from inside",
     HTTP + "print(ask('POST', '/hub/login', 'username=PNG-002&pin=000000').status)", "403"),
    ("the list of people", HTTP + "print(ask('GET', '/hub/api/users').status)", "403"),
    ("the victim's record", HTTP + "print(ask('GET', '/hub/api/users/PNG-002').status)", "403"),
    ("the victim's activity",
     HTTP + "print(ask('POST', '/hub/api/users/PNG-002/activity', '{{}}').status)", "403"),
    ("roundabout ways to the hub", HTTP + "print({{ask('GET', p).status for p in ("
     "'/hub/api/../login', '/hub/api/user/../users', '/hub//login', '//hub/login', '/hub/api/user?x=1', "
     "'/hub/%6cogin', '/HUB/login', 'http://hub/hub/login', '/hub/api/users/PNG-001/../PNG-002')}})", r"\{403\}"),
    ("memory of its server, which holds a socket of the machine's network", "open('/proc/2/mem', 'r+b')",
     "PermissionError"),
    ("that socket itself", "import os; os.listdir('/proc/2/fd')", "PermissionError"),
    ("a file of another process", SYSCALL + "result = libc.syscall(438, 3, 1, 0)" + ERRNO, "-1 EPERM"),
    ("whoever else listens in its room",  # its kernels do, each for a debugger; process 1 and the server must not
     "import os\nown = ''\nfor n in [n for n in os.listdir('/proc') if n.isdigit() and int(n) > 2]:\n"
     "    try: own += ' '.join(os.path.realpath(f'/proc/{{n}}/fd/{{f}}') for f in os.listdir(f'/proc/{{n}}/fd'))\n"
     "    except OSError: pass  # it has just ended\n"
     "lines = [l.split() for kind in ('tcp', 'tcp6', 'udp', 'udp6') for l in open(f'/proc/net/{{kind}}').readlines()[1:]]\n"
     "print('open:', [l[1] for l in lines if l[3] in ('0A', '07') and f'[{{l[9]}}]' not in own])", r"open: \[\]"),
    ("sockets without a file, of the machine",
     "import socket; socket.socket(socket.AF_UNIX).connect('\\0sinau-uji')", "ConnectionRefused"),
    ("the machine's clock", "import time; time.clock_settime(time.CLOCK_REALTIME, 0)", "PermissionError"),
    ("keys that the kernel keeps", SYSCALL + "result = libc.syscall(250, 0, -4, 1)" + ERRNO, "-1 EPERM"),
    ("calls by a ring", SYSCALL + "result = libc.syscall(425, 8, 0)" + ERRNO, "-1 EPERM"),
    ("programs in the kernel", SYSCALL + "result = libc.syscall(321, 5, 0, 0)" + ERRNO, "-1 EPERM"),
    ("page faults by hand", SYSCALL + "result = libc.syscall(323, 1)" + ERRNO, "-1 EPERM"),
    ("the kernel's log", "open('/dev/kmsg')", "FileNotFoundError"),
    ("the kernel's settings", "open('/proc/sys/kernel/core_pattern', 'w')", "PermissionError|Read-only"),
    ("the key that restarts the machine", "open('/proc/sysrq-trigger', 'w')",
     "PermissionError|Read-only|FileNotFoundError"),
    ("the tree of devices and groups", "import os; os.listdir('/sys/fs/cgroup')", "FileNotFoundError"),
    ("a disk of its own making", "import os; os.mknod('/rumah/disk', 0o60660, os.makedev(254, 0))", "PermissionError"),
    ("being the last to die", "with open('/proc/self/oom_score_adj', 'w') as f: f.write('-900')",
     "PermissionError"),
    ("going before others", "import os; os.nice(-15)", "PermissionError"),
    ("more processes", "import resource; resource.setrlimit(resource.RLIMIT_NPROC, (9999, 9999))", "ValueError"),
    ("a file system of one's own", "open('/dev/fuse', 'rb')", "FileNotFoundError"),
    ("filling the memory behind /tmp",
     "import os\ntry:\n    with open('/tmp/x', 'wb') as f:\n        for _ in range(200): f.write(bytes(1 << 20))\n"
     "finally:\n    os.remove('/tmp/x')", "No space left|File too large"),
    ("files without number in /tmp",
     "import os, shutil\nos.mkdir('/tmp/n')\ntry:\n    for n in range(30_000): open(f'/tmp/n/{{n}}', 'w').close()\n"
     "finally:\n    shutil.rmtree('/tmp/n')", "No space left"),
    ("what its own server may ask", HTTP + "print(ask('GET', '/hub/api').status)", "200"),
]  # fmt: skip
