"""What a hostile notebook may try. Each snippet prints LEAK when it got what it must not get.

A snippet runs as the learner's cell before a test that demands `hpp == 18750`; none of them may pass that test.
"""

# ruff: noqa: E501  (attacks are dense)

from __future__ import annotations

import os
from dataclasses import dataclass
from textwrap import dedent

from grader.sandbox import bubblewrap

LEAK = "BOCOR"
#: What an attack leaves behind bears this name; tests that run beside these ones have another.
MARKER = f"sinau-jejak-{os.getpid()}"


@dataclass(frozen=True)
class Attack:
    """A hostile cell, and how the run may end ("ok": the run went on and the test was failed)."""

    name: str
    source: str
    ends: tuple[str, ...] = ("ok",)


def _attack(name: str, source: str, *ends: str) -> Attack:
    return Attack(name, dedent(source).strip(), ends or ("ok",))


ENDINGS = [
    _attack("os_exit", "import os; os._exit(0)", "exit"),
    _attack("os_exit_status", "import os; os._exit(77)", "exit"),
    _attack("segfault", "import ctypes; ctypes.string_at(0)", "crash"),
    _attack("abort", "import os; os.abort()", "crash"),
    _attack("kill_itself", "import os; os.kill(os.getpid(), 9)", "killed"),
    _attack("kill_everyone", "import os; os.kill(-1, 9)", "killed", "ok"),
    _attack("terminate_group", "import os; os.killpg(0, 15)", "crash"),
    _attack(
        "signal_process_one",
        """
        import os, signal
        for number in range(1, 65):
            if number not in (32, 33):
                try:
                    os.kill(1, number)
                except OSError:
                    pass
        """,
    ),
    _attack("stop_itself", "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)", "timeout"),
    _attack("system_exit", "raise SystemExit(0)"),
    _attack("exit_quit", "exit()"),
    _attack("recursion", "def f(): return f()\nf()", "ok", "timeout"),
    _attack(
        "recursion_in_c",
        """
        import sys
        sys.setrecursionlimit(10**9)
        class A: __getattr__ = lambda self, name: getattr(self, name + 'x')
        a = []
        for _ in range(10**6): a = [a]
        repr(a)
        """,
        "crash", "ok", "memory",
    ),
    _attack("null_bytes", "x = 1\0\nprint(x)"),
    _attack("lone_surrogate_in_source", "x = '\ud800'; print(x)"),
    _attack("too_many_parentheses", "(" * 5000 + ")" * 5000),
    _attack("too_deep_expression", "x = " + "-" * 200_000 + "1", "ok", "crash", "memory"),
    _attack("too_long_attribute_chain", "x = a" + ".a" * 200_000, "ok", "crash", "memory"),
    _attack("endless_source", "x = 1\n" * 200_000, "ok", "timeout", "memory"),
    _attack("closed_descriptors", "import os; os.closerange(0, 4096)", "exit"),
    _attack("broken_displayhook", "import sys; sys.displayhook = None; sys.stdout = None; 5"),
]  # fmt: skip

ENDLESS = [
    _attack("endless_loop", "while True: pass"),
    _attack(
        "endless_loop_that_catches",
        """
        while True:
            try:
                while True: pass
            except BaseException: pass
        """,
        "timeout", "ok",
    ),
    _attack("endless_power", "10**10**8", "timeout", "ok"),
    _attack("endless_regex", "import re; re.match(r'(a+)+$', 'a' * 40 + 'b')", "timeout", "ok"),
    _attack("sleep", "import time; time.sleep(3600)"),
    _attack("ignores_signals", """
        import signal, time
        for number in range(1, 32):
            try: signal.signal(number, signal.SIG_IGN)
            except OSError: pass
        while True: time.sleep(1)
        """, "timeout"),
    _attack("burns_in_many_processes", """
        import os
        for _ in range(6):
            if os.fork() == 0:
                while True: pass
        while True: pass
        """, "cpu", "timeout", "ok"),
    _attack("burns_in_a_chain_of_orphans", """
        import os, time
        for _ in range(3):
            if os.fork() == 0:
                while True:
                    end = time.process_time() + 0.3
                    while time.process_time() < end: pass
                    if os.fork(): os._exit(0)
        while True: time.sleep(0.2)
        """, "cpu", "ok"),
    _attack("endless_output_of_nothing", "import sys\nwhile True: sys.stdout.flush()"),
]  # fmt: skip

