"""Other engines over the same passages, each asked for its best 20; those that are not installed say so."""

from __future__ import annotations

import json
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "app"))

from cgtatlas.text.fold import fold  # noqa: E402
from cgtatlas.text.tokens import phrase, terms  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search_queries import Ask

TOP = 20
#: Engines whose index would take hours or many times the text are left out of larger libraries.
SMALL = 200_000
_PYTHON = "/usr/bin/python3"  # Debian's, for which python3-xapian is made


class Peer(Protocol):
    """An engine: its name, the bytes of its index, milliseconds of CPU time for a query (None: cannot)."""

    name: str
    size: int

    def ask(self, ask: Ask) -> float | None: ...


def passages(path: Path) -> Iterator[tuple[int, str]]:
    """All passages of a library."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    yield from connection.execute("SELECT id, text FROM passage ORDER BY id")
    connection.close()


def peers(library: Path, folder: Path, number: int) -> list[Peer]:
    """All engines that can be had here; their indexes are made in ``folder`` and kept."""
    found: list[Peer] = [Rank(library)]
    makers: list[tuple[str, Any]] = [("tantivy", Tantivy), ("ripgrep", Ripgrep)]
    if number <= SMALL:
        makers += [("FTS5 trigram", Trigram), ("Xapian", Xapian)]
    else:
        print(f"FTS5 trigram and Xapian are left out: more than {SMALL:,} passages")
    for name, make in makers:
        cpu, wall = time.process_time(), time.perf_counter()
        try:
            found.append(make(library, folder))
        except (ImportError, OSError, subprocess.SubprocessError) as error:
            print(f"{name} is left out: {error}")
            continue
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        print(f"{name}: {found[-1].size / 1e6:.1f} MB, ready after {cpu:.1f} s CPU, {wall:.1f} s", flush=True)
    return found


def tokens_of(word: str, typing: bool) -> tuple[list[str], bool]:
    """The tokens of a word in our index, and whether the last may go on."""
    asked = phrase(fold(word), prefix=typing) or '""'
    return asked.strip('"*').split(" "), asked.endswith("*")


class Rank:
    """FTS5's own order over our index."""

    name = "FTS5 rank"
    size = 0

    def __init__(self, library: Path) -> None:
        self.connection = sqlite3.connect(f"{library.as_uri()}?mode=ro&immutable=1", uri=True)
        self.connection.execute("PRAGMA cache_size = -65536")

    def ask(self, ask: Ask) -> float:
        """Ask."""
        asked = " AND ".join(phrase(fold(word), prefix=ask.typing) or '""' for word in ask.words)
        began = time.thread_time()
        self.connection.execute(
            f"SELECT rowid FROM passage_fts WHERE passage_fts MATCH ? ORDER BY rank LIMIT {TOP}", (asked,)
        ).fetchall()
        return (time.thread_time() - began) * 1e3


class Trigram:
    """FTS5 with its trigram tokenizer, folded text, ``ORDER BY rank``; words of three characters or more."""

    name = "FTS5 trigram"

    def __init__(self, library: Path, folder: Path) -> None:
        path = folder / f"{library.stem}.trigram"
        fresh = not path.exists()
        self.connection = sqlite3.connect(path, isolation_level=None)
        if fresh:
            self.connection.execute("PRAGMA synchronous = OFF")
            self.connection.execute("CREATE VIRTUAL TABLE f USING fts5(t, content='', tokenize='trigram')")
            self.connection.execute("BEGIN")
            rows = ((id_, fold(text)) for id_, text in passages(library))
            self.connection.executemany("INSERT INTO f(rowid, t) VALUES (?, ?)", rows)
            self.connection.execute("COMMIT")
            self.connection.execute("INSERT INTO f(f) VALUES ('optimize')")
        self.size = path.stat().st_size

    def ask(self, ask: Ask) -> float | None:
        """Ask; None for words that are too short."""
        words = [fold(word) for word in ask.words]
        if any(len(word) < 3 for word in words):
            return None
        asked = " AND ".join(f'"{word}"' for word in words)
        began = time.thread_time()
        self.connection.execute(
            f"SELECT rowid FROM f WHERE f MATCH ? ORDER BY rank LIMIT {TOP}", (asked,)
        ).fetchall()
        return (time.thread_time() - began) * 1e3


