// SPDX-License-Identifier: GPL-3.0-or-later
// The requests that servers-measured.json was made with, as words of interim-cli, and where to find what it says.
#pragma once

#include "peers/measured.h"

#include <QFile>
#include <QJsonDocument>

namespace peers {

using namespace Qt::StringLiterals;

struct Probe {
    QString key;           // of servers-measured.json
    QString path;          // below the peer's base
    QStringList arguments; // of interim-cli send
    Shape shape;
};

/// Of every upload.
inline const QStringList post{u"-X"_s, u"POST"_s, u"--body-size"_s, u"64k"_s};

inline QList<Probe> probes()
{
    const QString upload = u"/upload"_s;
    const QStringList always = post + QStringList{u"--expect"_s, u"always"_s};
    const QStringList typed{u"-H"_s, u"Expect: 100-continue"_s};
    // Held back whatever the value says: how a server reads it shows in what it does before the content.
    const auto value = [](const char *text) {
        return post + QStringList{u"--expect"_s, QString::fromLatin1(text), u"--wait-any"_s};
    };
    return {
        {u"a wait for 100"_s, upload, always, {}},
        {u"b body at once"_s, upload, always + QStringList{u"--wait"_s, u"0"_s}, {65536, true}},
        {u"c HTTP/1.0 wait"_s, upload, post + typed + QStringList{u"--http"_s, u"1.0"_s}, {}},
        {u"d 100-Continue"_s, upload, value("100-Continue"), {}},
        {u"e 200-ok"_s, upload, value("200-ok"), {}},
        {u"f 100-continue, foo=bar"_s, upload, value("100-continue, foo=bar"), {}},
        {u"g empty"_s, upload, post + QStringList{u"-H"_s, u"Expect;"_s, u"--wait-any"_s}, {}},
        {u"j chunked, wait"_s, upload, always + QStringList{u"--chunked"_s}, {}},
        {u"k Content-Length: 0"_s,
         upload,
         QStringList{u"-X"_s, u"POST"_s, u"-H"_s, u"Content-Length: 0"_s} + typed,
         {0, false}},
        {u"l GET, no body"_s, upload, typed, {0, false}},
        {u"m2 2 MiB"_s,
         upload,
         {u"-X"_s, u"POST"_s, u"--body-size"_s, u"2M"_s, u"--expect"_s, u"always"_s},
         {2 << 20, false}},
        {u"o 404"_s, u"/nowhere"_s, always, {}},
        {u"o 401"_s, u"/protected"_s, always, {}},
    };
}

inline QJsonObject measuredResults(const QString &server)
{
    QFile file(u"" INTERIM_SOURCE_DIR "/resources/facts/servers-measured.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto servers = QJsonDocument::fromJson(file.readAll()).object().value("servers"_L1).toArray();
    for (const auto &entry : servers) {
        if (entry.toObject().value("name"_L1).toString() == server)
            return entry.toObject().value("results"_L1).toObject();
    }
    return {};
}

inline QString peersScript()
{
    return u"" INTERIM_SOURCE_DIR "/tests/peers/servers/peers"_s;
}

/// Of servers-measured.json: PEER or PEER/folder.
inline QStringList measuredServers()
{
    return {u"node"_s,     u"node-417"_s,       u"node-check"_s, u"node-any"_s,
            u"nginx"_s,    u"nginx/stream"_s,   u"apache2"_s,    u"apache2/proxy"_s,
            u"lighttpd"_s, u"lighttpd/proxy"_s, u"haproxy"_s,    u"haproxy/buffered"_s};
}

/// Those that have a process of their own.
inline QStringList peerNames()
{
    QStringList names;
    for (const QString &server : measuredServers())
        if (!server.contains(u'/'))
            names << server;
    return names;
}

} // namespace peers
