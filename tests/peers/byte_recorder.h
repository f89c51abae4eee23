// SPDX-License-Identifier: GPL-3.0-or-later
// A server on loopback that keeps every byte of each connection: 100 (Continue) to who expects it, then 200 and a
// close.
#pragma once

#include <QByteArrayList>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>

#include <memory>
#include <vector>

using namespace Qt::StringLiterals;

namespace peers {

class ByteRecorder {
public:
    ByteRecorder()
    {
        server_.listen(QHostAddress::LocalHost);
        QObject::connect(&server_, &QTcpServer::newConnection, &server_, [this] {
            while (QTcpSocket *socket = server_.nextPendingConnection())
                keep(socket);
        });
    }

    quint16 port() const { return server_.serverPort(); }

    /// What came since the last call, a connection each; those that brought nothing are left out.
    QByteArrayList take()
    {
        QByteArrayList out;
        for (const auto &one : std::exchange(connections_, {})) {
            if (!one->bytes.isEmpty())
                out.append(one->bytes);
        }
        return out;
    }
    bool allEnded() const
    {
        return std::ranges::all_of(connections_, [](const auto &one) { return one->ended; });
    }

private:
    struct Connection {
        QByteArray bytes;
        bool continued = false, answered = false, ended = false;
    };

    void keep(QTcpSocket *socket)
    {
        auto one = std::make_shared<Connection>();
        connections_.push_back(one);
        QObject::connect(socket, &QTcpSocket::disconnected, socket, [one, socket] {
            one->ended = true;
            socket->deleteLater();
        });
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [one, socket] {
            one->bytes += socket->readAll();
            answer(*one, socket);
        });
    }

    static void answer(Connection &one, QTcpSocket *socket)
    {
        const auto end = one.bytes.indexOf("\r\n\r\n");
        if (end < 0 || one.answered)
            return;
        const QByteArray head = one.bytes.left(end + 2).toLower();
        if (head.contains("\r\nexpect: 100-continue\r\n") && !std::exchange(one.continued, true))
            socket->write("HTTP/1.1 100 Continue\r\n\r\n");
        static const QRegularExpression length(u"\r\ncontent-length: *([0-9]+)"_s);
        const auto found = length.match(QString::fromLatin1(head));
        const qsizetype rest = one.bytes.size() - end - 4;
        const bool chunked = head.contains("\r\ntransfer-encoding: chunked\r\n");
        const bool whole = chunked ? rest >= 5 && one.bytes.endsWith("0\r\n\r\n")
                                   : rest >= (found.hasMatch() ? found.captured(1).toLongLong() : 0);
        if (!whole && !head.startsWith("head "))
            return;
        one.answered = true;
        socket->write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        socket->disconnectFromHost();
    }

    QTcpServer server_;
    std::vector<std::shared_ptr<Connection>> connections_;
};

} // namespace peers