EXHAUSTION = [
    _attack("memory_list", "a = []\nwhile True: a.append(bytearray(10**6))", "ok", "memory"),
    _attack("memory_at_once", "import numpy as np; a = np.ones(10**11)"),
    _attack("memory_touched", "import numpy as np; a = np.ones(10**8)", "ok", "memory"),
    _attack("memory_in_many_processes", """
        import os, time
        for _ in range(8):
            if os.fork() == 0:
                a = bytearray(60 * 2**20)
                for i in range(0, len(a), 4096): a[i] = 1
                time.sleep(60)
        time.sleep(60)
        """, "memory"),
    _attack("memory_mapped", """
        import mmap
        a = []
        while True:
            m = mmap.mmap(-1, 2**24, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS); m.write(b'x' * 2**24); a.append(m)
        """, "ok", "memory"),
    _attack("memory_that_only_a_mapping_holds", """
        import mmap
        held = []
        for open_one in (lambda: mmap.mmap(-1, 2**22), lambda: mmap.mmap(open('/dev/zero', 'r+b').fileno(), 2**22)):
            for _ in range(100):
                try: m = open_one()
                except OSError: break
                for at in range(0, len(m), 4096): m[at] = 1
                m.madvise(mmap.MADV_DONTNEED); held.append(m)
                try: m.resize(4096)
                except SystemError: pass
            else: print('BOCOR')
        """),
    _attack("locks_on_every_other_byte", """
        import fcntl, struct, time
        files = [open(f'f{n}', 'wb') for n in range(40)]
        for n in range(1000):
            for file in files: fcntl.fcntl(file, fcntl.F_SETLK, struct.pack('hhqqi4x', fcntl.F_WRLCK, 0, 2 * n, 1, 0))
        time.sleep(60)
        """, "memory"),
    _attack("locks_of_no_process", """
        import fcntl, struct
        for command in (fcntl.F_OFD_SETLK, fcntl.F_OFD_SETLKW):
            try: fcntl.fcntl(open('f', 'wb'), command, struct.pack('hhqqi4x', fcntl.F_WRLCK, 0, 0, 1, 0)); print('BOCOR')
            except PermissionError: pass
        """),
    _attack("memory_file", "import os; os.memfd_create('a'); print('BOCOR')"),
    _attack("shared_memory", """
        from multiprocessing import shared_memory
        a = []
        while True:
            s = shared_memory.SharedMemory(create=True, size=2**22); s.buf[:] = b'x' * 2**22; a.append(s)
        """, "ok", "crash", "memory"),
    _attack("fork_bomb", """
        import os
        while True:
            try: os.fork()
            except OSError: pass
        """, "processes"),
    _attack("shell_fork_bomb", "import os; os.system('b() { b | b & }; b'); import time; time.sleep(60)", "processes", "ok"),  # shells that cannot fork end
    _attack("thread_bomb", """
        import threading, time
        while True:
            try: threading.Thread(target=time.sleep, args=(60,)).start()
            except RuntimeError: pass
        """, "processes", "ok"),
    _attack("big_file", "with open('a', 'wb') as f:\n    while True: f.write(b'x' * 10**6)"),
    _attack("full_disk", """
        import itertools
        for n in itertools.count():
            with open(f'a{n}', 'wb') as f: f.write(b'x' * 10**6)
        """),
    _attack("many_inodes", "import itertools\nfor n in itertools.count(): open(f'a{n}', 'w').close()", "disk"),
    _attack("deep_folders", """
        import os
        for n in range(1500):
            os.mkdir('dalam'); os.chdir('dalam')
        os.chmod('.', 0)
        """),
    _attack("locked_folders", """
        import os
        os.makedirs('a/b/c'); open('a/b/c/d', 'w').close()
        for path in ('a/b/c', 'a/b', 'a', os.environ['HOME'], os.environ['TMPDIR'], '.'): os.chmod(path, 0)
        """),
    _attack("many_descriptors", "import os\na = []\nwhile True: a.append(os.open('/dev/null', 0))"),
    _attack("sockets_full_of_data", """
        import os, socket, time
        for _ in range(3):
            if os.fork() == 0: break
        held = []
        while True:
            try: held += socket.socketpair()
            except OSError: time.sleep(60)
            held[-1].setblocking(False)
            try:
                held[-1].setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 24); print('BOCOR')
            except OSError: pass
            try:
                while True: held[-1].send(b'x' * 65536)
            except OSError: pass
        """, "memory"),
    _attack("terminals", """
        import os, time
        for _ in range(3):
            if os.fork() == 0: break
        while True:
            try: os.open('/dev/ptmx', os.O_RDWR | os.O_NOCTTY)
            except OSError: time.sleep(60)
        """, "memory"),
    _attack("what_is_counted_for_each_user", """
        import ctypes
        libc = ctypes.CDLL(None)
        if libc.inotify_init() != -1: print('BOCOR inotify')
        if libc.timer_create(1, None, ctypes.byref(ctypes.c_void_p())) != -1: print('BOCOR timer')
        import os, signal
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGRTMIN + 1})
        waiting = (libc.sigqueue(os.getpid(), signal.SIGRTMIN + 1, None) == 0 for _ in range(1000))
        if all(waiting): print('BOCOR sigqueue')
        """),
    _attack("pipes_full_of_data", """
        import os
        a = []
        while True:
            r, w = os.pipe(); os.set_blocking(w, False); a += [r, w]
            os.write(w, b'x' * 65536)
        """),
]  # fmt: skip

