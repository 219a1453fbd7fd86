"""The fingerprint of what a library is made from: sources, schema and the code that compiles them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from cgtatlas.core.paths import shipped

_CODE = ("text", "library")  # rooms whose code decides what a library holds


def sources_fingerprint(source: Path) -> str:
    """SHA-256 over names and contents of the sources, the schema and the compiling rooms."""
    digest = hashlib.sha256()
    package = Path(__file__).resolve().parent.parent
    files = [path for path in sorted(source.rglob("*")) if path.is_file() and not path.name.startswith(".")]
    code = [path for room in _CODE for path in sorted((package / room).glob("*.py"))]
    for path in [*files, shipped("db/library/schema.sql"), *code]:
        content = path.read_bytes()
        name = path.relative_to(source).as_posix() if path.is_relative_to(source) else path.name
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
