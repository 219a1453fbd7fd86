from __future__ import annotations

import gc
import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPixmap

from cgtatlas.core.paths import shipped
from cgtatlas.ui.theme import fonts
from cgtatlas.ui.theme import icons as icons_module
from cgtatlas.ui.theme import style as style_module
from cgtatlas.ui.theme.icons import Icons
from cgtatlas.ui.theme.style import Style, read_theme

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

THEMES = {name: read_theme(shipped(f"resources/themes/{name}.toml")) for name in style_module.THEMES[1:]}
#: Text that stands on the window or on a page.
ON_PAGE = ("text", "muted", "link", "accent", "warn", "off-topic")


def light(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_all_themes_define_the_same_roles() -> None:
    assert all(theme.keys() == THEMES["light"].keys() for theme in THEMES.values())
    assert all(colour.isValid() for theme in THEMES.values() for colour in theme.values())


@pytest.mark.parametrize("name", THEMES)
def test_text_can_be_read(name: str) -> None:
    theme = THEMES[name]
    pairs = [(f"{role}-text", role) for role in theme if f"{role}-text" in theme]
    pairs += [(role, ground) for role in ON_PAGE for ground in ("window", "base", "alternate")]
    pairs += [("text", "hover"), ("muted", "hover"), ("muted", "selection"), ("text", "selection")]
    weak = {pair: round(contrast(theme[pair[0]], theme[pair[1]]), 2) for pair in pairs}
    high = name.startswith("contrast")
    shown = {(role, ground) for role in ON_PAGE for ground in ("button", "hover", "selection")}
    assert {pair for pair in shown if contrast(theme[pair[0]], theme[pair[1]]) < 4.5} == set()
    assert {pair: value for pair, value in weak.items() if value < (7 if high else 4.5)} == {}
    # lines: where the keyboard is, and in high contrast also the edge of every field
    lines = {(line, ground) for line in ("focus", "accent") for ground in ("window", "base", "button")}
    lines |= {("border", ground) for ground in ("window", "base")} if high else set()
    assert {
        pair for pair in lines if contrast(theme[pair[0]], theme[pair[1]]) < (4.5 if high else 3)
    } == set()


def test_choosing_a_theme_is_told_once(qapp: QApplication, qtbot: QtBot) -> None:
    style = Style("light")
    before = style.colour("base")
    with qtbot.waitSignal(style.changed):
        style.set_theme("dark")
    assert style.dark
    assert light(style.colour("base")) < light(before)
    with qtbot.assertNotEmitted(style.changed):
        style.set_theme("dark")
    assert style.palette().color(style.palette().ColorRole.Base) == style.colour("base")


def test_system_follows_the_system(qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    style, fixed = Style("system"), Style("light")
    assert not style.dark
    monkeypatch.setattr(style_module, "system_is_dark", lambda: True)
    with qtbot.waitSignal(style.changed), qtbot.assertNotEmitted(fixed.changed):
        QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert style.dark
    assert not fixed.dark


def test_style_sheets_are_filled_and_follow_the_theme(qapp: QApplication) -> None:
    style = Style("light")
    page, interface = style.css(), style.interface_css()
    assert "$" not in page + interface
    assert style.colour("link").name() in page
    style.set_theme("dark")
    assert style.colour("link").name() in style.css()
    assert style.css() != page


def test_an_unknown_role_is_refused(qapp: QApplication) -> None:
    with pytest.raises(KeyError):
        Style("light").colour("no-such-role")


def test_zoom_changes_the_page_font_within_limits(qapp: QApplication, qtbot: QtBot) -> None:
    style = Style("light")
    normal = style.page_font().pointSizeF()
    with qtbot.waitSignal(style.changed):
        style.set_zoom(2)
    assert style.page_font().pointSizeF() == pytest.approx(2 * normal)
    style.set_zoom(99)
    assert style.zoom == 3
    style.set_zoom(0.01)
    assert style.zoom == 0.5


@pytest.mark.parametrize("path", sorted(shipped("resources/icons").glob("*.svg")), ids=lambda path: path.stem)
def test_an_icon_is_drawn_in_the_colour_of_its_role(qapp: QApplication, path: Path) -> None:
    svg = path.read_text("utf-8")
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}", svg)) == {"#000000"}
    assert not re.search(r"href|script|style|<image|<use", svg)
    style = Style("dark")
    icons = Icons(style)
    image = icons.pixmap(path.stem, "accent", 20).toImage()
    drawn = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    strongest = max(drawn, key=lambda colour: colour.alpha())
    wanted = style.colour("accent")
    assert strongest.alpha() > 128
    assert max(abs(a - b) for a, b in zip(strongest.getRgb()[:3], wanted.getRgb()[:3], strict=True)) < 8
    pale = icons.icon(path.stem).pixmap(20, 20, QIcon.Mode.Disabled).toImage()
    assert pale != icons.icon(path.stem).pixmap(20, 20).toImage()


def test_chinese_fonts_are_asked_for_in_a_fixed_order() -> None:
    assert fonts.choose(["WenQuanYi Micro Hei", "Noto Sans CJK SC", "Kai"], "Arial") == [
        "Noto Sans CJK SC",
        "WenQuanYi Micro Hei",
        "Arial",
    ]
    assert fonts.choose(["Some Song", "A Kai"], "Arial") == ["A Kai", "Arial"]
    assert fonts.choose([], "Arial") == ["Arial"]


def test_the_bundled_font_is_loaded_only_where_there_is_none(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(fonts, "add_bundled", lambda: loaded.append("bundled") or ["Bundled SC"])
    monkeypatch.setattr(fonts, "chinese_families", lambda: ["Noto Sans CJK SC"])
    assert fonts.interface_font().families()[0] == "Noto Sans CJK SC"
    assert loaded == []
    monkeypatch.setattr(fonts, "chinese_families", list)
    assert fonts.interface_font().families()[0] == "Bundled SC"
    assert loaded == ["bundled"]


def test_a_missing_or_damaged_font_file_is_no_end(qapp: QApplication, tmp_path: Path) -> None:
    assert fonts.add_bundled(tmp_path / "none.otf") == []


def test_an_icon_is_drawn_for_each_screen(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sharp at every size in use, on a screen of whole and of broken pixels: drawn anew, not scaled."""
    monkeypatch.setattr(icons_module, "ratios", lambda: (1.0, 1.5, 2.0))
    icons = Icons(Style("light"))
    for size in (16, 18, 20):
        for ratio in (1.0, 1.5, 2.0):
            shown = icons.icon("search").pixmap(QSize(size, size), ratio)
            drawn = icons.pixmap("search", "text", size, ratio)
            assert shown.size() == drawn.size() == QSize(round(size * ratio), round(size * ratio))
            assert shown.toImage().convertToFormat(drawn.toImage().format()) == drawn.toImage()


def test_an_icon_is_drawn_when_it_is_seen_and_a_copy_lives_on_its_own(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    picture = icons_module._picture

    def noted(pictures: object, name: str, colour: QColor, size: QSize) -> QPixmap:
        drawn.append(name)
        return picture(pictures, name, colour, size)

    monkeypatch.setattr(icons_module, "_picture", noted)
    icons = Icons(Style("light"))
    icon = icons.icon("search")
    with pytest.raises(FileNotFoundError):
        icons.icon("there is none")
    assert drawn == []
    shown = icon.pixmap(20, 20).toImage()
    assert drawn == ["search"]
    copy = QIcon(icon)
    copy.addPixmap(QPixmap(1, 1))  # Qt makes the copy a thing of its own
    del icon, icons
    gc.collect()
    assert copy.pixmap(20, 20).toImage() == shown


def test_system_follows_the_wish_for_contrast(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    style = Style("system")
    assert not style.contrast
    monkeypatch.setattr(style_module, "system_wants_contrast", lambda: True)
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert style.contrast
    assert not style.dark
    style.set_theme(style.other)
    assert (style.contrast, style.dark) == (True, True)
    assert "QMenu::item:selected" in style.interface_css()
    assert "$" not in style.interface_css()
