// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/guidance/guidance_pane.h"

#include "ui/guidance/confidence_words.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/fold.h"
#include "ui/kit/style.h"
#include "ui/kit/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

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

/// A wrapped text that takes the width it is given. QLabel would lay its text out several times more, to find a width
/// of its own that nobody asks for.
class Paragraph : public QLabel {
public:
    using QLabel::QLabel;
    QSize sizeHint() const override { return minimumSizeHint(); }
    QSize minimumSizeHint() const override { return {em(5), fontMetrics().height()}; }
    /// Layouts ask for it three times over.
    int heightForWidth(int width) const override
    {
        if (width != width_ || text() != text_ || font() != font_) {
            width_ = width;
            text_ = text();
            font_ = font();
            height_ = QLabel::heightForWidth(width);
        }
        return height_;
    }

private:
    mutable int width_ = -1, height_ = 0;
    mutable QString text_;
    mutable QFont font_;
};

QLabel *paragraph(const QString &text, QWidget *parent)
{
    auto *label = new Paragraph(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setText(text);
    return label;
}

/// The values in it lead to what proves it; where it has none, a word behind it does.
QString sentenceHtml(const guidance::Sentence &sentence)
{
    if (sentence.events.isEmpty())
        return sentence.text.toHtmlEscaped();
    const auto colour = Theme::readable(Theme::current().accent, Theme::current().surface).name();
    const auto link = [&](const QString &words) -> QString {
        return u"<a style='color:%1;text-decoration:none' href='seq:"_s.arg(colour)
            + QString::number(sentence.events.first()) + u"'>"_s + words.toHtmlEscaped() + u"</a>"_s;
    };
    if (sentence.values.isEmpty())
        return sentence.text.toHtmlEscaped() + u' ' + link(GuidancePane::tr("show"));
    QString html;
    qsizetype at = 0;
    for (const guidance::TextSpan &value : sentence.values) {
        html += sentence.text.mid(at, value.begin - at).toHtmlEscaped()
            + link(sentence.text.mid(value.begin, value.length));
        at = value.begin + value.length;
    }
    return html + sentence.text.mid(at).toHtmlEscaped();
}

/// Only the words of headline and sentences are others, as from one moment of an upload to the next.
bool isSameButWords(const guidance::Verdict &one, const guidance::Verdict &other)
{
    return one.rule == other.rule && one.topic == other.topic && one.severity == other.severity
        && one.confidence == other.confidence && one.sentences.size() == other.sentences.size()
        && one.actions == other.actions && one.whyClient == other.whyClient && one.whoDoesThis == other.whoDoesThis
        && one.sideBySide == other.sideBySide;
}

} // namespace

GuidancePane::GuidancePane(QWidget *parent) : QScrollArea(parent)
{
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Guidance"));
    connect(&restSoon_, &QTimer::timeout, this, &GuidancePane::buildNext);
    build();
}

void GuidancePane::setVerdict(const guidance::Verdict &verdict)
{
    if (!empty_ && verdict.rule == verdict_.rule && verdict.headline == verdict_.headline
        && verdict.confidence == verdict_.confidence && verdict.sentences == verdict_.sentences
        && verdict.actions == verdict_.actions)
        return;
    const bool same = !empty_ && isSameButWords(verdict, verdict_);
    verdict_ = verdict;
    empty_ = false;
    if (same)
        say();
    else
        build();
}

void GuidancePane::clear()
{
    verdict_ = {};
    empty_ = true;
    build();
}

/// What cannot be wrapped, such as the words of a button, is not to be cut: there is no scroll bar for it.
QSize GuidancePane::minimumSizeHint() const
{
    const int inner = widget() ? widget()->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width() : 0;
    return QScrollArea::minimumSizeHint().expandedTo({inner, 0});
}

void GuidancePane::restyle()
{
    build();
}

/// Rich text of our own making: everything from outside was escaped before it came here.
QLabel *GuidancePane::rich(const QString &html)
{
    auto *label = paragraph({}, this);
    label->setTextFormat(Qt::RichText);
    label->setTextInteractionFlags(Qt::TextBrowserInteraction);
    label->setText(html);
    connect(label, &QLabel::linkActivated, this, [this](const QString &link) {
        if (link.startsWith("seq:"_L1))
            emit evidenceChosen(link.mid(4).toULongLong());
        else if (link.startsWith("code:"_L1))
            emit codeChosen(link.mid(5).toInt());
    });
    return label;
}

void GuidancePane::say()
{
    headline_->setText(verdict_.headline);
    const QString word = confidenceWord(verdict_.confidence);
    headline_->setAccessibleName(word.isEmpty() ? tr("Verdict: %1").arg(verdict_.headline)
                                                : tr("Verdict, %1: %2").arg(word, verdict_.headline));
    for (qsizetype i = 0; i < sentences_.size(); ++i)
        sentences_[i]->setText(sentenceHtml(verdict_.sentences[i]));
}

