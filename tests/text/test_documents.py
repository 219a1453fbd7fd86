"""The metadata of the originals: nothing of a file is lost, nothing is said that the text does not say."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "resources" / "library" / "documents"
KEYS = """
id origin begin end sha256 title title_en language publisher author published doi url off_topic added
"""
FILES = sorted(FOLDER.glob("*.toml"))


def metadata(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def original(origin: str) -> str:
    with (FOLDER / origin).open(encoding="utf-8", newline="") as file:
        return file.read()


def test_there_are_eight_articles_and_one_is_off_topic() -> None:
    assert len(FILES) == 8
    assert [path.stem for path in FILES if metadata(path)["off_topic"]] == ["picoxystrobin-2024"]


def test_ranges_cover_each_file_without_gap_or_overlap() -> None:
    ranges = defaultdict(list)
    for path in FILES:
        data = metadata(path)
        ranges[data["origin"]].append((data["begin"], data["end"]))
    assert sorted(ranges) == sorted(path.name for path in FOLDER.glob("*.txt"))
    for origin, parts in ranges.items():
        edges = [0] + [end for _, end in sorted(parts)]
        assert [begin for begin, _ in sorted(parts)] == edges[:-1]
        assert edges[-1] == len(original(origin))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_metadata_is_what_the_text_says(path: Path) -> None:
    data = metadata(path)
    assert list(data) == KEYS.split()
    assert data["id"] == path.stem
    text = original(data["origin"])[data["begin"] : data["end"]]
    assert data["sha256"] == hashlib.sha256(text.encode("utf-8")).hexdigest()
    supplied = data["title"].startswith("[")
    assert supplied or data["title"] in text
    assert data["title_en"]
    for name in [data["publisher"], data["doi"], data["url"], *data["author"].split("; ")]:
        assert name in text
    assert data["published"][:4] in text
    assert re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", data["published"])
    assert data["language"] in ("zh", "en", "zh-en")


def test_the_text_begins_where_the_article_begins() -> None:
    begins = {}
    for path in FILES:
        data = metadata(path)
        begins[path.stem] = original(data["origin"])[data["begin"] :].lstrip()[:20]
    assert begins["picoxystrobin-2024"].startswith("• 《系列专题")
    assert begins["fosun-kite-base-2019"].startswith("• 《复星凯特")
    assert begins["atmp-definition-2025"].startswith("细胞与基因疗法将获")
    assert begins["cgt-follower-to-parallel-2025"].startswith("Workflow")
