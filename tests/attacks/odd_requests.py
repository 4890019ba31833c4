"""Requests, names and packages that no browser and no honest notebook would send."""

from __future__ import annotations

from tests.attacks.conftest import VICTIM

ATTACKER = "PNG-001"
NOTE = f"{VICTIM}/files/catatan.txt"
#: Ways of writing the address of another room's file.
ADDRESSES = [
    f"//user//{NOTE}", f"/user/{ATTACKER}/%2e%2e/{NOTE}", f"/user/{ATTACKER}/..%2f{NOTE}",
    f"/user/{VICTIM}%2ffiles/catatan.txt", f"/user/{VICTIM};x/files/catatan.txt", f"/user\\{VICTIM}\\files\\catatan.txt",
    f"/hub/user/{NOTE}", f"/%75ser/{NOTE}", f"/./user/./{NOTE}", f"/user/{ATTACKER}//../{NOTE}",
    f"/user/{ATTACKER}/files/../../{NOTE}", f"/user/{ATTACKER}?x=/user/{NOTE}", f"/USER/{NOTE}",
    f"http://127.0.0.1/user/{NOTE}", f"http://127.0.0.1//user/{NOTE}", f"/user/{ATTACKER}/%00/../{NOTE}",
    f"/user/{ATTACKER}/files/..%252f..%252frumah%252f{VICTIM}/catatan.txt",
    "/user/\uff30\uff2e\uff27-002/files/catatan.txt", "/static/lab/../../../../etc/passwd",
    f"/user/{ATTACKER}/static/lab/..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
    f"/user/{ATTACKER}/static/lab/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
]  # fmt: skip
#: Ways of saying two things about how long a request is.
FRAMINGS = [
    "Content-Length: {length}\r\nTransfer-Encoding: chunked", "Transfer-Encoding: chunked\r\nContent-Length: 4",
    "Content-Length: 4\r\nContent-Length: {length}", "Transfer-Encoding: xchunked", "Content-Length: +{length}",
    "Transfer-Encoding : chunked", "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABk",
]  # fmt: skip
LOOKALIKES = ["PNG\u2010001", "\uff30\uff2e\uff27-001", "\u0420NG-001", "PNG-001/",
                                  "PNG-\u0660\u0660\u0661", "\u202ePNG-001", "PNG-001' OR '1'='1"]  # fmt: skip
#: (name, cell that makes `body` with what `SEND` has defined)
ODD_PACKAGES = [
    ("a link for a notebook",
     "link = zipfile.ZipInfo('1-02-hitung.ipynb'); link.external_attr = 0o120777 << 16\n"
     "made = io.BytesIO()\nwith zipfile.ZipFile(made, 'w') as z: z.writestr(link, '/etc/passwd')\nbody = made.getvalue()"),
    ("a name written from right to left", "body = package('PNG-001', '1-02\u202egnutih', work)"),
    ("a name with a line end", "body = package('PNG-001', '1-02-hitung\\n', work)"),
    ("depth without end", "body = package('PNG-001', '1-02-hitung', b'[' * 200_000)"),
    ("cells that are not cells",
     "body = package('PNG-001', '1-02-hitung', b'{\"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": 1, \"cells\": {}}')"),
    ("numbers without end", "body = package('PNG-001', '1-02-hitung', b'{\"nbformat\": ' + b'9' * 50_000 + b'}')"),
    ("a damaged body", "good = bytearray(package('PNG-001', '1-02-hitung', work)); good[len(good) // 2] ^= 255\nbody = bytes(good)"),
    ("half of it", "body = package('PNG-001', '1-02-hitung', work)[:-40]"),
    ("locked with a password",
     "good = bytearray(package('PNG-001', '1-02-hitung', work))\nat = good.rfind(b'PK\\x01\\x02'); good[at + 8] |= 1\nbody = bytes(good)"),
]  # fmt: skip
BAD_NOTES = """
import json
for body in ('[' * 300_000, '{"halaman":' * 90_000, json.dumps({'halaman': 'x' * 20_000_000}),
             '{"halaman": "", "soal": {}, "tangan": NaN}', '{"halaman": "", "soal": {}, "tangan": 1e999}'):
    try:
        print(ask('POST', '/kabar', body).status)
    except OSError as gone:
        print(type(gone).__name__)
"""