FLOODS = [
    _attack("gigabyte_print", "for _ in range(1000): print('x' * 10**6)"),
    _attack("gigabyte_print_caught", """
        for _ in range(1000):
            try: print('x' * 10**6)
            except Exception: pass
        """),
    _attack("many_small_prints", "while True: print('x')"),
    _attack("gigabyte_past_python", "import os\nfor _ in range(1000): os.write(1, b'x' * 10**6)"),
    _attack("gigabyte_of_a_subprocess", "import os; os.system('head -c 1000000000 /dev/zero')"),
    _attack("gigabyte_of_a_shell_line", "!head -c 1000000000 /dev/zero | tr '\\0' x", "ok", "timeout", "memory"),
    _attack("gigabyte_display", "from IPython.display import display, HTML\nwhile True: display(HTML('x' * 10**6))"),
    _attack("gigabyte_update", """
        from IPython.display import display
        handle = display('x', display_id=True)
        for n in range(10**6): handle.update('x' * n)
        """),
    _attack("many_displays", "from IPython.display import display\nwhile True: display(1)", "ok", "timeout"),
    _attack("gigabyte_error", "raise ValueError('x' * 10**8)", "ok", "memory", "output"),
    _attack("many_error_lines", "class E(Exception): __str__ = lambda s: 'x\\n' * 10**7\nraise E"),
    _attack("gigabyte_stderr", "import sys\nfor _ in range(1000): sys.stderr.write('x' * 10**6)"),
    _attack("nested_json_display", """
        from IPython.display import display
        a = []
        for _ in range(300): a = [a]
        display({'application/json': a}, raw=True)
        """, "protocol", "ok"),
    _attack("surrogates", "print('\\ud800\\udfff\\x00\\x1b[2J')"),
    _attack("huge_figure", "import matplotlib.pyplot as plt; plt.figure(figsize=(600, 600)); plt.plot([1]); plt.show()",
            "ok", "memory", "timeout"),
]  # fmt: skip

