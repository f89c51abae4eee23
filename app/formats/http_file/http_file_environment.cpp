// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/http_file/http_file_environment.h"

#include "formats/json/json_text.h"
#include "formats/report/report_text.h"
#include "formats/request_file.h"
#include "wire/event.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace formats {
namespace {

constexpr const char *sharedName = "$shared";

class EnvironmentReader {
public:
    explicit EnvironmentReader(const QString &chosen) { out_.name = chosen; }

    FileEnvironment run(std::string_view open, std::string_view secret)
    {
        const QJsonObject first = object(open, "http-client.env.json"),
                          second = object(secret, "http-client.private.env.json");
        if (!out_.error.isEmpty())
            return std::move(out_);
        for (const QString &name : first.keys() + second.keys()) {
            if (!name.startsWith(u'$') && !out_.known.contains(name))
                out_.known.append(name);
        }
        out_.known.sort();
        if (!out_.name.isEmpty() && !out_.known.contains(out_.name)) {
            out_.error = u"there is no environment %1; there is: %2"_s.arg(quotedText(out_.name.toStdString()),
                                                                           oneLine(out_.known.join(u", "_s)));
            return std::move(out_);
        }
        // The later one wins.
        take(second[QLatin1String(sharedName)], true);
        take(first[QLatin1String(sharedName)], false);
        if (!out_.name.isEmpty()) {
            take(second[out_.name], true);
            const auto before = out_.values;
            take(first[out_.name], false, &before, second[out_.name].toObject());
        }
        return std::move(out_);
    }

private:
    QJsonObject object(std::string_view bytes, const char *name)
    {
        if (bytes.starts_with("\xef\xbb\xbf"))
            bytes.remove_prefix(3);
        if (bytes.empty() || !out_.error.isEmpty())
            return {};
        QJsonParseError fault;
        const auto document =
            QJsonDocument::fromJson(QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size())), &fault);
        if (document.isObject())
            return document.object();
        out_.error =
            u"%1 is no JSON object%2"_s.arg(QLatin1String(name),
                                            fault.error == QJsonParseError::NoError
                                                ? QString()
                                                : u": %1, byte %2"_s.arg(fault.errorString()).arg(fault.offset + 1));
        return {};
    }

    void take(const QJsonValue &given, bool secret,
              const std::map<std::string, std::string, std::less<>> *before = nullptr, const QJsonObject &twin = {})
    {
        const QJsonObject all = given.toObject();
        for (auto one = all.begin(); one != all.end(); ++one) {
            if (!one->isString() && !one->isDouble() && !one->isBool())
                continue; // settings of the tool: SSLConfiguration, Security, secret stores
            const std::string name = one.key().toStdString();
            const std::string value = one->toVariant().toString().toStdString();
            if (before && twin.contains(one.key()) && before->contains(name) && before->at(name) != value)
                remark(
                    out_.taken,
                    u"%1 is that of http-client.env.json; the private file has another value"_s.arg(quotedText(name)));
            out_.values.insert_or_assign(name, value);
            if (secret && !value.empty())
                out_.secrets.push_back(value);
        }
    }

    FileEnvironment out_;
};

} // namespace

FileEnvironment readEnvironment(std::string_view open, std::string_view secret, const QString &chosen)
{
    return EnvironmentReader(chosen).run(open, secret);
}

} // namespace formats
