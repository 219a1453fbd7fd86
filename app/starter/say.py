"""The starter's sentences: Chinese where the system speaks Chinese, else English."""

from __future__ import annotations

import os
import re
import sys
from typing import NoReturn

COULD_NOT_BE_DONE = 3
#: What pip and apt-get print when no server answers.
UNREACHABLE = re.compile(
    r"Retrying \(|NewConnectionError|NameResolutionError|name resolution|Max retries|Network is unreachable"
    r"|Read timed out|ConnectTimeout|ProxyError|getaddrinfo failed|SSLError"
    r"|Temporary failure resolving|Could not resolve|Could not connect to|Unable to connect to"
)


class Failed(Exception):
    """A step did not work; the text holds the last lines it printed."""


def chinese() -> bool:
    """Does the reader's system speak Chinese?"""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return os.environ[name].lower().startswith("zh")
    if sys.platform != "win32":
        return False
    import ctypes

    return bool(ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == 0x04)


def say(zh: str, en: str) -> None:
    """A line of progress, on standard error: standard output belongs to the program's answer."""
    text = zh if chinese() else en
    encoding = sys.stderr.encoding or "ascii"
    print(text.encode(encoding, "replace").decode(encoding), file=sys.stderr, flush=True)


def stop(zh: str, en: str) -> NoReturn:
    """End with a sentence and the status of what could not be done."""
    say(zh, en)
    sys.exit(COULD_NOT_BE_DONE)


def stop_if_unreachable(output: str) -> None:
    """End with a sentence when a step failed for want of a network."""
    if UNREACHABLE.search(output):
        stop(
            "无法连接软件包服务器。首次设置需要联网（约 130 MB），之后可以离线使用。"
            "请检查网络或代理，再运行同一命令。",
            "The package servers cannot be reached. The first set-up needs the network (about 130 MB), "
            "later runs do not. Check the connection or the proxy, then run the same command again.",
        )
