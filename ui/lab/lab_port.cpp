// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/lab_port.h"

#include "session/lab_server.h"

#include <QSettings>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int firstPort = 8417;
constexpr int lowestPort = 1024; // below, a user may not listen
constexpr int highestPort = 65535;

/// The port that this place had last, or the one that it begins with.
quint16 lastPort(const QString &key, int place)
{
    const int last = QSettings().value(key).toInt();
    return static_cast<quint16>(last >= lowestPort && last <= highestPort ? last : firstPort + place - 1);
}

} // namespace

LabPort::LabPort(session::LabServer *lab, int place, std::optional<quint16> asked, QObject *parent)
    : QObject(parent)
    , lab_(lab)
{
    const QString key = place > 1 ? u"lab/port%1"_s.arg(place) : u"lab/port"_s;
    const bool any = asked && *asked == 0;
    if (place > 0 && !any)
        key_ = key;
    want(asked ? *asked : lastPort(key, qMax(1, place)));
    connect(lab_, &session::LabServer::started, this, &LabPort::started);
}

/// Also at the next start of this run.
void LabPort::want(quint16 port)
{
    wanted_ = port;
    session::LabServer::Options options;
    options.port = port;
    options.orAnother = true;
    lab_->setOptions(options);
}

void LabPort::started(const QString &url)
{
    const auto port = static_cast<quint16>(QUrl(url).port());
    const bool elsewhere = wanted_ != 0 && wanted_ != port;
    note_ = elsewhere ? tr("Port %1 is taken: the lab listens on %2").arg(wanted_).arg(port) : QString();
    want(port);
    QSettings settings;
    if (!key_.isEmpty() && settings.value(key_).toInt() != port)
        settings.setValue(key_, static_cast<int>(port));
}

} // namespace ui