LEFTOVERS = [
    _attack("daemon", f"""
        import os, time
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                os.execv('/bin/sh', ['sh', '-c', 'sleep 3600 # {MARKER}'])
            os._exit(0)
        """),
    _attack("ignoring_daemon", f"""
        import subprocess
        subprocess.Popen(['/bin/sh', '-c', 'trap "" HUP TERM INT; while :; do sleep 1; done # {MARKER}'],
                         start_new_session=True)
        """),
    _attack("atexit", f"import atexit; atexit.register(lambda: open('/kerja/{MARKER}', 'w'))"),
    _attack("thread_outlives_the_cell", """
        import threading, time
        def work():
            while True: time.sleep(0.01)
        threading.Thread(target=work, daemon=True).start()
        """),
    _attack("files_everywhere", f"""
        import os
        for folder in ('/kerja', '/kerja/tmp', '/dev/shm', os.environ['HOME'], '.'):
            open(folder + '/{MARKER}', 'w').write('x')
        os.symlink('/', 'akar'); os.mkfifo('pipa'); os.link('{MARKER}', 'kaitan')
        """),
    _attack("files_elsewhere", f"""
        for folder in ('/', '/var/tmp', '/usr', '/etc', '/dev', '/root', '/home', '/proc/sys/kernel'):
            try:
                open(folder + '/{MARKER}', 'w').write('x'); print('BOCOR', folder)
            except OSError: pass
        try:
            open('/tmp/{MARKER}', 'w').write('x')  # the job's own folder; the machine's must stay as it was
        except OSError: pass
        """),
    _attack("poisoned_modules", """
        import pandas, numpy, json, builtins, sys
        pandas.DataFrame.sum = lambda *a, **k: 42
        numpy.mean = json.dumps = builtins.sum = lambda *a, **k: 42
        sys.modules['math'] = None
        """),
    _attack("poisoned_ipython", """
        ip = get_ipython()
        ip.run_cell = lambda *a, **k: None
        type(ip).run_cell = lambda *a, **k: None
        """, "ok", "exit"),
    _attack("locks_the_scratch_space", """
        import os
        for top in ('/kerja', '/dev/shm'):
            try: os.setxattr(top, 'user.jejak', b'x')
            except OSError: pass
            try: os.setxattr(top, 'system.posix_acl_access', bytes.fromhex('0200000001000000ffffffff04000000ffffffff20000000ffffffff'))
            except OSError: pass
            try: os.chmod(top, 0)
            except OSError: pass
        """),
    _attack("limits_of_process_one", """
        import os, resource
        for what in (resource.RLIMIT_NOFILE, resource.RLIMIT_NPROC, resource.RLIMIT_CPU, resource.RLIMIT_AS, resource.RLIMIT_FSIZE):
            try: resource.prlimit(1, what, (1, 1)); print('BOCOR', what)
            except OSError: pass
        for call in (lambda: os.sched_setaffinity(1, {0}), lambda: os.sched_setscheduler(1, os.SCHED_IDLE, os.sched_param(0)),
                     lambda: os.setpriority(os.PRIO_PROCESS, 1, 19), lambda: os.setpriority(os.PRIO_USER, 0, 19)):
            try: call(); print('BOCOR')
            except OSError: pass
        """),
    _attack("locks_shared_files", """
        import fcntl, sys
        held = open(sys.executable, 'rb')
        fcntl.flock(held, fcntl.LOCK_EX)
        """),
    _attack("leases_its_users_files", """
        import fcntl
        held = open('a', 'wb'); held.close(); held = open('a', 'rb')
        for kind in (fcntl.F_RDLCK, fcntl.F_WRLCK):
            try: fcntl.fcntl(held, fcntl.F_SETLEASE, kind); print('BOCOR')
            except PermissionError: pass
        """),
    _attack("writes_out_the_whole_machine", """
        import ctypes, os
        libc = ctypes.CDLL(None)
        libc.syncfs.restype = libc.syscall.restype = ctypes.c_long
        if libc.syncfs(os.open('/usr', 0)) != -1: print('BOCOR syncfs')
        import platform
        if libc.syscall({'x86_64': 162}.get(platform.machine(), 81)) != -1: print('BOCOR sync')
        """),
    _attack("semaphores_and_queues", """
        import ctypes
        libc = ctypes.CDLL(None)
        for name, call in (('shmget', lambda: libc.shmget(7, 4096, 0o1666)), ('semget', lambda: libc.semget(7, 1, 0o1666)),
                           ('msgget', lambda: libc.msgget(7, 0o1666)), ('mq_open', lambda: libc.mq_open(b'/a', 66, 0o600, 0))):
            if call() != -1: print('BOCOR', name)
        """),
]  # fmt: skip

