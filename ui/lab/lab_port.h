// SPDX-License-Identifier: GPL-3.0-or-later
// The port of the window's lab, from one run to the next: a script that was pointed at it finds it again.
#pragma once

#include <QObject>
#include <QString>

#include <optional>

namespace session {
class LabServer;
}

namespace ui {

class LabPort : public QObject {
    Q_OBJECT
public:
    /// `place`: which of the windows that are open this is, from 1 on. Each has a port of its own, 8417 and those
    /// behind it at first, so that none takes another's while that one's lab is stopped, and none writes over what
    /// another is to come back to. 0: that of the first, and nothing is kept.
    /// `asked`: instead of the one that it had last; 0 is any, and is not kept.
    LabPort(session::LabServer *lab, int place, std::optional<quint16> asked, QObject *parent = nullptr);

    /// Where the lab is to listen when it starts next; 0: anywhere.
    quint16 wanted() const { return wanted_; }
    /// That it listens elsewhere than it was to, in a line; "" where it does not.
    const QString &note() const { return note_; }

private:
    void want(quint16 port);
    void started(const QString &url);

    session::LabServer *lab_;
    QString key_; // in the settings; "": nothing is kept
    quint16 wanted_ = 0;
    QString note_;
};

} // namespace ui
