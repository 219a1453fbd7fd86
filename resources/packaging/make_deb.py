"""Wraps the stand-alone folder as a Debian package: ``python resources/packaging/make_deb.py FOLDER OUT``.

``FOLDER`` is what ``freeze.py`` made. Needs ``dpkg-deb``. The package brings the command, the menu entry, the
icon, AppStream metadata, the ``cgt:`` links and the file type of libraries.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
APPSTREAM = "io.github.cgt_atlas.CgtAtlas.metainfo.xml"
# what Qt's xcb platform needs and a frozen folder does not bring
DEPENDS = (
    "libc6 (>= 2.34), libgl1, libegl1, libglib2.0-0 | libglib2.0-0t64, libdbus-1-3, libfontconfig1,"
    " libxkbcommon-x11-0, libxcb-cursor0, libxcb-icccm4, libxcb-keysyms1, libxcb-shape0"
)
CONTROL = """\
Package: cgt-atlas
Version: {version}
Architecture: {architecture}
Maintainer: CGT Atlas contributors <cgt-atlas@example.org>
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: fonts-noto-cjk | fonts-wqy-microhei
Section: science
Priority: optional
Description: offline reference for cell and gene therapy
 A searchable tree of therapies, companies and policies; every fact is one key
 press from the exact sentence in the original text that says so. Full-text
 search in Chinese and English, notes and bookmarks. Needs no network.
"""
COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: CGT Atlas

Files: *
Copyright: CGT Atlas contributors
License: Apache-2.0
Comment: The original texts in the bundled library belong to their authors and publishers.
 Qt and Qt for Python (LGPL-3.0) lie as separate, replaceable files in the program's folder; the bundled font
 is a subset of Noto Sans CJK (OFL-1.1); Python is under the PSF licence.

License: Apache-2.0
 On Debian systems the text stands in /usr/share/common-licenses/Apache-2.0.
"""


def version() -> str:
    """The program's version, from its source."""
    text = (ROOT / "app" / "cgtatlas" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'__version__ = "([^"]+)"', text)
    if found is None:
        raise SystemExit("no version in app/cgtatlas/__init__.py")
    return found[1]


def place(source: Path, target: Path, mode: int = 0o644) -> None:
    """Copy one file to its place."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(mode)


def lay_out(folder: Path, root: Path) -> None:
    """The tree of the package."""
    program = root / "usr" / "lib" / "cgt-atlas"
    shutil.copytree(folder, program, symlinks=True)
    command = root / "usr" / "bin" / "cgt-atlas"
    command.parent.mkdir(parents=True)
    command.symlink_to("../lib/cgt-atlas/cgt-atlas")
    share = root / "usr" / "share"
    place(HERE / "cgt-atlas.desktop", share / "applications" / "cgt-atlas.desktop")
    place(
        ROOT / "resources" / "logo" / "cgt-atlas.svg",
        share / "icons" / "hicolor" / "scalable" / "apps" / "cgt-atlas.svg",
    )
    place(HERE / "cgt-atlas-mime.xml", share / "mime" / "packages" / "cgt-atlas.xml")
    place(HERE / APPSTREAM, share / "metainfo" / APPSTREAM)
    doc = share / "doc" / "cgt-atlas"
    doc.mkdir(parents=True)
    (doc / "copyright").write_text(COPYRIGHT, encoding="utf-8")
    changes = (ROOT / "CHANGELOG.md").read_bytes()
    (doc / "changelog.gz").write_bytes(gzip.compress(changes, mtime=0))
    for path in root.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)


def build(folder: Path, out: Path) -> Path:
    """Write the .deb into ``out`` and return its path."""
    architecture = subprocess.run(
        ["dpkg", "--print-architecture"], check=True, capture_output=True, text=True
    ).stdout.strip()
    out.mkdir(parents=True, exist_ok=True)
    package = out / f"cgt-atlas_{version()}_{architecture}.deb"
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary) / "package"
        lay_out(folder, root)
        files = [path for path in root.rglob("*") if path.is_file() and not path.is_symlink()]
        kilobytes = sum(path.stat().st_size for path in files) // 1024
        control = root / "DEBIAN" / "control"
        control.parent.mkdir()
        control.write_text(
            CONTROL.format(
                version=version(), architecture=architecture, kilobytes=kilobytes, depends=DEPENDS
            ),
            encoding="utf-8",
        )
        # zstd unpacks several times faster than xz and packs in a fifth of the time
        command = ["dpkg-deb", "--root-owner-group", "-Zzstd", "-z12", "--build", str(root), str(package)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return package


def main() -> None:
    """Build the package and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    package = build(given.folder, given.out)
    print(f"{package.name}: {package.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
