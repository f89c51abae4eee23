// SPDX-License-Identifier: GPL-3.0-or-later
#include "guidance_pane.h"

#include "style.h"
#include "theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

namespace {

// "100" is the topic also where it never came: such a badge must not look like success.
QColor badgeColour(wire::Severity severity, int code)
{
    const auto &theme = Theme::current();
    const QColor byClass = statusColour(code);
    if (byClass != theme.success || severity == wire::Severity::Info)
        return byClass;
    return severity == wire::Severity::Error ? theme.failure : theme.pause;
}

} // namespace

GuidancePane::GuidancePane(QWidget *parent)
    : QScrollArea(parent)
{
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Guidance"));
    build();
}

void GuidancePane::setVerdict(const guidance::Verdict &verdict)
{
    if (!empty_ && verdict.rule == verdict_.rule && verdict.headline == verdict_.headline
        && verdict.sentences == verdict_.sentences && verdict.actions == verdict_.actions)
        return;
    verdict_ = verdict;
    empty_ = false;
    build();
}

void GuidancePane::clear()
{
    verdict_ = {};
    empty_ = true;
    build();
}

void GuidancePane::restyle()
{
    build();
}

/// Rich text of our own making: everything from outside was escaped before it came here.
QLabel *GuidancePane::rich(const QString &html)
{
    auto *label = new QLabel(this);
    label->setTextFormat(Qt::RichText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextBrowserInteraction);
    label->setText(html);
    connect(label, &QLabel::linkActivated, this, [this](const QString &link) {
        if (link.startsWith(QLatin1String("seq:")))
            emit evidenceChosen(link.mid(4).toULongLong());
        else if (link.startsWith(QLatin1String("code:")))
            emit codeChosen(link.mid(5).toInt());
    });
    return label;
}

void GuidancePane::build()
{
    auto *inner = new QWidget(this);
    auto *column = new QVBoxLayout(inner);
    column->setContentsMargins(em(0.9), em(0.8), em(0.9), em(0.8));
    column->setSpacing(em(0.45));
    if (empty_) {
        auto *text = plainLabel(tr("Send the request (Ctrl+Enter): here stands what happened, why, and what to do."), inner);
        text->setWordWrap(true);
        text->setProperty("muted", true);
        column->addWidget(text);
        column->addStretch();
        setWidget(inner);
        return;
    }
    addBadge(column);
    auto *headline = plainLabel(verdict_.headline, inner);
    auto font = headline->font();
    font.setBold(true);
    font.setPointSizeF(font.pointSizeF() * 1.3);
    headline->setFont(font);
    headline->setWordWrap(true);
    headline->setAccessibleName(tr("Verdict: %1").arg(verdict_.headline));
    column->addWidget(headline);
    addSentences(column);
    addActions(column);
    addTable(column);
    addText(column, tr("Who does this"), verdict_.whoDoesThis);
    addText(column, tr("Why your client sent it"), verdict_.whyClient);
    for (const auto &correction : verdict_.corrections)
        addText(column, tr("Often said, but %1").arg(correction.verdict),
                QStringLiteral("“%1” %2").arg(correction.claim, correction.correction));
    addText(column, tr("Reference"), verdict_.references.join(QStringLiteral(" · ")));
    column->addStretch();
    setWidget(inner);
}

void GuidancePane::addBadge(QVBoxLayout *column)
{
    bool number = false;
    const int code = verdict_.topic.toInt(&number);
    auto *row = new QHBoxLayout;
    row->setSpacing(em(0.4));
    if (number) {
        auto *badge = plainLabel(verdict_.topic, this);
        badge->setStyleSheet(badgeStyle(badgeColour(verdict_.severity, code)));
        row->addWidget(badge);
    }
    if (!verdict_.references.isEmpty()) {
        auto *reference = plainLabel(verdict_.references.first(), this);
        reference->setProperty("muted", true);
        row->addWidget(reference);
    }
    row->addStretch();
    column->addLayout(row);
}

void GuidancePane::addSentences(QVBoxLayout *column)
{
    const auto link = Theme::readable(Theme::current().accent, Theme::current().surface).name();
    for (const auto &sentence : verdict_.sentences) {
        auto html = sentence.text.toHtmlEscaped();
        if (!sentence.events.isEmpty())
            html += QStringLiteral(" <a style='color:%1;text-decoration:none' href='seq:%2'>%3</a>")
                        .arg(link, QString::number(sentence.events.first()), tr("show").toHtmlEscaped());
        column->addWidget(rich(html));
    }
}

void GuidancePane::addActions(QVBoxLayout *column)
{
    QList<guidance::ActionHint> buttons;
    for (const auto &action : verdict_.actions)
        if (doable_.contains(action.key))
            buttons.append(action);
    if (buttons.isEmpty())
        return;
    column->addSpacing(em(0.3));
    column->addWidget(caption(tr("What to do"), this));
    for (const auto &action : buttons) {
        auto *button = new QPushButton(action.words, this);
        if (&action == &buttons.first())
            makePrimary(button);
        const auto key = action.key;
        connect(button, &QPushButton::clicked, this, [this, key] { emit actionChosen(key); });
        column->addWidget(button, 0, Qt::AlignLeft);
    }
}

void GuidancePane::addTable(QVBoxLayout *column)
{
    if (verdict_.sideBySide.isEmpty())
        return;
    column->addSpacing(em(0.3));
    column->addWidget(caption(tr("Not to be confused with"), this));
    const auto &theme = Theme::current();
    QString html = QStringLiteral("<table width='100%' cellpadding='%1' cellspacing='0'>").arg(em(0.25));
    html += QStringLiteral("<tr><td style='color:%1'><b>%2</b></td><td style='color:%1'><b>%3</b></td><td style='color:%1'><b>%4</b></td></tr>")
                .arg(theme.muted.name(), tr("Code").toHtmlEscaped(), tr("What it says").toHtmlEscaped(),
                     tr("What fixes it").toHtmlEscaped());
    for (const auto &row : verdict_.sideBySide) {
        const auto colour = row.current ? Theme::readable(statusColour(row.code.toInt()), theme.surface) : theme.ink;
        html += QStringLiteral("<tr><td><a style='color:%1;text-decoration:none' href='code:%2'><b>%2</b></a></td><td>%3</td><td>%4</td></tr>")
                    .arg(colour.name(), row.code.toHtmlEscaped(), row.says.toHtmlEscaped(), row.fixes.toHtmlEscaped());
    }
    column->addWidget(rich(html + QStringLiteral("</table>")));
}

void GuidancePane::addText(QVBoxLayout *column, const QString &title, const QString &text)
{
    if (text.isEmpty())
        return;
    column->addSpacing(em(0.3));
    column->addWidget(caption(title, this));
    auto *label = plainLabel(text, this);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(label);
}

} // namespace ui