class Tantivy:
    """tantivy with the same tokens, one thread, BM25, without a count."""

    name = "tantivy"

    def __init__(self, library: Path, folder: Path) -> None:
        import tantivy

        self.tantivy = tantivy
        path = folder / f"{library.stem}.tantivy"
        if not path.exists():
            draft = path.with_suffix(".drawn")
            shutil.rmtree(draft, ignore_errors=True)
            draft.mkdir(parents=True)
            self._fill(self._index(draft), library)
            draft.rename(path)
        self.index = self._index(path)
        self.searcher = self.index.searcher()
        self.size = sum(file.stat().st_size for file in path.iterdir())

    def _index(self, path: Path) -> Any:
        builder = self.tantivy.SchemaBuilder()
        builder.add_unsigned_field("id", stored=True)
        builder.add_text_field("t", stored=False, tokenizer_name="blanks")
        index = self.tantivy.Index(builder.build(), path=str(path))
        blanks = self.tantivy.TextAnalyzerBuilder(self.tantivy.Tokenizer.whitespace()).build()
        index.register_tokenizer("blanks", blanks)
        return index

    def _fill(self, index: Any, library: Path) -> None:
        writer = index.writer(heap_size=256_000_000, num_threads=1)
        for id_, text in passages(library):
            writer.add_document(self.tantivy.Document(id=id_, t=terms(text).tokens))
        writer.commit()
        writer.wait_merging_threads()

    def ask(self, ask: Ask) -> float:
        """Ask."""
        query, schema = self.tantivy.Query, self.index.schema
        began = time.thread_time()
        parts = []
        for word in ask.words:
            tokens, star = tokens_of(word, ask.typing)
            if star:
                parts.append(query.regex_query(schema, "t", re.escape(tokens[-1]) + ".*"))
                tokens = tokens[:-1]
            if len(tokens) == 1:
                parts.append(query.term_query(schema, "t", tokens[0]))
            elif tokens:
                parts.append(query.phrase_query(schema, "t", tokens))
        whole = (
            parts[0]
            if len(parts) == 1
            else query.boolean_query([(self.tantivy.Occur.Must, part) for part in parts])
        )
        for _, address in self.searcher.search(whole, TOP, count=False).hits:
            self.searcher.doc(address)["id"]
        return (time.thread_time() - began) * 1e3


class Ripgrep:
    """ripgrep counting the lines of one file with a passage a line: the first word only, no order."""

    name = "ripgrep"

    def __init__(self, library: Path, folder: Path) -> None:
        self.program = shutil.which("rg")
        if self.program is None:
            raise OSError("it is not installed")
        self.path = folder / f"{library.stem}.lines"
        if not self.path.exists():
            with self.path.open("w", encoding="utf-8") as file:
                file.writelines(" ".join(text.split()) + "\n" for _, text in passages(library))
        self.size = self.path.stat().st_size

    def ask(self, ask: Ask) -> float:
        """Ask."""
        assert self.program is not None
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [self.program, "-F", "-i", "-c", "-j1", "--", ask.words[0], str(self.path)],
            stdout=subprocess.DEVNULL,
            check=False,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1e3


class Xapian:
    """Xapian with the same tokens, in Debian's Python (``apt install python3-xapian``)."""

    name = "Xapian"

    def __init__(self, library: Path, folder: Path) -> None:
        path = folder / f"{library.stem}.xapian"
        if not Path(_PYTHON).exists():
            raise OSError("there is no Debian Python")
        self.child = subprocess.Popen(
            [_PYTHON, str(Path(__file__).with_name("xapian_child.py")), str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        state = self._talk(None)
        if state is None:
            raise OSError("python3-xapian is not installed")
        if state == "empty":
            assert self.child.stdin is not None
            for id_, text in passages(library):
                self.child.stdin.write(json.dumps([id_, terms(text).tokens]) + "\n")
            self._talk("end")
        self.size = sum(file.stat().st_size for file in path.iterdir())

    def _talk(self, what: object) -> Any:
        assert self.child.stdin is not None
        assert self.child.stdout is not None
        if what is not None:
            self.child.stdin.write(json.dumps(what) + "\n")
            self.child.stdin.flush()
        line = self.child.stdout.readline()
        return json.loads(line) if line else None

    def ask(self, ask: Ask) -> float:
        """Ask."""
        parts = [tokens_of(word, ask.typing) for word in ask.words]
        took = self._talk({"parts": parts, "top": TOP})
        if took is None:
            raise OSError(f"Xapian ended at {ask.query!r}")
        return float(took)
