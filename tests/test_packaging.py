"""What is packed: wheel and source distribution hold what a reader needs, and always the same bytes."""

from __future__ import annotations

import email
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import unicodedata
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from packaging.requirements import Requirement

import cgtatlas

if TYPE_CHECKING:
    from collections.abc import Iterable

    from packaging.markers import Marker

ROOT = Path(__file__).resolve().parent.parent
LIBRARY = "cgtatlas/_shipped/db/library.db"
LEFT_OUT = shutil.ignore_patterns("__pycache__", "library.db*", "*.pyc")


class Packed(NamedTuple):
    source: Path  # the tree that was packed
    sdist: Path
    wheel: Path  # built from the source distribution


def build(tree: Path, out: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), *words, str(tree)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean copy of what is packed, without the library."""
    copy = tmp_path_factory.mktemp("packing") / "tree"
    for name in ("app", "db", "resources", "tests", ".ci"):
        shutil.copytree(ROOT / name, copy / name, ignore=LEFT_OUT)
    for name in ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md"):
        shutil.copy(ROOT / name, copy / name)
    return copy


@pytest.fixture(scope="session")
def packed(tree: Path) -> Packed:
    out = tree.parent / "dist"
    result = build(tree, out)
    assert result.returncode == 0, result.stdout + result.stderr
    return Packed(tree, *out.glob("*.tar.gz"), *out.glob("*.whl"))


@pytest.fixture(scope="session")
def unpacked(packed: Packed) -> Path:
    folder = packed.wheel.parent / "unpacked"
    with zipfile.ZipFile(packed.wheel) as wheel:
        wheel.extractall(folder)
    return folder


def names_in(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def run_unpacked(unpacked: Path, folder: Path, *words: str) -> bytes:
    """Standard output of the unpacked wheel's program, run far from the checkout."""
    code = (
        f"import sys; sys.path.insert(0, {str(unpacked)!r})\n"
        "import cgtatlas; from cgtatlas.main import main\n"
        f"assert cgtatlas.__file__.startswith({str(unpacked)!r}), cgtatlas.__file__\n"
        "sys.exit(main())"
    )
    result = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", "-c", code, *words], cwd=folder, capture_output=True, check=False
    )
    assert result.returncode == 0, result.stderr.decode()
    return result.stdout


def test_the_wheel_holds_the_package_and_nothing_else(packed: Packed) -> None:
    names = names_in(packed.wheel)
    assert {name.split("/")[0] for name in names} == {
        "cgtatlas",
        f"cgt_atlas-{cgtatlas.__version__}.dist-info",
    }
    wrong = [n for n in names if re.search(r"__pycache__|\.pyc$|build_hook|/tests?/|library\.db\.", n)]
    assert not wrong
    assert LIBRARY in names


def test_all_data_of_the_checkout_is_shipped(packed: Packed) -> None:
    names = names_in(packed.wheel)
    data = [
        path.relative_to(packed.source).as_posix()
        for folder in ("db", "resources")
        for path in (packed.source / folder).rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"} and not path.name.startswith("library.db")
    ]
    # the README's pictures, and what makes packages out of wheels
    apart = ("resources/screenshots/", "resources/packaging/")
    pictures = [name for name in data if name.startswith(apart)]
    data = [name for name in data if name not in pictures]
    assert "db/library/schema.sql" in data
    assert pictures
    assert not [name for name in pictures if f"cgtatlas/_shipped/{name}" in names]
    assert not [name for name in data if f"cgtatlas/_shipped/{name}" not in names]


