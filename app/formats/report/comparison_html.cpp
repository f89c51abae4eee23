// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/report/comparison_html.h"

#include "formats/json/json_text.h"
#include "formats/report/comparison_svg.h"
#include "formats/report/report_text.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace formats {
namespace {

// WINDOW's colours; the rest is what a page needs to be read on a screen and on paper.
const char pageStyle[] = R"(
:root{--page:#fff;--ink:#1a202c;--soft:#5a6472;--line:#dfe3e8;--mark:#fde9c8;--network:#8a94a3;--head:#2b6cb0;
--pause:#d97706;--pauseback:#fdf0db;--interim:#7c3aed;--body:#0f8b8d;--success:#2f855a;--failure:#c53030;--onbar:#fff}
@media (prefers-color-scheme:dark){:root{--page:#171a1f;--ink:#e6e9ee;--soft:#a3acb9;--line:#333a44;--mark:#4a3a1c;
--network:#77839a;--head:#63a4ea;--pause:#f0a03c;--pauseback:#3a2f1e;--interim:#b794f4;--body:#3cc3c5;
--success:#68d391;--failure:#fc8181;--onbar:#101317}}
body{background:var(--page);color:var(--ink);font:14px/1.45 system-ui,sans-serif;margin:24px}
h1{font-size:20px;margin:0 0 4px}h2{font-size:16px;margin:28px 0 8px}p{margin:4px 0;color:var(--soft)}
table{border-collapse:collapse;width:100%;table-layout:fixed}th,td{text-align:left;vertical-align:top;
padding:6px 10px 6px 0;border-top:1px solid var(--line)}
th{font-weight:600;color:var(--soft);border-top:0}td{overflow-wrap:anywhere}th:nth-child(1){width:15%}
th:nth-child(2){width:42%}th:nth-child(3){width:11%}th:nth-child(4){width:12%}th:nth-child(5){width:9%}
.against td{border-top:0;padding-top:0;color:var(--soft)}.url{color:var(--soft);font:12px monospace}
svg{display:block;width:100%;overflow:visible}svg.defs{position:absolute;width:0}
svg text{font:26px system-ui,sans-serif;fill:var(--soft)}
svg .onbar{fill:var(--onbar);font-weight:700;text-anchor:middle}svg .pauseword{fill:var(--pause);font-weight:700;
text-anchor:middle}svg .tickword{text-anchor:middle}svg .small{font-size:22px}.spread text{font-size:18px}
.spread .label{text-anchor:end}
.plate{fill:var(--page)}.tick{stroke:var(--soft);fill:none}.network,.server{fill:var(--network)}
.head{fill:var(--head)}.hatched{fill:url(#hatch);stroke:var(--pause);stroke-width:.6}.hatchback{fill:var(--pauseback)}
.hatchline,.pausefill{fill:var(--pause)}.interim{fill:var(--interim)}.body{fill:var(--body)}
.success{fill:var(--success)}.failure{fill:var(--failure)}
.badge{display:inline-block;white-space:nowrap;border-radius:3px;padding:0 6px;color:var(--onbar);font-weight:700}
.badge.success{background:var(--success)}.badge.failure{background:var(--failure)}
pre{font:12px/1.6 monospace;margin:0;white-space:pre-wrap;overflow-wrap:anywhere}mark{background:var(--mark);
color:inherit}.pair{display:grid;grid-template-columns:1fr 1fr;gap:20px}
div.spread{max-width:700px}details{border-top:1px solid var(--line);padding:8px 0}summary{cursor:pointer;
font-weight:600}ul{margin:6px 0;padding-left:20px}
)";

QString element(const char *name, const QString &text)
{
    const QString tag = QLatin1String(name);
    return '<'_L1 + tag + '>'_L1 + htmlText(text) + u"</"_s + tag.section(u' ', 0, 0) + '>'_L1;
}

class HtmlWriter {
public:
    explicit HtmlWriter(const ComparisonReport &report) : report_(report), axis_(report) {}

    QByteArray write()
    {
        begin();
        overview();
        if (report_.rounds > 1)
            spreads();
        details();
        add(element("p", report_.noiseRule));
        add(u"</body></html>"_s);
        return out_.toUtf8();
    }

private:
    void add(const QString &html) { out_ += html + u'\n'; }

    void begin()
    {
        add(u"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"_s);
        add(u"<meta http-equiv=\"Content-Security-Policy\" "
            "content=\"default-src 'none'; style-src 'unsafe-inline'\">"_s);
        add(u"<meta name=\"viewport\" content=\"width=device-width\">"_s);
        add(element("title", ReportWords::tr("Comparison") + u" · Interim"_s));
        add(u"<style>%1</style></head><body>"_s.arg(QLatin1String(pageStyle)));
        add(hatchSvg());
        add(element("h1",
                    report_.lines.size() == 1 ? ReportWords::tr("Comparison of 1 row")
                                              : ReportWords::tr("Comparison of %1 rows").arg(report_.lines.size())));
        add(element("p", report_.request));
        if (!report_.when.isEmpty())
            add(element("p", report_.when));
        if (!report_.sameRequest)
            add(element("p", ReportWords::tr("The requests were not the same in every byte but Host.")));
    }

    void overview()
    {
        add(u"<table><thead><tr>"_s);
        add(element("th", ReportWords::tr("Server")));
        add(u"<th>%1%2</th>"_s.arg(htmlText(ReportWords::tr("Timeline (one axis, 0 = %1)").arg(report_.alignText)),
                                   axisSvg(report_, axis_)));
        for (const QString &title : {ReportWords::tr("Handshake"), ReportWords::tr("Final"),
                                     ReportWords::tr("Body sent"), ReportWords::tr("After")})
            add(element("th", title));
        add(u"</tr></thead><tbody>"_s);
        for (const ComparisonLine &line : report_.lines)
            row(line);
        add(u"</tbody></table>"_s);
    }

    static QString badge(const ComparisonLine &line)
    {
        const bool good = line.response && line.response->status < 400;
        return u"<span class=\"badge %1\">%2</span>"_s.arg(good ? u"success"_s : u"failure"_s, htmlText(line.answer));
    }

    void row(const ComparisonLine &line)
    {
        add(u"<tr><td><b>%1</b><br><span class=\"url\">%2</span></td><td>%3</td>"_s.arg(
            htmlText(line.name), htmlText(line.url), rowSvg(line, axis_)));
        add(element("td", line.handshake) + u"<td>"_s + badge(line) + u"</td>"_s);
        add(element("td", line.bodySentText) + element("td", line.after));
        add(u"</tr><tr class=\"against\"><td></td>"_s + element("td colspan=\"5\"", line.inShort) + u"</tr>"_s);
    }

    void spreads()
    {
        add(element("h2", ReportWords::tr("The pause over %1 rounds").arg(report_.rounds)));
        for (const ComparisonLine &line : report_.lines) {
            QStringList outcomes;
            for (const auto &[outcome, count] : line.outcomes)
                outcomes << u"%1 × %2"_s.arg(count).arg(outcome);
            add(u"<details open><summary>%1</summary>"_s.arg(htmlText(line.name)));
            add(element("p", outcomes.join(u", "_s)));
            if (line.pause)
                add(element("p", line.pause->text)
                    + u"<div class=\"spread\">%1</div>"_s.arg(histogramSvg(*line.pause)));
            add(u"</details>"_s);
        }
    }

    void details()
    {
        if (report_.baseline < 0 || report_.baseline >= report_.lines.size())
            return;
        add(element("h2", ReportWords::tr("Against the baseline, %1").arg(report_.lines[report_.baseline].name)));
        for (qsizetype i = 0; i < report_.lines.size(); ++i)
            if (i != report_.baseline)
                detail(report_.lines[i]);
    }

    void detail(const ComparisonLine &line)
    {
        add(u"<details%1><summary>%2</summary><ul>"_s.arg(report_.lines.size() <= 8 ? u" open"_s : QString(),
                                                          htmlText(line.name)));
        if (!line.error.isEmpty())
            add(element("li", line.error));
        if (line.differences.isEmpty())
            add(element("li", ReportWords::tr("no difference")));
        QSet<QString> changed;
        for (const ComparisonDifference &one : line.differences) {
            add(element("li", one.text));
            if (one.aspect == "field"_L1)
                changed.insert(one.name.toLower());
        }
        add(u"</ul><div class=\"pair\">"_s);
        head(report_.lines[report_.baseline], line, changed);
        head(line, report_.lines[report_.baseline], changed);
        add(u"</div></details>"_s);
    }

    static QString marked(bool changed, const QString &text)
    {
        return changed ? u"<mark>"_s + htmlText(text) + u"</mark>"_s : htmlText(text);
    }

    void head(const ComparisonLine &line, const ComparisonLine &other, const QSet<QString> &changed)
    {
        QString text = u"<b>%1</b>\n"_s.arg(htmlText(line.name));
        if (!line.response) {
            add(u"<pre>%1%2</pre>"_s.arg(text, htmlText(line.answer)));
            return;
        }
        const ComparisonAnswer &answer = *line.response;
        const bool otherStatus = !other.response || other.response->status != answer.status
            || other.response->version != answer.version || other.response->reason != answer.reason;
        text += marked(otherStatus,
                       u"HTTP/%1 %2 %3"_s.arg(versionText(answer.version)).arg(answer.status).arg(answer.reason))
            + u'\n';
        for (const wire::Field &field : answer.fields) {
            const QString name = byteText(field.name);
            text += marked(changed.contains(name.toLower()), name + u": "_s + byteText(field.value)) + u'\n';
        }
        add(u"<pre>%1</pre>"_s.arg(text));
    }

    const ComparisonReport &report_;
    const ComparisonAxis axis_;
    QString out_;
};

} // namespace

QByteArray comparisonToHtml(const ComparisonReport &report)
{
    return HtmlWriter(report).write();
}

} // namespace formats
