from __future__ import annotations

from pathlib import Path

import pytest

from cgtatlas.store import connect, places
from cgtatlas.store.store import Store

MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:40 / /home/x/net rw - nfs4 server:/export rw
41 22 0:41 / /mnt/my\\040share rw - cifs //server/share rw
"""


@pytest.mark.parametrize(
    ("path", "shared"),
    [
        ("/home/x/data/reader.db", False),
        ("/home/x/net/deep/reader.db", True),
        ("/home/x/network/reader.db", False),
        ("/mnt/my share/reader.db", True),
        ("/home/x/OneDrive - Firm/reader.db", True),
        ("/home/x/坚果云/reader.db", True),
        ("/home/x/Library/Mobile Documents/reader.db", True),
        ("/home/x/onedrive.db/../reader.db", True),
    ],
)
def test_network_and_synchronised_folders_are_known(path: str, shared: bool) -> None:
    assert places.is_shared(Path(path), MOUNTS) is shared


def test_there_a_plain_journal_is_used(tmp_path: Path) -> None:
    path = tmp_path / "Dropbox" / "reader.db"
    store = Store(path)
    assert store.shared
    assert store._file.read("PRAGMA journal_mode")[0][0] == "truncate"
    assert store._file.read("PRAGMA synchronous")[0][0] == 3  # EXTRA
    store.set_setting("language", "zh")
    assert not path.with_name("reader.db-wal").exists()
    store.close()


def test_a_local_file_uses_the_log_and_syncs_every_commit(store: Store) -> None:
    values = {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "mmap_size": 0,
    }
    for pragma, value in values.items():
        assert store._file.read(f"PRAGMA {pragma}") == [(value,)], pragma
    assert not store.shared
    assert connect.TIMEOUT <= 5
