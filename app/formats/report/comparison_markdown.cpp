// SPDX-License-Identifier: GPL-3.0-or-later
// Every text of the wire goes through markdownText(): each character that can be markup is written as \x, or as an
// entity where an escape would not hold.
#include "formats/report/comparison_markdown.h"

#include "formats/report/report_text.h"

using namespace Qt::StringLiterals;

namespace formats {
namespace {

class MarkdownWriter {
public:
    explicit MarkdownWriter(const ComparisonReport &report) : report_(report) {}

    QByteArray write()
    {
        line(u"# "_s + ReportWords::tr("Comparison"));
        line();
        if (!report_.request.isEmpty())
            line(markdownText(report_.request));
        line();
        overview();
        for (const ComparisonLine &one : report_.lines)
            differences(one);
        if (report_.rounds > 1)
            spreads();
        notes();
        return out_.toUtf8();
    }

private:
    void line(const QString &text = {}) { out_ += text + u'\n'; }

    void row(const QStringList &cells)
    {
        QString text = u"|"_s;
        for (const QString &cell : cells)
            text += u' ' + markdownText(cell) + u" |"_s;
        line(text);
    }

    void head(const QStringList &cells)
    {
        row(cells);
        QString rule = u"|"_s;
        for (qsizetype i = 0; i < cells.size(); ++i)
            rule += u"---|"_s;
        line(rule);
    }

    void overview()
    {
        head({ReportWords::tr("Server"), ReportWords::tr("Handshake"), ReportWords::tr("Final"),
              ReportWords::tr("Body sent"), ReportWords::tr("After"), ReportWords::tr("Against baseline")});
        for (const ComparisonLine &one : report_.lines)
            row({one.name, one.handshake, one.answer, one.bodySentText, one.after, one.inShort});
        line();
    }

    void differences(const ComparisonLine &one)
    {
        if (one.differences.isEmpty() && one.error.isEmpty())
            return;
        line(u"## "_s + markdownText(one.name));
        line();
        if (!one.error.isEmpty())
            line(u"- "_s + markdownText(one.error));
        for (const ComparisonDifference &difference : one.differences)
            line(u"- "_s + markdownText(difference.text));
        line();
    }

    void spreads()
    {
        line(u"## "_s + ReportWords::tr("The pause over %1 rounds").arg(report_.rounds));
        line();
        for (const ComparisonLine &one : report_.lines) {
            QStringList outcomes;
            for (const auto &[outcome, count] : one.outcomes)
                outcomes << u"%1 × %2"_s.arg(count).arg(outcome);
            line(u"- **%1**: %2"_s.arg(markdownText(one.name), markdownText(outcomes.join(u", "_s))));
            if (!one.pause)
                continue;
            line(u"  - "_s + markdownText(one.pause->text));
            for (const ComparisonBucket &bucket : one.pause->buckets)
                line(u"  - %1: %2"_s.arg(markdownText(bucket.text)).arg(bucket.count));
        }
        line();
    }

    void notes()
    {
        if (!report_.sameRequest)
            line(ReportWords::tr("The requests were not the same in every byte but Host."));
        line(markdownText(report_.noiseRule));
        if (!report_.when.isEmpty())
            line(u"\n"_s + report_.when);
    }

    const ComparisonReport &report_;
    QString out_;
};

} // namespace

QString markdownText(const QString &text)
{
    static const QString marks = u"\\`*_{}[]()#+-.!|~=:"_s;
    QString out;
    for (const QChar c : oneLine(text)) {
        if (c == u'<')
            out += u"&lt;"_s;
        else if (c == u'>')
            out += u"&gt;"_s;
        else if (c == u'&')
            out += u"&amp;"_s;
        else if (c == u'@')
            out += u"&#64;"_s; // mentions and autolinked addresses
        else if (marks.contains(c))
            out += '\\'_L1 + c;
        else
            out += c;
    }
    return out;
}

QByteArray comparisonToMarkdown(const ComparisonReport &report)
{
    return MarkdownWriter(report).write();
}

} // namespace formats