ESCAPES = [
    _attack("reads_the_machine", """
        import os
        seen = set()
        for root in ('/root', '/home', '/work', '/tmp', '/var', '/srv', '/opt', '/mnt', '/media', '/etc', '/run', '/boot'):
            for folder, _, files in os.walk(root):
                seen.update(os.path.join(folder, name) for name in files)
        import sys
        allowed = (sys.prefix, sys.base_prefix, '/etc/ld.so', '/etc/fonts', '/etc/alternatives', '/etc/passwd')
        allowed += @shown
        print([('BOCOR', path) for path in seen if not path.startswith(allowed)])
        """.replace("@shown", repr(tuple(map(str, bubblewrap.visible_paths()))))),
    _attack("reads_exercises_beside_the_package", """
        import os, grader
        beside = set(os.listdir(os.path.dirname(os.path.dirname(grader.__file__))))
        ours = {'grader', 'datasets', '.venv'}  # a checkout's own Python lies beside the package
        print([('BOCOR', name) for name in beside - ours if 'site-packages' not in grader.__file__])
        """),
    _attack("reads_environment", """
        import os
        odd = [name for name in os.environ if any(w in name for w in ('TOKEN', 'KEY', 'SECRET', 'SSH', 'SINAU', 'PYTEST'))]
        print([('BOCOR', name) for name in odd])
        try: print('BOCOR', open('/proc/1/environ').read())
        except OSError: pass
        """),
    _attack("reads_process_memory", """
        import os
        for pid in filter(str.isdigit, os.listdir('/proc')):
            if int(pid) != os.getpid():
                for name in ('mem', 'maps', 'fd', 'cwd', 'root', 'exe', 'environ', 'stack', 'syscall'):
                    path = f'/proc/{pid}/{name}'
                    try:
                        if name == 'fd': os.listdir(path)
                        elif name in ('cwd', 'root', 'exe'): os.readlink(path)
                        else: open(path, 'rb').read(1)
                        print('BOCOR', path)
                    except OSError: pass
        """),
    _attack("writes_process_memory", """
        try: open('/proc/1/mem', 'r+b').write(b'x'); print('BOCOR')
        except OSError: pass
        """),
    _attack("sees_other_processes", """
        import os
        others = {int(p) for p in os.listdir('/proc') if p.isdigit()} - {1, os.getpid()}
        if others: print('BOCOR', others)
        """),
    _attack("ptrace", """
        import ctypes
        libc = ctypes.CDLL(None, use_errno=True)
        for request in (0, 16, 0x4206):
            if libc.ptrace(request, 1 if request else 0, 0, 0) != -1: print('BOCOR ptrace', request)
        buffer = (ctypes.c_char * 8)()
        iov = (ctypes.c_void_p * 2)(ctypes.addressof(buffer), 8)
        if libc.process_vm_readv(1, iov, 1, iov, 1, 0) != -1: print('BOCOR vm')
        """),
    _attack("sockets", """
        import socket
        kinds = [(socket.AF_INET, socket.SOCK_STREAM), (socket.AF_INET6, socket.SOCK_DGRAM), (socket.AF_UNIX, socket.SOCK_STREAM),
                 (socket.AF_NETLINK, socket.SOCK_RAW), (socket.AF_PACKET, socket.SOCK_RAW), (socket.AF_VSOCK, socket.SOCK_STREAM),
                 (socket.AF_ALG, socket.SOCK_SEQPACKET)]
        for family, kind in kinds:
            try: socket.socket(family, kind); print('BOCOR', family)
            except OSError: pass
        try: socket.socketpair(socket.AF_INET); print('BOCOR pair')
        except (OSError, ValueError): pass
        """),
    _attack("downloads", """
        import urllib.request
        try: urllib.request.urlopen('http://127.0.0.1:80/', timeout=1); print('BOCOR')
        except OSError: pass
        import pandas as pd
        pd.read_csv('https://example.com/kunci.csv')
        """),
    _attack("namespaces", """
        import ctypes
        libc = ctypes.CDLL(None, use_errno=True)
        for flag in (0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000):
            if libc.unshare(flag) == 0: print('BOCOR unshare', hex(flag))
        if libc.syscall(56, 0x10000000 | 17, 0, 0, 0, 0) != -1: print('BOCOR clone')
        import os
        for name in os.listdir('/proc/self/ns'):
            try:
                if libc.setns(os.open('/proc/1/ns/' + name, 0), 0) == 0: print('BOCOR setns', name)
            except OSError: pass
        """),
    _attack("mounts_and_roots", """
        import ctypes
        libc = ctypes.CDLL(None)
        if libc.mount(b'none', b'/kerja', b'tmpfs', 0, 0) == 0: print('BOCOR mount')
        if libc.umount2(b'/kerja', 2) == 0: print('BOCOR umount')
        if libc.chroot(b'/kerja') == 0: print('BOCOR chroot')
        if libc.pivot_root(b'/kerja', b'/kerja') == 0: print('BOCOR pivot')
        if libc.syscall(428, -100, b'/', 1) >= 0: print('BOCOR open_tree')
        """),
    _attack("kernel_machinery", """
        import ctypes
        libc = ctypes.CDLL(None)
        calls = {'bpf': (321, 0, 0, 0), 'perf': (298, 0, 0, -1, -1, 0), 'userfaultfd': (323, 0), 'io_uring': (425, 1, 0),
                 'keyctl': (250, 0, 0), 'add_key': (248, b'user', b'a', b'b', 1, -3), 'handle': (304, 0, 0, 0),
                 'personality': (135, 0x40000), 'kexec': (246, 0, 0, 0, 0), 'module': (175, 0, 0, b''), 'pidfd_getfd': (438, 0, 0, 0),
                 'syslog': (103, 3, 0, 0), 'fanotify': (300, 0, 0)}
        import platform
        if platform.machine() == 'x86_64':
            for name, call in calls.items():
                if libc.syscall(*call) != -1: print('BOCOR', name)
        """),
    _attack("system_calls_of_32_bits", """
        import ctypes, mmap, os, platform
        if platform.machine() == 'x86_64':
            page = mmap.mmap(-1, 4096, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, 7)
            page.write(bytes.fromhex('b814000000cd80c3'))   # mov eax, getpid; int 0x80; ret
            call = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))
            if os.fork() == 0:
                call(); os._exit(7)
            if os.waitstatus_to_exitcode(os.wait()[1]) == 7: print('BOCOR')
        """),
    _attack("other_architectures", """
        import ctypes, os
        libc = ctypes.CDLL(None)
        if os.fork() == 0:
            libc.syscall(0x40000000 | 39); os._exit(7)   # x32 getpid
        if os.waitstatus_to_exitcode(os.wait()[1]) == 7: print('BOCOR x32')
        """),
    _attack("becomes_root", """
        import os, subprocess
        for call in (lambda: os.setuid(0), lambda: os.setgid(0), lambda: os.setgroups([0]), lambda: os.setresuid(0, 0, 0)):
            try: call(); print('BOCOR')
            except OSError: pass
        for program in ('su', 'sudo', 'mount', 'bwrap', 'unshare'):
            path = f'/usr/bin/{program}'
            if os.path.exists(path):
                args = {'su': ['-c', 'id'], 'sudo': ['-n', 'id'], 'mount': ['-t', 'tmpfs', 'x', '/kerja'],
                        'bwrap': ['--ro-bind', '/', '/', 'id'], 'unshare': ['-r', 'id']}[program]
                if subprocess.run([path, *args], capture_output=True, stdin=subprocess.DEVNULL).returncode == 0:
                    print('BOCOR', program)
        caps = [line for line in open('/proc/self/status') if line.startswith(('CapEff', 'CapPrm', 'CapAmb'))]
        if any(int(line.split()[1], 16) for line in caps): print('BOCOR', caps)
        """),
    _attack("raises_limits", """
        import resource
        for what in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_NPROC, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE):
            hard = resource.getrlimit(what)[1]
            try: resource.setrlimit(what, (hard + 1, hard + 1)); print('BOCOR', what)
            except (OSError, ValueError): pass
        import os
        try: os.nice(-10); print('BOCOR nice')
        except OSError: pass
        """),
    _attack("writes_the_program", """
        import sys, os, grader, pandas
        for path in (sys.executable, grader.__file__, pandas.__file__, os.__file__):
            try: open(path, 'a'); print('BOCOR', path)
            except OSError: pass
            try: os.unlink(path); print('BOCOR', path)
            except OSError: pass
        """),
    _attack("devices", """
        import os
        for name in ('/dev/mem', '/dev/kmsg', '/dev/vda', '/dev/sda', '/dev/fuse', '/dev/kvm', '/dev/net/tun', '/proc/kcore',
                     '/proc/sysrq-trigger', '/proc/kmsg'):
            try: os.open(name, os.O_RDWR); print('BOCOR', name)
            except OSError: pass
        try: os.mknod('/kerja/vda', 0o60666, os.makedev(254, 0)); print('BOCOR mknod')
        except OSError: pass
        """),
    _attack("reads_input", """
        import sys, os
        print(repr(os.read(0, 10)))
        name = input('nama? ')
        """),
    _attack("terminal_injection", """
        import fcntl, os
        for descriptor in range(64):
            try: fcntl.ioctl(descriptor, 0x5412, b'x'); print('BOCOR', descriptor)
            except OSError: pass
        try: os.open('/dev/tty', os.O_RDWR); print('BOCOR tty')
        except OSError: pass
        """),
    _attack("control_socket", """
        import asyncio, os, socket, stat
        loop = asyncio.get_running_loop()
        own = {loop._ssock.fileno(), loop._csock.fileno()}
        found = [n for n in map(int, os.listdir('/proc/self/fd'))
                 if os.path.exists(f'/proc/self/fd/{n}') and stat.S_ISSOCK(os.fstat(n).st_mode) and n not in own]
        if len(found) != 1: print('BOCOR', found)
        if socket.socket(fileno=os.dup(found[0])).type != socket.SOCK_STREAM: print('BOCOR control')
        """),
]  # fmt: skip

