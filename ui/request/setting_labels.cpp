// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/setting_labels.h"

#include <QCoreApplication>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace ui {

namespace {

using request::Setting;

struct LabelWords {
    Q_DECLARE_TR_FUNCTIONS(ui::SettingLabels)
};

/// What the window says of a setting besides the table, or otherwise. What is not filled in is the table's.
struct OwnWords {
    std::string_view setting;
    QString label;
    QString spoken{};
    QString unset{};
    QString tip{};
};

const std::vector<OwnWords> &ownWords()
{
    static const std::vector<OwnWords> all{
        {"proxy", LabelWords::tr("Proxy"), {}, LabelWords::tr("none; http://host:3128 or socks5://host:1080")},
        {"connect-to", LabelWords::tr("Connect to"), {}, LabelWords::tr("the URL's host and port")},
        {"unix-socket",
         LabelWords::tr("Unix socket"),
         {},
         LabelWords::tr("none; /path, or @name in the abstract namespace")},
        // A box that is on where the switch is off.
        {"insecure",
         LabelWords::tr("Verify the server's certificate"),
         {},
         {},
         LabelWords::tr("Without it everybody may answer in the server's name")},
        {"cacert", LabelWords::tr("Authorities"), LabelWords::tr("Certificate authorities"),
         LabelWords::tr("the system's; or a PEM file besides")},
        {"server-name", LabelWords::tr("Server name"), LabelWords::tr("Server name (SNI)"),
         LabelWords::tr("the URL's host")},
        {"cert", LabelWords::tr("Certificate"), LabelWords::tr("Client certificate"),
         LabelWords::tr("none; or a PEM file")},
        {"key", LabelWords::tr("Its key"), LabelWords::tr("Key of the client certificate"),
         LabelWords::tr("in the certificate's file")},
        {"connect-timeout", LabelWords::tr("Connect within"), LabelWords::tr("Time to connect")},
        {"head-timeout", LabelWords::tr("Final response within"), LabelWords::tr("Time to the final response")},
        {"idle-timeout", LabelWords::tr("No byte for"), LabelWords::tr("Time without a byte")},
        {"max-time", LabelWords::tr("Whole exchange"), LabelWords::tr("Time for the whole exchange")},
        {"linger", LabelWords::tr("Watch after the response"),
         LabelWords::tr("Time to watch the connection after the response")},
        {"keep-limit", LabelWords::tr("Keep waiting for"), LabelWords::tr("Time that a kept wait may go on")},
        {"redirects", LabelWords::tr("Redirects"), LabelWords::tr("Redirects that are followed")},
        {"follow-up", LabelWords::tr("Afterwards GET / on the same connection")},
        {"accept-104", LabelWords::tr("Take 104 as 100")},
        {"body-after-final", LabelWords::tr("Send content even after a refusal")},
        {"wait-any", LabelWords::tr("Wait whatever Expect says")},
    };
    return all;
}

/// "keep-limit": "Keep limit".
QString nameInWords(const Setting &row)
{
    auto name = QString::fromUtf8(row.name.data(), static_cast<qsizetype>(row.name.size())).replace(u'-', u' ');
    return name.replace(0, 1, name.at(0).toUpper());
}

/// A literal of the table, where it is marked for translators, in the window's language.
QString tableText(std::string_view literal)
{
    return literal.empty() ? QString() : QCoreApplication::translate("Setting", std::string(literal).c_str());
}

/// Help begins in the midst of a line, a tip does not.
QString helpAsTip(const Setting &row)
{
    auto help = QString::fromStdString(row.filled(tableText(row.help).toStdString()));
    return help.isEmpty() ? help : help.replace(0, 1, help.at(0).toUpper());
}

} // namespace

SettingLabels settingLabels(const Setting &row)
{
    SettingLabels labels{nameInWords(row), {}, tableText(row.none), helpAsTip(row)};
    const auto take = [](QString &text, const QString &own) {
        if (!own.isEmpty())
            text = own;
    };
    const auto own = std::ranges::find(ownWords(), row.name, &OwnWords::setting);
    if (own != ownWords().end()) {
        take(labels.label, own->label);
        take(labels.spoken, own->spoken);
        take(labels.unset, own->unset);
        take(labels.tip, own->tip);
    }
    if (labels.spoken.isEmpty())
        labels.spoken = labels.label;
    return labels;
}

} // namespace ui
