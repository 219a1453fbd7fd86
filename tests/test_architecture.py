"""The rules of the house, as tests: who may import whom, sizes, translation, and what start-up may load."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import cgtatlas

ROOT = Path(__file__).resolve().parent.parent
CODE = Path(cgtatlas.__file__).resolve().parent  # the checkout's, or an installed wheel's
LONGEST_FILE, LONGEST_FUNCTION = 400, 40  # lines
SKIPPED = {"__pycache__", ".venv", ".git", "dist", "build", ".import_linter_cache"}
# Costly to import, or not needed before something is opened. 400 ms in all.
NOT_BEFORE_THE_WINDOW = {
    "sqlite_utils",
    "markdown",
    "opencc",
    "ahocorasick",
    "asyncio",
    "importlib.metadata",
    "concurrent.futures",
    "multiprocessing",
    "ssl",
    "unittest",
    "hashlib",
    "html",
    "uuid",
    "xml.etree.ElementTree",
    "PySide6.QtNetwork",
    "PySide6.QtPrintSupport",
    "PySide6.QtTest",
}

needs_checkout = pytest.mark.skipif(
    CODE != ROOT / "app" / "cgtatlas", reason="looks at the sources, and this run tests an installed wheel"
)


def python_files() -> list[Path]:
    found = [path for folder in ("app", "db", "tests") for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if not SKIPPED.intersection(path.relative_to(ROOT).parts))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def run_python(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A fresh interpreter that finds the same package as this one, and nothing by its folder."""
    return subprocess.run(
        [sys.executable, "-P", *words],
        env={**os.environ, "PYTHONPATH": str(CODE.parent), "QT_QPA_PLATFORM": "offscreen", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@needs_checkout
def test_the_import_contracts_hold() -> None:
    config = str(ROOT / "pyproject.toml")
    result = run_python(
        "-c",
        "from importlinter.cli import lint_imports_command as c; c()",
        "--config",
        config,
        "--no-cache",
    )
    assert result.returncode == 0, result.stdout + result.stderr
    kept = re.search(r"Contracts: (\d+) kept, 0 broken", result.stdout)
    assert kept, result.stdout
    assert int(kept[1]) >= 2


def test_every_room_but_the_window_works_without_qt() -> None:
    result = run_python(
        "-c",
        "import importlib, pkgutil, sys\n"
        "sys.modules['PySide6'] = sys.modules['shiboken6'] = None\n"
        "import cgtatlas\n"
        "found = pkgutil.walk_packages(cgtatlas.__path__, 'cgtatlas.', onerror=lambda name: None)\n"
        "names = [m.name for m in found if m.name.split('.')[1] != 'ui']\n"
        "for name in names: importlib.import_module(name)\n"
        "print(*names)",
    )
    assert result.returncode == 0, result.stderr
    rooms = {name.split(".")[1] for name in result.stdout.split()}
    assert {"core", "text", "library", "store", "search", "render", "cli", "main"} <= rooms


@needs_checkout
def test_only_the_window_imports_qt_and_main_only_inside_functions() -> None:
    wrong = []
    for path in CODE.rglob("*.py"):
        if path.relative_to(CODE).parts[0] == "ui":
            continue
        module = tree(path)
        allowed = nodes_in_functions(module) if path.name == "main.py" else set()
        for node in ast.walk(module):
            names = imported_names(node)
            qt = any(name.split(".")[0] in ("PySide6", "shiboken6") for name in names)
            if qt and node not in allowed:
                wrong.append(f"{name_of(path)}:{getattr(node, 'lineno', 0)}")
    assert not wrong


def nodes_in_functions(module: ast.Module) -> set[ast.AST]:
    functions = [
        node for node in ast.walk(module) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return {inner for function in functions for inner in ast.walk(function)}


def imported_names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.level == 0:
        return [node.module or ""]
    return []


@needs_checkout
def test_files_and_functions_stay_small() -> None:
    files = python_files()
    assert len(files) > 50  # the rule looks at the real tree
    long_files = [
        f"{name_of(path)}: {lines} lines"
        for path in files
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    ]
    long_functions = [
        f"{name_of(path)}:{node.lineno} {node.name}: {length} lines"
        for path in files
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert not long_files + long_functions


@needs_checkout
def test_what_is_translated_is_a_literal() -> None:
    """lupdate extracts an f-string or a variable as a text that never occurs at run time."""
    calls, wrong = 0, []
    for path in CODE.rglob("*.py"):
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            # QCoreApplication.translate(context, text) has its text second; str.translate takes one argument
            place = {"tr": 0, "translate": 1}.get(node.func.attr)
            if place is None or len(node.args) <= place:
                continue
            calls += 1
            text = node.args[place]
            literal = isinstance(text, ast.Constant) and isinstance(text.value, str)
            built = any(isinstance(part, ast.JoinedStr | ast.BinOp) for part in ast.walk(text))
            from_a_table = node.func.attr == "translate" and not built
            if not literal and not from_a_table:
                wrong.append(f"{name_of(path)}:{node.lineno}")
    assert calls > 20
    assert not wrong


def shared_texts() -> list[Path]:
    """Every text file that goes to other people, but for the originals, whose words are their authors'."""
    tops = [
        ROOT / name
        for name in ("pyproject.toml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", ".gitignore")
        if (ROOT / name).exists()
    ]
    inner = [
        path
        for folder in ("app", "db", "resources", "tests", ".ci")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and not SKIPPED.intersection(path.relative_to(ROOT).parts)
    ]
    known = {".py", ".sql", ".toml", ".md", ".txt", ".css", ".svg", ".ts", ".json", ".html", ".sh", ""}
    originals = ROOT / "resources" / "library" / "documents"
    return [
        *tops,
        *(p for p in inner if p.suffix in known and not (p.parent == originals and p.suffix == ".txt")),
    ]


@needs_checkout
def test_no_file_names_a_place_of_one_machine() -> None:
    folders = ["/" + name + "/" for name in ("work", "root", "home", "Users", "opt")]
    hosts = [
        ".".join(words) for words in (("pypi", "org"), ("pythonhosted", "org"), ("deb", "debian", "org"))
    ]
    hosts += ["artifact" + "ory", "index" + "-url", "//local" + "host", "registry" + "."]
    # a folder counts at the beginning of a path, not inside an address or a longer path; x is nobody's name
    pattern = re.compile(
        r"(?<![\w.>)}/])(?:"
        + "|".join(map(re.escape, folders))
        + r")(?!x/)|"
        + "|".join(map(re.escape, hosts)),
    )
    found = [
        f"{name_of(path)}:{number}: {line.strip()[:80]}"
        for path in shared_texts()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]
    assert not found


def test_the_first_window_loads_nothing_it_does_not_need(tmp_path: Path) -> None:
    made = run_python("-c", "from cgtatlas.library.bundled import bundled_library as b; b()")
    assert made.returncode == 0, made.stderr  # a checkout compiles its library at the first start
    result = run_python(
        "-X",
        "importtime",
        "-c",
        "import sys; from cgtatlas.main import main; sys.exit(main())",
        "--quit-after-show",
        "--data-dir",
        str(tmp_path / "data"),
    )
    assert result.returncode == 0, result.stderr[-2000:]
    loaded = {
        line.rpartition("|")[2].strip()
        for line in result.stderr.splitlines()
        if line.startswith("import time:")
    }
    assert "PySide6.QtWidgets" in loaded  # a window was made
    assert not loaded & NOT_BEFORE_THE_WINDOW
