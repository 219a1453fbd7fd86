from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cgtatlas.core import handover
from cgtatlas.core.errors import Refused

APP = Path(__file__).resolve().parents[2] / "app"


def test_only_one_has_the_claim_until_it_is_given_back(data_dir: Path) -> None:
    claim = handover.first(data_dir, {})
    assert claim is not None
    with pytest.raises(Refused) as refused:
        handover.first(data_dir, {}, patience=0)
    assert refused.value.code == "window_busy"
    claim.release()
    again = handover.first(data_dir, {}, patience=0)
    assert again is not None
    again.release()


def test_a_process_that_was_killed_holds_no_claim(data_dir: Path) -> None:
    code = (
        "import pathlib, sys; from cgtatlas.core import handover;"
        "held = handover.first(pathlib.Path(sys.argv[1]), {}); print('held', flush=True); sys.stdin.read()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(data_dir)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": str(APP), "SYSTEMROOT": "C:\\Windows"},
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == b"held"
    with pytest.raises(Refused):
        handover.first(data_dir, {}, patience=0)
    process.kill()
    process.communicate()
    claim = handover.first(data_dir, {}, patience=5)
    assert claim is not None
    claim.release()


def test_folders_have_addresses_of_their_own(tmp_path: Path) -> None:
    one, other = handover.addresses(tmp_path / "a"), handover.addresses(tmp_path / "b")
    assert not set(one) & set(other)
    assert handover.addresses(tmp_path / "b" / ".." / "a") == one
    assert all(len(address) < 104 for address in one)  # the longest name of a socket file


@pytest.mark.skipif(sys.platform == "win32", reason="socket files")
def test_a_start_with_another_environment_finds_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / ("deep" * 30)
    folder.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))  # too long a name for a socket
    first = handover.addresses(tmp_path)[0]
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    monkeypatch.delenv("TMPDIR", raising=False)
    assert first in handover.addresses(tmp_path)


def test_where_nothing_can_be_written_everyone_is_alone(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    for _ in range(2):
        assert handover.first(blocked / "data", {}, patience=0) is not None


@pytest.mark.parametrize("line", [b"", b"{", b"[1]", b"3", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_message_is_none(line: bytes) -> None:
    assert handover.read_message(line) is None


def test_a_message_holds_only_words() -> None:
    assert handover.read_message(b'{"open": "cgt:page/x", "query": 3, "more": null}') == {
        "open": "cgt:page/x"
    }
