// SPDX-License-Identifier: GPL-3.0-or-later
// A channel over TLS: a transport in the server's seat. TLS is ended with both ways here: after a finish what still
// comes is read until the client closes, and is not told.
#pragma once

#include "engine/net/channel.h"
#include "engine/net/transport.h"

namespace engine {

class TlsChannel : public Channel {
    Q_OBJECT
public:
    /// Takes the descriptor.
    TlsChannel(qintptr descriptor, TlsIdentity identity, QObject *parent = nullptr);

    void open(ChannelUser *user) override;
    void write(std::string bytes) override;
    void setReading(bool on) override;
    void finishWriting() override;
    void drop() override;
    void reset() override;

private:
    void encrypted();
    void readSome();
    void readLater();
    void push();
    void told(std::int64_t at, std::size_t taken);
    void tellClosed(std::int64_t at, wire::CloseHow how, const std::string &text);

    Transport transport_;
    TlsIdentity identity_;
    ChannelUser *user_ = nullptr;
    std::string out_;
    std::size_t written_ = 0; // of out_
    int writeError_ = 0;
    bool open_ = false;
    bool reading_ = true;
    bool posted_ = false; // a readSome()
    bool finishing_ = false;
    bool over_ = false;
};

} // namespace engine
