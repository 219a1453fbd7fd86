"""Making ``.venv``: a fresh or repaired environment with the tested versions and the project in it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import NoReturn

from starter import state, system
from starter.say import UNREACHABLE, Failed, say, stop, stop_if_unreachable
from starter.steps import run

DOWNLOADING = re.compile(r"\s*Downloading (?:\S*/)?([^-/ ]+)-\S+ \(([\d.]+ [MG]B)\)")


def healthy() -> bool:
    """Is there an environment of this very Python, with a pip that starts?"""
    try:
        answer = subprocess.run(
            [
                state.PYTHON,
                "-I",
                "-c",
                "import pip._internal.cli.main, sys; print(sys.base_prefix, sys.version)",
            ],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return False
    return answer.split() == f"{sys.base_prefix} {sys.version}".split()


def make() -> None:
    """An empty environment in place of whatever was there."""
    venv = Path(state.VENV)
    if venv.is_symlink() or venv.is_file():
        venv.unlink()
    elif venv.is_dir():
        shutil.rmtree(venv)
    say("创建运行环境 .venv", "Making the environment .venv")
    # the interpreter under an environment: the one we run in may have been removed just now
    base = getattr(sys, "_base_executable", None) or sys.executable
    run([base, "-I", "-m", "venv", state.VENV])


def requirements(tests: bool) -> list[str]:
    """All that building, running and, where wanted, testing needs, as ``pyproject.toml`` states it."""
    project = tomllib.loads(Path(state.ROOT, "pyproject.toml").read_text(encoding="utf-8"))
    listed: list[str] = project["build-system"]["requires"] + project["project"]["dependencies"]
    if tests:
        listed += project["project"]["optional-dependencies"]["dev"]
    return listed


def show_download(line: str) -> None:
    """Of all that pip prints, pass on what takes its time."""
    found = DOWNLOADING.match(line)
    if found:
        say(f"  下载 {found[1]}（{found[2]}）", f"  downloading {found[1]} ({found[2]})")


def install(tests: bool) -> None:
    """Fetch the packages, then compile the library and link the project; only the first needs a network."""
    environment = dict(os.environ, PIP_USER="0", PIP_NO_INPUT="1", PIP_DISABLE_PIP_VERSION_CHECK="1")
    for name in ("PIP_TARGET", "PIP_PREFIX", "PYTHONHOME", "PYTHONPATH"):
        environment.pop(name, None)
    pip = [state.PYTHON, "-m", "pip", "install", "--progress-bar", "off"]
    say("获取所需软件包", "Fetching packages")
    command = [*pip, "-c", state.CONSTRAINTS, *requirements(tests)]
    run(command, show=show_download, folder=state.ROOT, environment=environment)
    say("编译内置文献库", "Compiling the bundled library")
    command = [*pip, "--no-deps", "--no-build-isolation", "-e", "."]
    run(command, folder=state.ROOT, environment=environment)


def stop_unwritable() -> NoReturn:
    """End with a sentence when the project lies in a folder of somebody else."""
    stop(
        f"无法写入 {state.VENV}。请把项目放在自己的文件夹中。",
        f"{state.VENV} cannot be written. Put the project into a folder of your own.",
    )


def explain(output: str) -> NoReturn:
    """End with a sentence for what a step printed."""
    if "No space left on device" in output:
        stop("磁盘已满：大约需要 500 MB。", "The disk is full: about 500 MB are needed.")
    if "Permission denied" in output:
        stop_unwritable()
    stop_if_unreachable(output)
    if re.search("No matching distribution found for PySide6", output, re.IGNORECASE):
        say(
            "此系统没有可用的 Qt：需要 64 位 Linux（glibc 2.34 起）、Windows 10 或 macOS 12 起。",
            "There is no Qt for this system: it needs 64-bit Linux with glibc 2.34 or newer (as Debian 12 or "
            "Ubuntu 22.04), Windows 10 or newer, or macOS 12 or newer.",
        )
    stop(f"设置没有完成。最后的输出：\n{output}", f"The set-up did not finish. Its last words:\n{output}")


def not_its_fault(output: str) -> bool:
    """Did a step fail for a reason that a new environment would not mend?"""
    known = "Permission denied" in output or "No space left" in output
    return known or UNREACHABLE.search(output) is not None


def provide(tests: bool) -> None:
    """Install into the environment that is there, or into a new one when that one is broken."""
    reused = healthy()
    if not reused:
        make()
    try:
        install(tests)
    except Failed as failed:
        if not reused or not_its_fault(str(failed)):
            raise
        make()  # what could not be updated is made once more from nothing
        install(tests)


def set_up(wanted: set[str]) -> None:
    """Bring the system's part and ``.venv`` to what is wanted."""
    before = state.done()
    if wanted <= before:
        return  # another start has done it while this one waited
    if "program" not in before:
        say(
            "CGT Atlas：首次设置或更新，需要联网。",
            "CGT Atlas: first set-up or update; it needs the network.",
        )
    system.provide(wanted)
    if not wanted & {"program", "tests"} <= before:
        provide("tests" in wanted)
    state.write_stamp(wanted | before)


def set_up_alone(wanted: set[str]) -> None:
    """Set up while no other start of this folder does; what goes wrong ends with a sentence."""
    with Path(state.ROOT, "pyproject.toml").open("rb") as lock:
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            set_up(wanted)
        except PermissionError:
            stop_unwritable()
        except (Failed, OSError) as error:
            explain(str(error))
