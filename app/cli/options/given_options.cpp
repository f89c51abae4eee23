// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/given_options.h"

#include "cli/text_layout.h"
#include "formats/secrets.h"

#include <QCommandLineParser>
#include <QFile>

using namespace Qt::StringLiterals;

namespace cli {
namespace {

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

void GivenOptions::know(const std::vector<OptionRow> &rows)
{
    for (const OptionRow &row : rows) {
        QStringList names{textOf(row.name)};
        if (row.letter != 0)
            names.prepend(QChar::fromLatin1(row.letter));
        parser_.addOption(row.value.empty() ? QCommandLineOption(names)
                                            : QCommandLineOption(names, {}, textOf(row.value)));
    }
}

bool GivenOptions::has(std::string_view name) const
{
    return parser_.isSet(textOf(name));
}

QString GivenOptions::value(std::string_view name) const
{
    return parser_.value(textOf(name));
}

QStringList GivenOptions::values(std::string_view name) const
{
    return parser_.values(textOf(name));
}

bool GivenOptions::refuse(const QString &line)
{
    refusal_ = line;
    return false;
}

bool GivenOptions::refuseValue(std::string_view name, const QString &why)
{
    return refuse(u"--%1 %2: %3"_s.arg(textOf(name), quoted(value(name)), why));
}

bool GivenOptions::refuseFile(std::string_view name, const std::string &why)
{
    return refuseValue(name, u"cannot be read (%1): name a readable file"_s.arg(QString::fromStdString(why)));
}

std::optional<Misuse> parseWords(QCommandLineParser &parser, const QStringList &words)
{
    const QCommandLineOption help(QStringList{u"h"_s, u"help"_s});
    parser.addOption(help);
    if (parser.parse(QStringList{u"interim-cli"_s} + words))
        return parser.isSet(help) ? std::optional(Misuse{{}, true}) : std::nullopt;
    const QStringList unknown = parser.unknownOptionNames();
    if (!unknown.isEmpty()) {
        const QString name = unknown.first();
        return Misuse{u"unknown option %1%2: see interim-cli --help"_s.arg(name.size() > 1 ? u"--"_s : u"-"_s,
                                                                           shownBytes(bytesOf(name), 60))};
    }
    return Misuse{shownBytes(bytesOf(parser.errorText().trimmed()), 200) + u" See interim-cli --help."_s};
}

std::string bytesOf(const QString &word)
{
    return word.toLatin1().toStdString();
}

QString fileName(const QString &word)
{
    return QFile::decodeName(word.toLatin1());
}

QString quoted(const QString &word)
{
    return u'"' + shownBytes(formats::maskedLine(bytesOf(word)), 60) + u'"';
}

} // namespace cli
