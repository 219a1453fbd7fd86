"""The guard before Qt: a Qt that would end the program mid-work is refused with a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import cgtatlas
from cgtatlas.core import guard

UNSAFE = pytest.mark.skipif(sys.version_info >= (3, 12), reason="None cannot be used up on this Python")


@pytest.fixture
def pyside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PySide6 whose version the test writes; importing it fails."""
    package = tmp_path / "site" / "PySide6"
    package.mkdir(parents=True)
    monkeypatch.syspath_prepend(package.parent)
    return package / "__init__.py"


@pytest.mark.parametrize(
    ("version", "python", "code"),
    [
        ("6.12.0", (3, 11, 2), "qt_unsafe"),
        ("6.12.3", (3, 11, 9), "qt_unsafe"),
        ("6.12.0", (3, 12, 0), None),
        ("6.11.3", (3, 11, 2), None),
        ("6.13.0", (3, 11, 2), None),
        ("6.1.2", (3, 11, 2), None),
    ],
)
def test_only_the_versions_that_crash_are_refused(
    version: str,
    python: tuple[int, int, int],
    code: str | None,
    pyside: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pyside.write_text(f'import nothing_of_this_name\n__version__ = "{version}"\n', encoding="utf-8")
    monkeypatch.setattr(guard.sys, "version_info", python)
    problem = guard.qt_problem()
    assert (problem.code if problem else None) == code


def test_a_missing_qt_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [])
    problem = guard.qt_problem()
    assert problem is not None
    assert problem.code == "qt_missing"


@UNSAFE
def test_the_program_ends_with_one_sentence_before_qt_is_imported(pyside: Path) -> None:
    pyside.write_text('raise SystemExit("imported")\n__version__ = "6.12.0"\n', encoding="utf-8")
    result = subprocess.run(
        [sys.executable, "-P", "-c", "import sys; from cgtatlas.main import main; sys.exit(main())"],
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(
                [str(pyside.parent.parent), str(Path(cgtatlas.__file__).parent.parent)]
            ),
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 3
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert "PySide6-Essentials<6.12" in result.stderr


def test_this_qt_keeps_its_references_to_none(qapp: object) -> None:
    """Each of these calls returns nothing; 2,000 lost references would be a third of what there is."""
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QTextCharFormat, QTextDocument

    area, look, document = QRectF(), QTextCharFormat(), QTextDocument()
    before = sys.getrefcount(None)
    for number in range(1000):
        area.setWidth(number)
        look.setAnchor(True)
    document.setPlainText("x")
    assert sys.getrefcount(None) > before - 200
