"""What one sees from a test's sources: that it reads, runs or times the learner's work itself.

Such a test shares the learner's process. In a process of its own it would be what runs a learner's text
there: a document's examples, a template, a formula.
"""

from __future__ import annotations

import re

#: What nbgrader replaces by tests of its own as it releases.
AUTOTEST = re.compile(r"^\s*### (HASHED )?AUTOTEST", re.MULTILINE)
_WORDS_RUN = (
    r"exec|eval|asteval|simpleeval|__import__|importlib|runpy|pkgutil|pydoc|doctest|cProfile|runctx|pdb|"
    r"code\.interact|codeop|InteractiveConsole|InteractiveInterpreter|InteractiveShell|nbclient|papermill|"
    r"dictConfig|fileConfig|sympy|sympify|parse_expr|numexpr|duckdb|"
    r"jinja2|mako|flask|django|bottle|tornado|genshi"
)
#: A text that stands there in full.
_TEXT = r"\"\"\"[^\"]*\"\"\"|'''[^']*'''|'[^'\n]*'|\"[^\"\n]*\""
_SIGHTS = (
    (AUTOTEST.pattern, "ditulis oleh nbgrader saat dirilis (AUTOTEST)"),
    (r"\bIn\s*\[|\b_ih\b|\b_i\b|getsource|__code__|\bast\b|\bdis\b", "membaca kode peserta"),
    (rf"\b({_WORDS_RUN})\b|(?<!\bre\.)\bcompile\s*\(", "menjalankan teks"),
    (r"pickle|joblib|marshal|shelve|\bdill\b|yaml\.", "menjalankan isi data"),
    # a query that is no plain text, or is put together
    (rf"\.query\((?!\s*(?:{_TEXT})\s*[,)])", "menjalankan isi data"),
    # SQL of a learner's: it could empty the table from which a test takes what it expects
    (rf"(\.execute\w*|read_sql\w*)\((?!\s*(?:{_TEXT})\s*[,)])", "menjalankan isi data"),
    (r"^\s*[%!]|get_ipython|subprocess|os\.system|os\.popen", "memakai perintah ajaib atau program lain"),
    (r"\bgc\b|ctypes|_getframe|inspect\.(stack|currentframe)", "melihat isi memori"),
    (r"timeit|perf_counter|process_time|time\.time\b|\bmonotonic(_ns)?\(", "mengukur waktu"),
    (r"\.g[ca][fa]\(", "melihat gambar yang sedang dibuka"),
)


def seen_reason(sources: str) -> str:
    """Why a test of these sources is not isolated (Indonesian); empty where one sees nothing against it."""
    found = (reason for pattern, reason in _SIGHTS if re.search(pattern, sources, re.MULTILINE))
    return next(found, "")
