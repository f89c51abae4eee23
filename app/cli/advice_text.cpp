// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/advice_text.h"

#include "cli/action_hints.h"

using namespace Qt::StringLiterals;

namespace cli {
namespace {

using formats::Confidence;

QString howSure(Confidence confidence)
{
    switch (confidence) {
    case Confidence::Likely: return u"Likely: something rare could look the same; the text below names it."_s;
    case Confidence::Open: return u"Open: more than one cause is left; the text below names them."_s;
    case Confidence::Certain: break;
    }
    return {};
}

QString sureWord(Confidence confidence)
{
    return confidence == Confidence::Likely ? u", likely"_s : confidence == Confidence::Open ? u", open"_s : QString();
}

QString severityWord(wire::Severity severity)
{
    return severity == wire::Severity::Error  ? u"error"_s
        : severity == wire::Severity::Warning ? u"warning"_s
                                              : u"note"_s;
}

class AdviceWriter {
public:
    AdviceWriter(const AdviceParts &parts, const TextStyle &style) : parts_(parts), advice_(parts.advice), style_(style)
    {}

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
                steps << action.words + (hint ? u": "_s + *hint : QString());
        }
        if (steps.isEmpty())
            return;
        space();
        add(u"What to do:"_s);
        for (const QString &step : steps)
            add(step, plain, u"- "_s);
    }

    /// What the verdict stands on: the setting that decided on Expect, the rule, and where it is written.
    void source()
    {
        QStringList lines;
        const record::Attempt *first = parts_.exchange.main();
        if (!advice_.why.isEmpty())
            lines << (first && first->handshake.sent ? u"Why Expect was sent: "_s : QString()) + advice_.why;
        if (!advice_.rule.isEmpty())
            lines << u"Rule: "_s + (QStringList{advice_.rule} + references()).join(u" · "_s);
        if (lines.isEmpty())
            return;
        space();
        for (const QString &line : lines)
            add(line, dim);
    }

    /// In one text, or none; a reference may hold commas of its own.
    QStringList references() const
    {
        return advice_.references.isEmpty() ? QStringList() : QStringList{advice_.references.join(u"; "_s)};
    }

    void finding(const formats::FindingEntry &one)
    {
        const char *const code = one.severity == wire::Severity::Error ? red
            : one.severity == wire::Severity::Warning                  ? yellow
                                                                       : plain;
        QString title = severityWord(one.severity) + sureWord(one.confidence) + u": "_s + one.title;
        if (!one.reference.isEmpty())
            title += u" (%1)"_s.arg(one.reference);
        space();
        add(title, code, style_.unicode ? u"▸ "_s : u"> "_s);
        add(one.text, plain, u"  "_s);
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