# These fill every open descriptor with what an answer might look like.
FORGERIES = [
    _attack("forged_answer_everywhere", """
        import os, json, struct
        body = json.dumps({"nonce": "0" * 32, "proof": "0" * 32, "status": "ok", "error": None, "value": 1,
                           "outputs": [], "cpu": 0.0}).encode()
        for descriptor in range(64):
            try: os.write(descriptor, struct.pack('>I', len(body)) + body)
            except OSError: pass
        """, "protocol"),
    _attack("noise_everywhere", """
        import os
        for descriptor in range(3, 64):
            try: os.write(descriptor, os.urandom(5000))
            except OSError: pass
        """, "protocol", "output"),
    _attack("huge_length", """
        import os
        for descriptor in range(3, 64):
            try: os.write(descriptor, b'\\xff' * 8)
            except OSError: pass
        """, "protocol", "output"),
    _attack("endless_frame", """
        import os, stat, struct
        for n in range(3, 64):
            try:
                if stat.S_ISSOCK(os.fstat(n).st_mode):
                    os.write(n, struct.pack('>I', 60000)); os.write(n, b'x')
                    import time; time.sleep(60)
            except OSError: pass
        """, "timeout", "protocol"),
    _attack("deep_frame", """
        import os, stat, struct
        body = b'{"nonce":' + b'[' * 30000 + b']' * 30000 + b'}'
        for n in range(3, 64):
            try:
                if stat.S_ISSOCK(os.fstat(n).st_mode): os.write(n, struct.pack('>I', len(body)) + body)
            except OSError: pass
        """, "protocol"),
    _attack("huge_integer_frame", """
        import os, stat, struct
        body = b'{"nonce":' + b'9' * 60000 + b'}'
        for n in range(3, 64):
            try:
                if stat.S_ISSOCK(os.fstat(n).st_mode): os.write(n, struct.pack('>I', len(body)) + body)
            except OSError: pass
        """, "protocol"),
    _attack("sends_descriptors", """
        import os, socket, stat, array
        for n in range(3, 64):
            try:
                if stat.S_ISSOCK(os.fstat(n).st_mode):
                    s = socket.socket(fileno=os.dup(n))
                    socket.send_fds(s, [b'\\0\\0\\0\\2{}'], [os.open('/dev/zero', 0)] * 50)
            except OSError: pass
        """, "protocol"),
    _attack("replays_the_request", """
        import sys, os, json, struct, stat
        frame = sys._getframe()
        while frame and 'step' not in frame.f_locals: frame = frame.f_back
        step = frame.f_locals['step'] if frame else {}
        body = json.dumps({"nonce": step.get("nonce"), "proof": step.get("proof", "x"), "status": "ok", "error": None,
                           "value": 1, "outputs": [], "cpu": 0.0}).encode()
        for n in range(3, 64):
            try:
                if stat.S_ISSOCK(os.fstat(n).st_mode): os.write(n, (struct.pack('>I', len(body)) + body) * 3)
            except OSError: pass
        """, "protocol"),
]  # fmt: skip

