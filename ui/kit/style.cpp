// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/style.h"

#include "ui/kit/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>

#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QPalette paletteOf(const Theme &theme)
{
    QPalette palette;
    palette.setColor(QPalette::Window, theme.surface);
    palette.setColor(QPalette::Base, theme.surface);
    palette.setColor(QPalette::AlternateBase, theme.raised);
    palette.setColor(QPalette::Button, theme.surface);
    palette.setColor(QPalette::WindowText, theme.ink);
    palette.setColor(QPalette::Text, theme.ink);
    palette.setColor(QPalette::ButtonText, theme.ink);
    palette.setColor(QPalette::PlaceholderText, theme.muted);
    palette.setColor(QPalette::Highlight, theme.selection);
    palette.setColor(QPalette::HighlightedText, theme.ink);
    palette.setColor(QPalette::Link, theme.accent);
    palette.setColor(QPalette::ToolTipBase, theme.raised);
    palette.setColor(QPalette::ToolTipText, theme.ink);
    palette.setColor(QPalette::Mid, theme.line);
    palette.setColor(QPalette::Dark, theme.line);
    palette.setColor(QPalette::Light, theme.raised);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, theme.muted);
    return palette;
}

/// @names stand for colours, %1 to %8 for that many times 0.135 em, and %9 for 2 em, in pixels.
constexpr char16_t sheetText[] = uR"(
QMainWindow, QDialog { background: @surface; }
QMenuBar { background: @surface; border-bottom: 1px solid @line; padding: %2px %6px; }
QMenuBar::item { padding: %3px %5px; background: transparent; }
QMenuBar::item:selected, QMenu::item:selected { background: @selection; color: @ink; }
QMenu { background: @surface; border: 1px solid @line; }
QMenu::item { padding: %3px %9px; }
QToolTip { background: @raised; color: @ink; border: 1px solid @line; padding: %2px; }
QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextBrowser[boxed="true"] {
  background: @surface; color: @ink; border: 1px solid @line; border-radius: %3px; padding: %3px %4px;
  selection-background-color: @accent; selection-color: @onaccent; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus { border-color: @accent; }
QLineEdit[wrong="true"], QComboBox[wrong="true"] { border-color: @failure; }
QComboBox::drop-down { border: none; width: %7px; }
QComboBox::down-arrow { image: url(:/interim/icons/down-@arrow.svg); width: %5px; height: %5px; }
QTabWidget::right-corner { bottom: 0; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @line; selection-background-color: @selection;
    selection-color: @ink; }
QPushButton { background: @surface; color: @ink; border: 1px solid @line; border-radius: %3px; padding: %3px %6px; }
QPushButton:hover, QToolButton[segment="true"]:hover { background: @raised; }
QPushButton:focus, QToolButton[segment="true"]:focus { border-color: @accent; }
QPushButton:disabled { color: @muted; }
QPushButton[primary="true"] { background: @accent; color: @onaccent; border-color: @accent; font-weight: bold; }
QPushButton[cancel="true"] { background: @surface; color: @failure; border-color: @failure; font-weight: bold; }
QCheckBox::indicator, QListView::indicator { width: @boxpx; height: @boxpx; border: 1px solid @muted;
    border-radius: %1px; }
QCheckBox::indicator:checked, QListView::indicator:checked { background: @accent; border-color: @accent;
    image: url(:/interim/icons/check-@arrow.svg); }
QCheckBox::indicator:focus { border-color: @accent; }
QCheckBox::indicator:disabled { border-color: @line; }
QPushButton[link="true"], QToolButton[link="true"] { border: none; color: @link; padding: %2px; background: transparent;
    text-align: left; }
QPushButton[link="true"]:hover, QPushButton[link="true"]:focus, QToolButton[link="true"]:hover,
QToolButton[link="true"]:focus { text-decoration: underline; }
QToolButton[link="true"]:disabled { color: @muted; }
QToolButton[segment="true"] { border: 1px solid @line; background: @surface; color: @ink; padding: %3px %5px;
    margin-left: -1px; }
QToolButton[segment="true"][first="true"] { margin-left: 0; }
QToolButton[segment="true"]:checked { background: @selection; color: @link; font-weight: bold; }
QTabWidget::pane { border: none; border-top: 1px solid @line; }
QTabBar { qproperty-drawBase: 0; background: @surface; }
QTabBar::tab { background: transparent; color: @muted; border: none; border-bottom: %1px solid transparent;
    padding: %4px %5px; margin-right: %3px; }
QTabBar[dense="true"]::tab { padding: %4px %2px; margin-right: %1px; }
QTabBar::tab:selected { color: @ink; font-weight: bold; border-bottom: %1px solid @accent; }
QTabBar::tab:hover, QTabBar::tab:focus { color: @ink; }
QHeaderView::section { background: @surface; color: @muted; border: none; border-bottom: 1px solid @line;
    padding: %3px %4px; font-weight: bold; }
QTableView, QListView, QTreeView { background: @surface; border: none; gridline-color: @line; outline: none;
    alternate-background-color: @surface; }
QTableView::item:selected, QListView::item:selected { background: @selection; color: @ink; }
QListView[completions="true"] { border: 1px solid @line; }
QSplitter::handle { background: @line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QStatusBar { background: @surface; border-top: 1px solid @line; color: @muted; }
QStatusBar::item { border: none; }
QTextBrowser, QScrollArea { border: none; background: @surface; }
QScrollArea > QWidget > QWidget { background: @surface; }
QLabel[caption="true"], QToolButton[caption="true"] { color: @muted; font-weight: bold; letter-spacing: 1px; }
QToolButton[caption="true"] { background: transparent; border: none; padding: 0; }
QToolButton[caption="true"]:hover, QToolButton[caption="true"]:focus { color: @accent; }
QLabel[muted="true"] { color: @muted; }
QLabel[error="true"] { color: @failure; }
QProgressBar { border: 1px solid @line; border-radius: %2px; background: @raised; text-align: center; color: @ink; }
QProgressBar::chunk { background: @body; }
QFrame[rule="true"] { background: @line; border: none; }
QScrollBar:vertical { background: transparent; width: %5px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: %5px; margin: 0; }
QScrollBar::handle { background: @think; border-radius: %2px; min-height: %9px; min-width: %9px; margin: %1px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)";

/// The sheet with all that replaced.
QString sheet(const Theme &theme)
{
    QString text = QString::fromUtf16(sheetText);
    const std::pair<const char *, QColor> colours[]{{"@surface", theme.surface},
                                                    {"@raised", theme.raised},
                                                    {"@line", theme.line},
                                                    {"@selection", theme.selection},
                                                    {"@onaccent", Theme::inkOn(theme.accent)},
                                                    {"@accent", theme.accent},
                                                    {"@link", Theme::readable(theme.accent, theme.selection)},
                                                    {"@ink", theme.ink},
                                                    {"@muted", theme.muted},
                                                    {"@failure", Theme::readable(theme.failure, theme.surface)},
                                                    {"@body", theme.body},
                                                    {"@think", theme.think}};
    text.replace("@box"_L1, QString::number(em(1)));
    text.replace("@arrow"_L1, theme.dark ? "dark"_L1 : "light"_L1);
    for (const auto &[name, colour] : colours)
        text.replace(QLatin1String(name), colour.name());
    for (int i = 9; i >= 1; --i)
        text.replace(u"%"_s + QString::number(i), QString::number(em(i == 9 ? 2.0 : i * 0.135)));
    return text;
}

void mark(QWidget *widget, const char *property)
{
    widget->setProperty(property, true);
}

} // namespace

void applyPalette()
{
    static bool fusion = false; // under a sheet the style does not tell its name
    if (!std::exchange(fusion, true))
        QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    if (const auto palette = paletteOf(Theme::current()); palette != QApplication::palette())
        QApplication::setPalette(palette);
}

void applyStyle()
{
    applyPalette();
    if (const auto text = sheet(Theme::current()); text != qApp->styleSheet())
        qApp->setStyleSheet(text);
}

QFont fixedFont()
{
    auto font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    const auto base = QApplication::font();
    if (base.pointSizeF() > 0)
        font.setPointSizeF(base.pointSizeF());
    else
        font.setPixelSize(base.pixelSize());
    return font;
}

int em(double n)
{
    return qMax(1, qRound(n * QFontMetrics(QApplication::font()).height() * 0.75));
}

void makeLink(QAbstractButton *button)
{
    mark(button, "link");
    button->setCursor(Qt::PointingHandCursor);
}

void makePrimary(QAbstractButton *button)
{
    mark(button, "primary");
}

QLabel *caption(const QString &text, QWidget *parent)
{
    auto *label = plainLabel(text.toUpper(), parent);
    label->setWordWrap(true);
    mark(label, "caption");
    auto font = label->font();
    font.setPointSizeF(font.pointSizeF() * 0.85);
    label->setFont(font);
    return label;
}

QLabel *plainLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    return label;
}

void setMark(QWidget *widget, const char *property, bool on)
{
    if (widget->property(property).toBool() == on)
        return;
    widget->setProperty(property, on);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

QColor statusColour(int status)
{
    const auto &theme = Theme::current();
    return status >= 400 || status < 100 ? theme.failure : status >= 300 ? theme.pause : theme.success;
}

QString badgeStyle(int status)
{
    return badgeStyle(statusColour(status));
}

QString badgeStyle(const QColor &colour)
{
    return u"background: %1; color: %2; border-radius: %3px; padding: 0 %4px; font-weight: bold;"_s.arg(
        colour.name(), Theme::inkOn(colour).name(), QString::number(em(0.25)), QString::number(em(0.4)));
}

} // namespace ui