void GuidancePane::build()
{
    sentences_.clear();
    rest_.clear();
    restSoon_.stop();
    auto *inner = new QWidget(this);
    column_ = new QVBoxLayout(inner);
    column_->setContentsMargins(em(0.9), em(0.8), em(0.9), em(0.8));
    column_->setSpacing(em(0.45));
    if (empty_) {
        auto *text =
            paragraph(tr("Send the request (Ctrl+Enter): here stands what happened, why, and what to do."), inner);
        text->setProperty("muted", true);
        column_->addWidget(text);
        column_->addStretch();
        setWidget(inner);
        return;
    }
    addBadge();
    headline_ = paragraph({}, inner);
    auto font = headline_->font();
    font.setBold(true);
    font.setPointSizeF(font.pointSizeF() * 1.3);
    headline_->setFont(font);
    headline_->setToolTip(confidenceHelp());
    column_->addWidget(headline_);
    addConfidence();
    for (qsizetype i = 0; i < verdict_.sentences.size(); ++i) {
        sentences_.append(rich({}));
        column_->addWidget(sentences_.last());
    }
    say();
    addActions();
    column_->addStretch();
    inner->resize(viewport()->size()); // or setWidget() asks for a size of its own
    setWidget(inner);
    updateGeometry();
    rest_ = restOf();
    restSoon_.start();
}

/// What stands below, a part at a time: of three, the layout took 23 ms.
std::deque<std::function<void()>> GuidancePane::restOf()
{
    std::deque<std::function<void()>> parts;
    const auto text = [&](const QString &title, const QString &words) {
        if (!words.isEmpty())
            parts.emplace_back([this, title, words] { addText(title, words); });
    };
    if (!verdict_.sideBySide.isEmpty())
        parts.emplace_back([this] { addTable(); });
    text(tr("Who does this"), verdict_.whoDoesThis);
    text(tr("Why Expect, or why not"), verdict_.whyClient);
    for (const auto &correction : verdict_.corrections) {
        parts.emplace_back([this, correction] {
            auto *label = paragraph(u"“%1” %2"_s.arg(correction.claim, correction.correction), this);
            label->setTextInteractionFlags(Qt::TextSelectableByMouse);
            addFolded(tr("Often said, but %1").arg(correction.verdict), label);
        });
    }
    text(tr("Reference"), verdict_.references.join(u" · "_s));
    return parts;
}

void GuidancePane::buildNext()
{
    if (rest_.empty())
        return restSoon_.stop();
    delete column_->takeAt(column_->count() - 1); // the stretch
    rest_.front()();
    rest_.pop_front();
    column_->addStretch();
}

void GuidancePane::addBadge()
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
    column_->addLayout(row);
}

/// What is certain needs no word; the other two explain themselves, and the tooltip all three.
void GuidancePane::addConfidence()
{
    const QString note = confidenceNote(verdict_.confidence);
    if (note.isEmpty())
        return;
    auto *label = paragraph(note, this);
    label->setObjectName(u"confidence"_s);
    label->setProperty("muted", true);
    label->setAccessibleName(note);
    label->setAccessibleDescription(confidenceHelp());
    label->setToolTip(confidenceHelp());
    column_->addWidget(label);
}

void GuidancePane::addActions()
{
    QList<guidance::ActionHint> buttons;
    for (const auto &action : verdict_.actions)
        if (doable_.contains(action.key))
            buttons.append(action);
    if (buttons.isEmpty())
        return;
    column_->addSpacing(em(0.3));
    column_->addWidget(caption(tr("What to do"), this));
    auto *row = new FlowLayout;
    row->setSpacing(em(0.45));
    column_->addLayout(row);
    for (const auto &action : buttons) {
        auto *button = new QPushButton(action.words, this);
        if (&action == &buttons.first() && verdict_.severity != wire::Severity::Info) // else nothing is wrong
            makePrimary(button);
        const auto key = action.key;
        connect(button, &QPushButton::clicked, this, [this, key] { emit actionChosen(key); });
        row->addWidget(button);
    }
}

void GuidancePane::addTable()
{
    const auto &theme = Theme::current();
    QString html = u"<table width='100%' cellpadding='%1' cellspacing='0'>"_s.arg(em(0.25));
    html += u"<tr><td style='color:%1'><b>%2</b></td><td style='color:%1'><b>%3</b></td><td "
            "style='color:%1'><b>%4</b></td></tr>"_s.arg(theme.muted.name(), tr("Code").toHtmlEscaped(),
                                                         tr("What it says").toHtmlEscaped(),
                                                         tr("What fixes it").toHtmlEscaped());
    for (const auto &row : verdict_.sideBySide) {
        const auto colour = row.current ? Theme::readable(statusColour(row.code.toInt()), theme.surface) : theme.ink;
        html += u"<tr><td><a style='color:%1;text-decoration:none' "
                "href='code:%2'><b>%2</b></a></td><td>%3</td><td>%4</td></tr>"_s.arg(
                    colour.name(), row.code.toHtmlEscaped(), row.says.toHtmlEscaped(), row.fixes.toHtmlEscaped());
    }
    addFolded(tr("Not to be confused with"), rich(html + u"</table>"_s));
}

/// Folded where all is well, unless the user has said otherwise.
void GuidancePane::addFolded(const QString &title, QWidget *content)
{
    const bool open = opened_.value(title, verdict_.severity != wire::Severity::Info);
    auto *fold = new Fold(title, content, open, this);
    connect(fold, &Fold::toggled, this, [this, title](bool now) { opened_[title] = now; });
    column_->addSpacing(em(0.3));
    column_->addWidget(fold);
}

void GuidancePane::addText(const QString &title, const QString &text)
{
    column_->addSpacing(em(0.3));
    column_->addWidget(caption(title, this));
    auto *label = paragraph(text, this);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column_->addWidget(label);
}

} // namespace ui
