"""Makes the stand-alone program, a folder that needs no Python: ``python resources/packaging/freeze.py OUT``.

Builds the wheel, installs it with PyInstaller into an environment of its own, freezes it from there (so that
what is frozen is what users install) and takes out what the window never loads. On Linux a ``.tar.xz``
beside the folder is made too. Needs the packages' registry once.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PYINSTALLER = "pyinstaller>=6.16,<7"
NAME = "cgt-atlas"

# Parts of Qt that PyInstaller brings along and no page of the program loads. GTK's theme would also take
# file dialogs out of our hands; what opens network connections has no place here at all.
LEFT_OUT = (
    "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
    "PySide6/Qt/plugins/networkinformation",
    "PySide6/Qt/plugins/tls",
    "PySide6/Qt/plugins/egldeviceintegrations",
    "PySide6/Qt/plugins/platforms/libqeglfs.so",
    "PySide6/Qt/plugins/platforms/libqlinuxfb.so",
    "PySide6/Qt/plugins/platforms/libqvnc.so",
    "PySide6/Qt/plugins/platforms/libqvkkhrdisplay.so",
    "PySide6/Qt/plugins/platforms/libqminimalegl.so",
    "PySide6/Qt/plugins/generic",
    "PySide6/Qt/plugins/imageformats/libqpdf.so",
    "PySide6/Qt/plugins/imageformats/libqwebp.so",
    "PySide6/Qt/plugins/imageformats/libqtiff.so",
    "PySide6/Qt/lib/libQt6EglFSDeviceIntegration.so.6",
    "PySide6/Qt/lib/libQt6Qml.so.6",
    "PySide6/Qt/lib/libQt6Quick.so.6",
    "PySide6/Qt/lib/libQt6QmlModels.so.6",
    "PySide6/Qt/lib/libQt6QmlMeta.so.6",
    "PySide6/Qt/lib/libQt6QmlWorkerScript.so.6",
    "PySide6/Qt/lib/libQt6VirtualKeyboard.so.6",
    "PySide6/Qt/lib/libQt6Pdf.so.6",
    "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
)
KEPT_TRANSLATIONS = ("qtbase_zh_CN.qm", "qt_zh_CN.qm")
LIBRARIES_OF_GTK = (
    "libgtk-3",
    "libgdk-3",
    "libgdk_pixbuf",
    "libcairo-gobject",
    "libpango",
    "libatk",
    "libepoxy",
)


def run(*words: object, cwd: Path = ROOT) -> None:
    """A command that must succeed."""
    subprocess.run([str(word) for word in words], check=True, cwd=cwd)


def python_of(environment: Path) -> Path:
    """The interpreter of a virtual environment."""
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def freeze(out: Path, wheel: Path | None = None) -> Path:
    """Write ``out/cgt-atlas`` and return it; what stood there before is replaced."""
    work = out / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    if wheel is None:
        run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", work, ROOT)
        (wheel,) = work.glob("*.whl")
    environment = work / "environment"
    venv.create(environment, with_pip=True)
    python = python_of(environment)
    constraints = ROOT / ".ci" / "constraints.txt"
    run(python, "-m", "pip", "install", "--quiet", "-c", constraints, wheel, PYINSTALLER)
    shutil.copy(HERE / "start.py", work)
    options = ["--noconfirm", "--onedir", "--name", NAME, "--collect-data", "cgtatlas", "--log-level", "WARN"]
    options += ["--windowed"] if sys.platform in ("win32", "darwin") else []
    options += ["--exclude-module", "tkinter", "--exclude-module", "PySide6.QtQml"]
    run(python, "-P", "-m", "PyInstaller", *options, "--distpath", out, "start.py", cwd=work)
    folder = out / NAME
    slim(folder / "_internal")
    shutil.copy(ROOT / "LICENSE", folder)
    shutil.rmtree(work)
    return folder


def slim(inside: Path) -> None:
    """Take out the parts of Qt that are never loaded."""
    for name in LEFT_OUT:
        path = inside / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    translations = inside / "PySide6" / "Qt" / "translations"
    for path in translations.glob("*.qm"):
        if path.name not in KEPT_TRANSLATIONS:
            path.unlink()
    for path in inside.glob("*.so*"):
        if path.name.startswith(LIBRARIES_OF_GTK):
            path.unlink()


def pack(folder: Path) -> Path:
    """The folder as ``cgt-atlas.tar.xz`` beside it."""
    archive = folder.with_suffix(".tar.xz")
    with tarfile.open(archive, "w:xz", preset=6) as tar:
        tar.add(folder, folder.name)
    return archive


def main() -> None:
    """Freeze, pack, and say how large both are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--wheel", type=Path, help="freeze this wheel instead of building one")
    parser.add_argument("--no-archive", action="store_true")
    given = parser.parse_args()
    folder = freeze(given.out.resolve(), given.wheel.resolve() if given.wheel else None)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    print(f"{folder.name}: {size / 1e6:.1f} MB")
    if not given.no_archive:
        archive = pack(folder)
        print(f"{archive.name}: {archive.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
