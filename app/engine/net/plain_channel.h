// SPDX-License-Identifier: GPL-3.0-or-later
// A channel over a TCP descriptor, without QTcpSocket between: a half-close, a reset, unread bytes and the
// moment of a write are the kernel's own, and large reads are copied once.
#pragma once

#include "engine/net/channel.h"

#include <QSocketNotifier>

namespace engine {

class PlainChannel : public Channel {
    Q_OBJECT
public:
    /// Takes the descriptor.
    explicit PlainChannel(qintptr descriptor, QObject *parent = nullptr);
    ~PlainChannel() override;

    void open(ChannelUser *user) override;
    void write(std::string bytes) override;
    void setReading(bool on) override;
    void finishWriting() override;
    void drop() override;
    void reset() override;

private:
    void readReady();
    void writeReady();
    void push();
    void drain();
    void fail(int error);
    void closeDescriptor();

    int descriptor_;
    QSocketNotifier readNotifier_;
    QSocketNotifier writeNotifier_;
    ChannelUser *user_ = nullptr;
    std::string out_;
    std::size_t written_ = 0; // of out_
    bool readingWanted_ = true;
    bool ended_ = false; // the other side's end has been told
    bool finishing_ = false;
};

} // namespace engine