# Cells that try to have the trusted test pass; the test is `assert hpp == 18750` with variations in test_cheats.
POISONS = [
    _attack("patched_builtins", "import builtins\nbuiltins.compile = builtins.exec = builtins.eval = lambda *a, **k: None\nhpp = 1"),
    _attack("patched_assertion_error", "import builtins\nclass Quiet(BaseException): pass\nbuiltins.AssertionError = Quiet\nhpp = 1"),
    _attack("patched_json", "import json\njson.dumps = lambda *a, **k: '{}'\njson.loads = lambda *a, **k: {}\nhpp = 1", "ok", "exit"),
    _attack("patched_time", "import time\ntime.process_time = time.perf_counter = time.monotonic = lambda: -1\nhpp = 1"),
    _attack("ast_transformer", """
        import ast
        class Drop(ast.NodeTransformer):
            def visit_Assert(self, node): return ast.Pass()
        get_ipython().ast_transformers.append(Drop()); hpp = 1
        """),
    _attack("input_transformer", """
        get_ipython().input_transformers_cleanup.append(lambda lines: ['pass\\n'])
        get_ipython().input_transformers_post.append(lambda lines: ['pass\\n']); hpp = 1
        """),
    _attack("custom_exception_handler", """
        get_ipython().set_custom_exc((BaseException,), lambda *a, **k: None); hpp = 1
        """),
    _attack("showtraceback", """
        ip = get_ipython()
        ip.showtraceback = ip._showtraceback = lambda *a, **k: None
        type(ip).showtraceback = lambda *a, **k: None
        import sys; sys.excepthook = lambda *a: None; hpp = 1
        """),
    _attack("events", """
        def answer(*a, **k): get_ipython().user_ns['hpp'] = 1
        for name in ('pre_execute', 'post_execute', 'pre_run_cell', 'post_run_cell'):
            get_ipython().events.register(name, answer)
        """),
    _attack("display_formatter", """
        get_ipython().display_formatter.format = lambda *a, **k: ({'text/plain': '100'}, {})
        get_ipython().display_formatter.formatters['text/plain'].for_type(int, lambda o, p, c: p.text('100')); hpp = 1
        """),
    _attack("capture", """
        capture = get_ipython().capture
        type(capture).error = lambda *a, **k: None
        type(capture).take = lambda *a, **k: []; hpp = 1
        """),
    _attack("trace", """
        import sys, threading
        def trace(frame, event, argument):
            if event == 'line' and frame.f_code.co_filename == '<tes>': frame.f_lineno = 2
            return trace
        sys.settrace(trace); sys.setprofile(trace); threading.settrace(trace); hpp = 1
        """),
    _attack("alarm", """
        import signal
        def handler(*a): raise SystemExit(0)
        signal.signal(signal.SIGALRM, handler); signal.setitimer(signal.ITIMER_REAL, 0.0001, 0.0001)
        hpp = 1
        """, "ok", "exit"),
    _attack("gc_callback", """
        import gc
        gc.callbacks.append(lambda *a: (_ for _ in ()).throw(SystemExit)); gc.set_threshold(1); hpp = 1
        """),
    _attack("import_hook", """
        import sys
        class Hook:
            def find_spec(self, *a): raise SystemExit(0)
        sys.meta_path.insert(0, Hook()); sys.modules.pop('unittest', None); hpp = 1
        """),
    _attack("fake_modules", """
        import sys, types
        fake = types.ModuleType('unittest'); fake.TestCase = lambda: types.SimpleNamespace(assertEqual=lambda *a: None)
        sys.modules['unittest'] = fake
        open('math.py', 'w').write('isclose = lambda *a, **k: True'); sys.modules.pop('math', None); hpp = 1
        """),
    _attack("own_namespace", """
        class Liar(dict):
            def __getitem__(self, key): return 18750
        get_ipython().user_module.__dict__.update(hpp=1); get_ipython().user_ns = Liar(hpp=1)
        """, "ok"),
    _attack("dunder_builtins", "__builtins__ = {'AssertionError': None}\nhpp = 1"),
    _attack("sandbox_modules", """
        import grader.sandbox.trusted_cell as t, grader.sandbox.runner as r, grader.sandbox.protocol as p
        t.run = r.run_job = lambda *a, **k: 1
        p.encode = lambda message: b''
        t._refuse_if = lambda caught: None; hpp = 1
        """),
    _attack("checks_modules", """
        import grader.checks.observe as o, grader.belajar as b
        o.observe = lambda *a, **k: {'type': 'number', 'value': 18750}
        b.periksa = lambda *a, **k: 18750; hpp = 1
        """),
    _attack("sets_the_answer_later", """
        import threading, time
        def later():
            while True:
                time.sleep(0.001); globals()['AssertionError'] = None
        threading.Thread(target=later, daemon=True).start(); hpp = 1
        """),
    _attack("del_at_test", """
        class Late:
            def __del__(self): raise SystemExit(0)
        hpp = 1; junk = Late(); junk2 = [junk]; junk2.append(junk2); del junk, junk2
        """),
    _attack("warnings_as_errors", "import warnings; warnings.simplefilter('error'); hpp = 1"),
    _attack("pickle_reduce", """
        import os
        class Bomb:
            def __reduce__(self): return (os.system, ('echo BOCOR',))
        hpp = Bomb()
        """),
    _attack("patched_parser", """
        import ast, _ast
        ast.parse = lambda *a, **k: _ast.Module([], []); ast.NodeTransformer.visit = lambda s, node: node; hpp = 1
        """),
    _attack("patched_parsers_code", """
        import ast
        empty = lambda source, filename='', mode='', *, type_comments=False, feature_version=None: __import__('_ast').Module([], [])
        ast.parse.__code__ = empty.__code__; hpp = 1
        """),
    _attack("patched_transformer", """
        from IPython.core.inputtransformer2 import TransformerManager
        TransformerManager.transform_cell = lambda *a: '1'; hpp = 1
        """),
    _attack("patched_means_of_restoring", """
        import builtins, contextlib, operator, sys
        operator.is_ = lambda a, b: True
        builtins.vars = lambda o: {}; builtins.all = lambda i: True; builtins.map = lambda *a: []
        contextlib.suppress.__exit__ = lambda *a: True
        class Deaf(list):
            def __setitem__(self, *a): pass
        sys.meta_path = Deaf(sys.meta_path); hpp = 1
        """),
    _attack("tracer_that_stays", """
        import sys
        def trace(frame, event, arg):
            if frame.f_code.co_filename == '<tes>': frame.f_globals['hpp'] = 18750
            return trace
        begin, sys.settrace, sys.setprofile = sys.settrace, lambda f: None, lambda f: None
        begin(trace); hpp = 1
        """),
    _attack("says_that_python_ends", "import atexit, math\natexit._run_exitfuncs()\nimport fractions\nfractions.Fraction.__eq__ = lambda *a: True\nhpp = fractions.Fraction(1)"),
    _attack("patched_shell", """
        shell = type(get_ipython())
        shell.run_cell_magic = shell.showtraceback = lambda *a, **k: None
        type(get_ipython().capture).shown_error = lambda *a: None; hpp = 1
        """),
    _attack("second_table_of_modules", """
        import sys, types
        sys.modules['unittest'] = types.ModuleType('unittest'); sys.modules = dict(sys.modules); hpp = 1
        """),
    _attack("no_hashing", "import os; os.urandom = lambda n: b'\\xff' * n\nhpp = 1"),
]  # fmt: skip

ALL = [*ENDINGS, *ENDLESS, *EXHAUSTION, *FLOODS, *LEFTOVERS, *ESCAPES, *FORGERIES, *POISONS]
