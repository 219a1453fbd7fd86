"""Uses an installed wheel as a reader would, in a folder that is not the checkout (named as the argument)."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("cgt-atlas")


def run(*words: str, status: int = 0) -> str:
    """The program's standard output; ends the check when it does not end with ``status``."""
    result = subprocess.run([PROGRAM, *words], capture_output=True, check=False)
    said = result.stderr.decode()
    assert result.returncode == status, f"{words}: status {result.returncode}: {said}"
    assert "Traceback" not in said, said
    print(f"cgt-atlas {' '.join(words)}: {len(result.stdout)} bytes")
    return result.stdout.decode()


def main() -> None:
    """Run each command; any assertion ends with a non-zero status."""
    checkout = Path(sys.argv[1]).resolve()
    import cgtatlas

    package = Path(cgtatlas.__file__).resolve()
    assert checkout not in package.parents, f"{package} is the checkout's"
    assert (package.parent / "_shipped" / "db" / "library.db").is_file()

    run("check")
    documents = json.loads(run("documents", "--json"))
    assert len(documents) == 8
    texts = {document["id"]: run("document", document["id"], "--text") for document in documents}
    for document in documents:
        text = texts[document["id"]]
        assert hashlib.sha256(text.encode()).hexdigest() == document["sha256"], document["id"]
        assert len(text) == document["characters"]
    assert len(json.loads(run("entries", "--json"))) >= 28
    for query in ("细胞", "Kymriah", "CD19"):
        found = json.loads(run("search", query, "--json"))
        assert found["passages"]["total"] > 0, query
        for hit in found["passages"]["hits"]:
            assert all(texts[hit["document"]][start:end] for start, end in hit["matches"]), hit
            assert hit["matches"], hit
    run("search", "zzzzqqqq", "--json", status=1)
    picture = Path("window.png")
    run("screenshot", "--out", str(picture), "--search", "细胞", "--data-dir", "data")
    assert picture.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert picture.stat().st_size > 20_000, "an empty picture"


if __name__ == "__main__":
    main()
