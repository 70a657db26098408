"""The look: colours of the light and dark theme, the typeface, and the style sheet filled in."""

from string import Template
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from trialtracker.clinical.choices import Verdict
from trialtracker.paths import resources


class Colours(NamedTuple):
    """Every colour of one theme by its use; the style sheet and painters take them from here."""

    ground: str
    card: str
    border: str
    field_border: str
    ink: str
    secondary: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    banner: str
    on_banner: str
    banner_label: str
    strip: str
    on_strip: str
    header: str
    focus: str
    danger: str
    danger_soft: str
    warning: str
    warning_soft: str
    success: str
    success_soft: str
    neutral: str
    neutral_soft: str
    rest: str
    movement: str
    worst: str
    least: str
    average: str
    dose: str
    grade_1: str
    grade_2: str
    grade_3: str
    grade_4: str
    grid: str
    outcome: str


LIGHT = Colours(
    ground="#F6F7F9",
    card="#FFFFFF",
    border="#DFE3E8",
    field_border="#8A94A0",
    ink="#1B222B",
    secondary="#5B6470",
    accent="#0F766E",
    accent_hover="#0B5F59",
    accent_soft="#E3F0EE",
    on_accent="#FFFFFF",
    banner="#123B46",
    on_banner="#FFFFFF",
    banner_label="#B7C9CE",
    strip="#FFF2D6",
    on_strip="#5E3A00",
    header="#F9FAFB",
    focus="#1D5FB4",
    danger="#9A1F18",
    danger_soft="#FBE6E4",
    warning="#8A4500",
    warning_soft="#FFF0DC",
    success="#14663B",
    success_soft="#E3F3EA",
    neutral="#4A535E",
    neutral_soft="#EDF0F3",
    rest="#0B6E99",
    movement="#8A4FBE",
    worst="#B54A00",
    least="#006B45",
    average="#3D4651",
    dose="#0F766E",
    grade_1="#F2C14E",
    grade_2="#E08A2B",
    grade_3="#B3261E",
    grade_4="#5C0F0A",
    grid="#E8EBEF",
    outcome="#0072B2",
)

DARK = Colours(
    ground="#14181D",
    card="#1D232A",
    border="#343C46",
    field_border="#7A8591",
    ink="#E8ECF0",
    secondary="#A7B0BB",
    accent="#2FA598",
    accent_hover="#46B9AC",
    accent_soft="#1E3A39",
    on_accent="#06211E",
    banner="#0E2E37",
    on_banner="#FFFFFF",
    banner_label="#9FB6BD",
    strip="#3A2E14",
    on_strip="#F6DDA8",
    header="#222931",
    focus="#7FB2F0",
    danger="#FF9C94",
    danger_soft="#43211F",
    warning="#F5B869",
    warning_soft="#3D2C14",
    success="#7FD6A2",
    success_soft="#1B3627",
    neutral="#B4BDC8",
    neutral_soft="#2B323A",
    rest="#3D9BD1",
    movement="#D6BBFA",
    worst="#F29A5C",
    least="#4CC7A0",
    average="#D5DBE2",
    dose="#4FC3B6",
    grade_1="#F2C14E",
    grade_2="#E08A2B",
    grade_3="#D9534A",
    grade_4="#8F2A22",
    grid="#2B323A",
    outcome="#56B4E9",
)


def verdict_colours(colours: Colours, verdict: Verdict) -> tuple[str, str]:
    """Return ink and ground of a verdict's badge."""
    match verdict:
        case Verdict.FAVOURABLE:
            return colours.success, colours.success_soft
        case Verdict.BORDERLINE:
            return colours.warning, colours.warning_soft
        case Verdict.NOT_FAVOURABLE | Verdict.SAFETY_HOLD:
            return colours.danger, colours.danger_soft
        case Verdict.NOT_ENOUGH_DATA:
            return colours.neutral, colours.neutral_soft


def grade_colours(colours: Colours, grade: int) -> tuple[str, str]:
    """Return ink and ground of a side-effect grade 1 to 5; the number is always drawn on it."""
    grounds = (colours.grade_1, colours.grade_2, colours.grade_3, colours.grade_4, colours.grade_4)
    return ("#1B222B" if grade <= 2 else "#FFFFFF"), grounds[grade - 1]


def current_colours() -> Colours:
    """Return the colours of the system's light or dark scheme."""
    scheme = QGuiApplication.styleHints().colorScheme()
    return DARK if scheme == Qt.ColorScheme.Dark else LIGHT


def load_typeface() -> QFont:
    """Return Inter from the resources, with tabular figures."""
    for weight in ("Regular", "Medium", "SemiBold", "Bold"):
        QFontDatabase.addApplicationFont(str(resources() / "fonts" / f"Inter-{weight}.otf"))
    font = QFont("Inter")
    font.setPixelSize(14)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def apply_theme(app: QApplication) -> None:
    """Give the whole program its typeface, palette and style sheet, and follow the system."""
    app.setFont(load_typeface())
    apply_colours(app)
    QGuiApplication.styleHints().colorSchemeChanged.connect(lambda: apply_colours(app))


def apply_colours(app: QApplication) -> None:
    """Set palette and style sheet for the system's present scheme."""
    colours = current_colours()
    app.setPalette(get_palette(colours))
    app.setStyleSheet(get_style_sheet(colours))


def get_style_sheet(colours: Colours) -> str:
    """Return every .qss of the resources, in name order, with $colour names filled in."""
    sheets = sorted((resources() / "style").glob("*.qss"))
    text = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    values = {name: getattr(colours, name) for name in Colours._fields}
    values["icons"] = (resources() / "icons").as_posix()
    return Template(text).substitute(values)


def get_palette(colours: Colours) -> QPalette:
    """Return the Qt palette for widgets that the style sheet leaves alone."""
    palette = QPalette()
    roles = QPalette.ColorRole
    pairs = {
        roles.Window: colours.ground,
        roles.WindowText: colours.ink,
        roles.Base: colours.card,
        roles.AlternateBase: colours.header,
        roles.Text: colours.ink,
        roles.Button: colours.card,
        roles.ButtonText: colours.ink,
        roles.PlaceholderText: colours.secondary,
        roles.Highlight: colours.accent,
        roles.HighlightedText: colours.on_accent,
        roles.ToolTipBase: colours.card,
        roles.ToolTipText: colours.ink,
        roles.Link: colours.accent,
        roles.Accent: colours.accent,
    }
    for role, colour in pairs.items():
        palette.setColor(role, QColor(colour))
    return palette
