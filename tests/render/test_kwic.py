from __future__ import annotations

from cgtatlas.render.kwic import cut_left, cut_right, line


def test_a_line_holds_the_words_around_the_mention() -> None:
    text = "第一行\n此前诺华的Kymriah获批上市。\n下一行"
    start = text.index("Kymriah")
    found = line(text, "d", start, start + 7)
    assert (found.left, found.key, found.right) == ("此前诺华的", "Kymriah", "获批上市。")


def test_words_are_cut_to_a_width_in_columns() -> None:
    assert cut_right("中文中文", 5) == "中文…"
    assert cut_left("中文中文", 5) == "…中文"
    assert cut_right("abcdefgh", 5) == "abcde…"
    assert cut_right("short", 5) == "short"


def test_a_line_is_as_wide_as_asked() -> None:
    text = "甲" * 50 + "X" + "乙" * 50
    found = line(text, "d", 50, 51, width=10)
    assert found.left == "…" + "甲" * 5
    assert found.right == "乙" * 5 + "…"
