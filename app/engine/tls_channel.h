// SPDX-License-Identifier: GPL-3.0-or-later
// A channel over TLS: QSslSocket in the server's seat. TLS knows no half-close here, so that a finish ends both
// ways once all has left.
#pragma once

#include "engine/channel.h"

#include <QSslConfiguration>
#include <QSslSocket>

#include <vector>

namespace engine {

class TlsChannel : public Channel {
    Q_OBJECT
public:
    /// Takes the descriptor.
    TlsChannel(qintptr descriptor, const QSslConfiguration &configuration, QObject *parent = nullptr);
    ~TlsChannel() override;

    void open(ChannelUser *user) override;
    void write(std::string bytes) override;
    void setReading(bool on) override;
    void finishWriting() override;
    void drop() override;
    void reset() override;

private:
    void encrypted();
    void readReady();
    void writtenOn();
    void ended();
    void failed(QAbstractSocket::SocketError error);
    void tellClosed(wire::CloseHow how, const QString &text);

    QSslSocket socket_;
    ChannelUser *user_ = nullptr;
    std::string out_;
    std::vector<char> buffer_;
    bool reading_ = true;
    bool finishing_ = false;
    bool over_ = false;
    bool inWrite_ = false;
};

} // namespace engine
