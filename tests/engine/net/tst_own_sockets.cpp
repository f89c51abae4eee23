// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/net/own_sockets.h"

#include <QTest>

#include <netinet/in.h>
#include <unistd.h>

class TestOwnSockets : public QObject {
    Q_OBJECT
private slots:
    void tellsOwnFromOthers_data();
    void tellsOwnFromOthers();
};

namespace {

/// A listener on ::, so that IPv4 comes in the clothes of IPv6, or on 127.0.0.1.
struct Accepting {
    explicit Accepting(bool six) : listener(socket(six ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in6 wide = {};
        wide.sin6_family = AF_INET6;
        sockaddr_in narrow = {};
        narrow.sin_family = AF_INET;
        narrow.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int no = 0;
        setsockopt(listener, IPPROTO_IPV6, IPV6_V6ONLY, &no, sizeof no);
        const bool bound = (six ? bind(listener, reinterpret_cast<sockaddr *>(&wide), sizeof wide)
                                : bind(listener, reinterpret_cast<sockaddr *>(&narrow), sizeof narrow))
            == 0;
        sockaddr_storage at = {};
        socklen_t size = sizeof at;
        getsockname(listener, reinterpret_cast<sockaddr *>(&at), &size);
        port = six ? reinterpret_cast<sockaddr_in6 &>(at).sin6_port : reinterpret_cast<sockaddr_in &>(at).sin_port;
        ready = bound && listen(listener, 5) == 0;
    }
    ~Accepting() { close(listener); }

    int client() const
    {
        const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in to = {};
        to.sin_family = AF_INET;
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        to.sin_port = port;
        return connect(descriptor, reinterpret_cast<sockaddr *>(&to), sizeof to) == 0 ? descriptor : -1;
    }

    int listener;
    in_port_t port = 0;
    bool ready = false;
};

} // namespace

void TestOwnSockets::tellsOwnFromOthers_data()
{
    QTest::addColumn<bool>("six");
    QTest::newRow("IPv4") << false;
    QTest::newRow("IPv4 on IPv6") << true;
}

void TestOwnSockets::tellsOwnFromOthers()
{
    QFETCH(bool, six);
    const Accepting server(six);
    if (!server.ready)
        QSKIP("this machine has no such address");
    engine::OwnSocket own;
    const int ours = server.client(), others = server.client();
    QVERIFY(ours >= 0 && others >= 0);
    own.set(ours);
    const int first = accept(server.listener, nullptr, nullptr), second = accept(server.listener, nullptr, nullptr);
    QVERIFY(engine::peerIsOwn(first));
    QVERIFY(!engine::peerIsOwn(second));
    own.clear();
    QVERIFY(!engine::peerIsOwn(first));
    for (const int descriptor : {ours, others, first, second})
        close(descriptor);
}

INTERIM_SUITE(TestOwnSockets)
#include "tst_own_sockets.moc"