def test_the_source_distribution_has_no_library_but_makes_the_same_one(packed: Packed) -> None:
    with tarfile.open(packed.sdist) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    assert not [name for name in inside if "library.db" in name]
    assert {"app/__main__.py", "tests/test_packaging.py", "README.md", ".ci/constraints.txt"} <= inside
    again = packed.wheel.parent / "again"
    result = build(packed.source, again, "--wheel")
    assert result.returncode == 0, result.stdout + result.stderr
    libraries = []
    for wheel in (packed.wheel, *again.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            libraries.append(archive.read(LIBRARY))
    assert libraries[0] == libraries[1]


def test_the_unpacked_wheel_works_outside_the_checkout(unpacked: Path, tmp_path: Path) -> None:
    documents = json.loads(run_unpacked(unpacked, tmp_path, "documents", "--json"))
    assert len(documents) == 8
    for document in documents:
        text = run_unpacked(unpacked, tmp_path, "document", document["id"], "--text")
        assert hashlib.sha256(text).hexdigest() == document["sha256"]
    run_unpacked(unpacked, tmp_path, "check")


def test_metadata_names_what_is_needed(unpacked: Path) -> None:
    (info,) = unpacked.glob("*.dist-info")
    metadata = email.message_from_string((info / "METADATA").read_text(encoding="utf-8"))
    assert metadata["Name"] == "cgt-atlas"
    assert metadata["Requires-Python"] == ">=3.11"
    assert "cgt-atlas = cgtatlas.main:main" in (info / "entry_points.txt").read_text(encoding="utf-8")
    texts = [path.read_text(encoding="utf-8") for path in (info / "licenses").rglob("*") if path.is_file()]
    assert any("Apache License" in text for text in texts)
    assert any("SIL OPEN FONT LICENSE" in text for text in texts)


def test_wrong_sources_stop_the_build_with_file_and_line(packed: Packed, tmp_path: Path) -> None:
    spoilt = shutil.copytree(packed.source, tmp_path / "tree", ignore=LEFT_OUT)
    entry = spoilt / "resources" / "library" / "therapies" / "kymriah.md"
    text = entry.read_text(encoding="utf-8")
    entry.write_text(re.sub(r'(quote = ")', r"\1words nobody wrote ", text, count=1), encoding="utf-8")
    result = build(spoilt, tmp_path / "out", "--wheel")
    assert result.returncode != 0
    assert re.search(r"kymriah\.md:\d+: ", result.stdout + result.stderr)


# --- the tested versions


def constraints() -> list[Requirement]:
    lines = (ROOT / ".ci" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def asked_for() -> Iterable[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]["dev"]
    for line in [*project["build-system"]["requires"], *project["project"]["dependencies"], *extras]:
        yield Requirement(line)


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def applies(marker: Marker | None, python: str) -> bool:
    return marker is None or marker.evaluate({"python_version": python, "python_full_version": python + ".0"})


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_each_package_has_one_tested_version_that_fits(python: str) -> None:
    tested = {plain(c.name): c for c in constraints() if applies(c.marker, python)}
    assert len(tested) == sum(applies(c.marker, python) for c in constraints())
    for constraint in tested.values():
        (exact,) = constraint.specifier
        assert exact.operator == "=="
        assert constraint.url is None
    for wanted in asked_for():
        if applies(wanted.marker, python):
            (exact,) = tested[plain(wanted.name)].specifier
            assert exact.version in wanted.specifier


def test_the_qt_that_ends_older_pythons_is_never_chosen() -> None:
    qt = [wanted for wanted in asked_for() if plain(wanted.name) == "pyside6-essentials"]
    assert not any("6.12.0" in wanted.specifier for wanted in qt if applies(wanted.marker, "3.11"))
    assert any("6.12.0" in wanted.specifier for wanted in qt if applies(wanted.marker, "3.12"))


def test_what_the_program_reads_is_shipped(packed: Packed) -> None:
    names = names_in(packed.wheel)
    code = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "app" / "cgtatlas").rglob("*.py"))
    read = set(re.findall(r'shipped\("([^"]+)"\)', code))
    assert {"resources/logo", "db/library.db"} <= read
    assert [one for one in read if not any(n.startswith(f"cgtatlas/_shipped/{one}") for n in names)] == []


# --- the font for systems without Chinese


def test_the_shipped_font_has_every_character_we_write(qapp: object) -> None:
    from PySide6.QtGui import QRawFont

    font = QRawFont(str(ROOT / "resources" / "fonts" / "NotoSansSC-subset.otf"), 16)
    assert font.isValid()
    files = [p for p in (ROOT / "resources").rglob("*") if p.suffix in {".txt", ".md", ".toml", ".ts"}]
    files += (ROOT / "app" / "cgtatlas").rglob("*.py")
    files.remove(ROOT / "app" / "cgtatlas" / "text" / "simplified.py")  # a table of what readers may type
    used = {c for path in files for c in path.read_text(encoding="utf-8")}
    assert len(used) > 1500
    # every system has a font for the rest
    only_here = {c for c in used if unicodedata.east_asian_width(c) in "WF" and c != "\u3000"}
    missing = sorted(c for c in only_here if not font.supportsCharacter(ord(c)))
    assert not missing, f"make the font again (resources/fonts/README.md): {missing}"
