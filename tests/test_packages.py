"""The files beside the wheel: menu entry, AppStream metadata, file type, tree of the Debian package."""

from __future__ import annotations

import configparser
import importlib.util
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cgtatlas import __version__
from cgtatlas.library.reader import APPLICATION_ID

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "packaging"
if not FOLDER.is_dir():  # the wheel's tests run without the checkout's files
    pytest.skip("reads the checkout's files", allow_module_level=True)
METADATA = FOLDER / "io.github.cgt_atlas.CgtAtlas.metainfo.xml"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def menu_entry() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[method-assign,assignment]
    parser.read(FOLDER / "cgt-atlas.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def test_the_menu_entry_starts_the_program_in_both_languages() -> None:
    entry = menu_entry()
    assert entry["Exec"] == "cgt-atlas %u"
    for key in ("Name", "GenericName", "Comment", "Keywords"):
        assert entry[key]
        assert entry[f"{key}[zh_CN]"]


def test_links_and_libraries_belong_to_the_program() -> None:
    types = menu_entry()["MimeType"].strip(";").split(";")
    tree = ElementTree.parse(FOLDER / "cgt-atlas-mime.xml").getroot()
    (kind,) = tree.findall(f"{MIME}mime-type")
    assert set(types) == {"x-scheme-handler/cgt", kind.attrib["type"]}
    match = kind.find(f"{MIME}magic/{MIME}match/{MIME}match")
    assert match is not None
    assert (match.attrib["value"].encode(), match.attrib["offset"]) == (
        APPLICATION_ID.to_bytes(4, "big"),
        "68",
    )


def test_the_metadata_tells_of_this_version() -> None:
    root = ElementTree.parse(METADATA).getroot()
    releases = [release.attrib["version"] for release in root.findall("releases/release")]
    assert releases[0] == __version__
    assert root.findtext("launchable") == "cgt-atlas.desktop"
    assert {"{http://www.w3.org/XML/1998/namespace}lang"} <= {
        key for summary in root.findall("summary") for key in summary.attrib
    }


@pytest.mark.parametrize(
    "command",
    [
        ("desktop-file-validate", str(FOLDER / "cgt-atlas.desktop")),
        ("appstreamcli", "validate", "--no-net", str(METADATA)),
    ],
    ids=lambda command: command[0],
)
def test_the_systems_own_checkers_agree(command: tuple[str, ...]) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "error" not in result.stdout.lower()


def test_the_debian_package_puts_every_file_in_its_place(tmp_path: Path) -> None:
    make_deb: Any = script("make_deb")
    program = tmp_path / "cgt-atlas"
    program.mkdir()
    (program / "cgt-atlas").write_text("#!/bin/sh\n", encoding="utf-8")
    (program / "cgt-atlas").chmod(0o755)
    root = tmp_path / "root"
    make_deb.lay_out(program, root)
    assert make_deb.version() == __version__
    assert (root / "usr/bin/cgt-atlas").resolve() == root / "usr/lib/cgt-atlas/cgt-atlas"
    share = root / "usr/share"
    for name in (
        "applications/cgt-atlas.desktop",
        "icons/hicolor/scalable/apps/cgt-atlas.svg",
        "mime/packages/cgt-atlas.xml",
        f"metainfo/{METADATA.name}",
        "doc/cgt-atlas/copyright",
        "doc/cgt-atlas/changelog.gz",
    ):
        assert (share / name).stat().st_mode & 0o777 == 0o644, name
