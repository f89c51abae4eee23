// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/advice_text.h"

#include "cli/action_hints.h"

namespace cli {
namespace {

using formats::Confidence;

QString howSure(Confidence confidence)
{
    switch (confidence) {
    case Confidence::Likely: return QStringLiteral("Likely: something rare could look the same; the text below names it.");
    case Confidence::Open: return QStringLiteral("Open: more than one cause is left; the text below names them.");
    case Confidence::Certain: break;
    }
    return {};
}

QString sureWord(Confidence confidence)
{
    return confidence == Confidence::Likely ? QStringLiteral(", likely")
        : confidence == Confidence::Open    ? QStringLiteral(", open")
                                            : QString();
}

QString severityWord(wire::Severity severity)
{
    return severity == wire::Severity::Error ? QStringLiteral("error")
        : severity == wire::Severity::Warning ? QStringLiteral("warning")
                                              : QStringLiteral("note");
}

class AdviceWriter {
public:
    AdviceWriter(const AdviceParts &parts, const TextStyle &style) : parts_(parts), advice_(parts.advice), style_(style) { }

    QString write()
    {
        verdict();
        actions();
        source();
        for (const formats::FindingEntry &one : advice_.findings)
            finding(one);
        return out_;
    }

private:
    static constexpr const char *plain = nullptr, *bold = "1", *dim = "90", *yellow = "33", *red = "31";

    /// Wrapped; the first line begins with `lead`, the others with as many spaces.
    void add(const QString &text, const char *code = plain, const QString &lead = {})
    {
        TextStyle narrow = style_;
        narrow.width -= static_cast<int>(lead.size());
        const QStringList lines = wrapped(shownWords(text, style_), narrow);
        for (qsizetype i = 0; i < lines.size(); ++i)
            out_ += (i == 0 ? lead : QString(lead.size(), u' ')) + painted(lines.at(i), code, style_) + u'\n';
    }
    void space() { out_ += u'\n'; }

    void verdict()
    {
        if (advice_.headline.isEmpty())
            return;
        space();
        add(advice_.headline, bold);
        add(howSure(advice_.confidence), yellow);
        for (const formats::SentenceEntry &sentence : advice_.sentences)
            add(sentence.text);
    }

    void actions()
    {
        QStringList steps;
        for (const formats::ActionEntry &action : advice_.actions) {
            const auto hint = actionHint(action.key, advice_, parts_.spec);
            if (!hint || !hint->isEmpty())
                steps << action.words + (hint ? QStringLiteral(": ") + *hint : QString());
        }
        if (steps.isEmpty())
            return;
        space();
        add(QStringLiteral("What to do:"));
        for (const QString &step : steps)
            add(step, plain, QStringLiteral("- "));
    }

    /// What the verdict stands on: the setting that decided on Expect, the rule, and where it is written.
    void source()
    {
        QStringList lines;
        const record::Attempt *first = parts_.exchange.main();
        if (!advice_.why.isEmpty())
            lines << (first && first->handshake.sent ? QStringLiteral("Why Expect was sent: ") : QString()) + advice_.why;
        if (!advice_.rule.isEmpty())
            lines << QStringLiteral("Rule: ") + (QStringList{advice_.rule} + references()).join(QStringLiteral(" · "));
        if (lines.isEmpty())
            return;
        space();
        for (const QString &line : lines)
            add(line, dim);
    }

    /// In one text, or none; a reference may hold commas of its own.
    QStringList references() const
    {
        return advice_.references.isEmpty() ? QStringList() : QStringList{advice_.references.join(QStringLiteral("; "))};
    }

    void finding(const formats::FindingEntry &one)
    {
        const char *const code = one.severity == wire::Severity::Error ? red
            : one.severity == wire::Severity::Warning                  ? yellow
                                                                       : plain;
        QString title = severityWord(one.severity) + sureWord(one.confidence) + QStringLiteral(": ") + one.title;
        if (!one.reference.isEmpty())
            title += QStringLiteral(" (%1)").arg(one.reference);
        space();
        add(title, code, style_.unicode ? QStringLiteral("▸ ") : QStringLiteral("> "));
        add(one.text, plain, QStringLiteral("  "));
    }

    const AdviceParts &parts_;
    const formats::Advice &advice_;
    const TextStyle &style_;
    QString out_;
};

} // namespace

QString adviceText(const AdviceParts &parts, const TextStyle &style)
{
    return AdviceWriter(parts, style).write();
}

} // namespace cli
