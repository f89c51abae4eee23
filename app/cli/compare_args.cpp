// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/compare_args.h"

#include "session/saved_report.h"
#include "session/target_sets.h"

#include <QCommandLineParser>
#include <QFileInfo>

#include <array>

using namespace Qt::StringLiterals;

namespace cli {
namespace {

QString nameOf(const QString &word)
{
    return QString::fromUtf8(word.toLatin1());
}

class CompareReader {
public:
    std::variant<CompareCall, Misuse> read(const QStringList &words)
    {
        for (const char *name : {"repeat", "align", "baseline", "report", "targets", "save-targets"})
            parser_.addOption(QCommandLineOption(QString::fromLatin1(name), {}, u"VALUE"_s));
        parser_.addOption(QCommandLineOption(u"variants"_s));
        auto read = readRequest(words, parser_, call_.urls);
        if (const auto *wrong = std::get_if<Misuse>(&read))
            return *wrong;
        request_ = std::get<RequestCall>(std::move(read));
        call_.output = request_.output;
        if (!(foreign() && repeat() && align() && report() && sets() && targets() && baseline()))
            return Misuse{wrong_};
        return std::move(call_);
    }

private:
    bool is(const char *name) const { return parser_.isSet(QLatin1String(name)); }
    QString value(const char *name) const { return parser_.value(QLatin1String(name)); }
    bool says(const QString &line)
    {
        wrong_ = line;
        return false;
    }
    bool wrong(const char *option, const char *what)
    {
        return says(u"--%1 %2: %3"_s.arg(QLatin1String(option), quoted(value(option)), QString::fromUtf8(what)));
    }

    bool foreign()
    {
        for (const char *name : {"save", "fail"})
            if (is(name))
                return says(
                    u"--%1 is for one exchange: leave it out, --report keeps a comparison"_s.arg(QLatin1String(name)));
        return true;
    }

    bool repeat()
    {
        bool number = true;
        call_.rounds = is("repeat") ? value("repeat").toInt(&number) : 1;
        return (number && call_.rounds >= 1 && call_.rounds <= session::mostComparisonRounds)
            || wrong("repeat", "no count: write how many rounds, 1 to 10000");
    }

    bool align()
    {
        const auto align = is("align") ? compare::alignFrom(bytesOf(value("align"))) : compare::Align::Head;
        if (!align)
            return wrong("align", "unknown: write head, start or first-byte");
        call_.align = *align;
        return true;
    }

    bool report()
    {
        if (!is("report"))
            return true;
        call_.reportPath = fileName(value("report"));
        const QFileInfo file(call_.reportPath);
        if (!session::isReportName(call_.reportPath))
            return wrong("report", "a report's name ends with .html, .md or .json");
        if (file.exists() && !file.isFile())
            return wrong("report", "that is no regular file: name a file, such as compare.html");
        const QFileInfo folder(file.absolutePath());
        return (folder.isDir() && folder.isWritable())
            || wrong("report", "its folder is not there or cannot be written: name another");
    }

    bool sets()
    {
        call_.saveAs = nameOf(value("save-targets"));
        if (is("save-targets") && call_.saveAs.trimmed().isEmpty())
            return wrong("save-targets", "a set needs a name");
        if (!is("targets"))
            return true;
        QString line;
        const auto set = session::TargetSets().find(nameOf(value("targets")), &line);
        if (!line.isEmpty())
            return says(line);
        if (!set)
            return wrong("targets", "there is no set of that name: keep one with --save-targets");
        call_.urls = set->urls + call_.urls;
        return true;
    }

    bool targets()
    {
        const bool variants = is("variants");
        if (variants && call_.urls.size() != 1)
            return says(u"--variants sends several requests to one server: name one URL"_s);
        if (!variants && call_.urls.isEmpty())
            return says(u"no URL: add two or more, such as http://a.example/upload http://b.example/upload"_s);
        if (!variants && call_.urls.size() < 2)
            return says(u"one URL alone has nothing to be compared with: add another, or --variants"_s);
        request_.spec.url = bytesOf(call_.urls.first());
        auto made = variants ? session::comparisonVariants(request_.spec)
                             : session::comparisonTargets(request_.spec, call_.urls);
        if (const auto *line = std::get_if<QString>(&made))
            return says(*line);
        call_.targets = std::get<0>(std::move(made));
        return true;
    }

    bool baseline()
    {
        bool number = true;
        const int row = is("baseline") ? value("baseline").toInt(&number) : 1;
        if (!number || row < 1 || row > static_cast<int>(call_.targets.size()))
            return wrong("baseline", "no row: write 1 for the first");
        call_.baseline = static_cast<std::size_t>(row - 1);
        return true;
    }

    QCommandLineParser parser_;
    RequestCall request_;
    CompareCall call_;
    QString wrong_;
};

} // namespace

std::variant<CompareCall, Misuse> readCompare(const QStringList &words)
{
    return CompareReader().read(words);
}

} // namespace cli
