// SPDX-License-Identifier: GPL-3.0-or-later
// servers-measured.json in values: what a raw socket saw, and how an exchange of ours is held against it.
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QRegularExpression>
#include <QString>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace peers {

enum class Fate { Open, Fin, Reset, Unknown };

/// One measured line, e.g. "no 100 in 3 s > body > 417@3003; [close]FIN@3003".
struct Measured {
    bool valid = false;
    QList<int> statuses;       ///< all, in order; the last is the final one
    QList<int> beforeBody;     ///< those that came while the body was withheld
    bool waitRanOut = false;   ///< nothing came in 3 s
    bool bodySent = false;     ///< after a 100 or after the wait
    bool bodyWithheld = false; ///< "no body": a final status came and the body never went
    QString connection;        ///< the final response's Connection field, "" where it had none
    Fate fate = Fate::Unknown;
};

inline QList<int> statusesIn(const QString &text)
{
    static const QRegularExpression status(u"\\b(\\d{3})@\\d+"_s);
    QList<int> found;
    auto matches = status.globalMatch(text);
    while (matches.hasNext())
        found << matches.next().captured(1).toInt();
    return found;
}

inline Fate fateOf(const QString &text)
{
    if (text.startsWith("open"_L1))
        return Fate::Open;
    if (text.startsWith("FIN"_L1))
        return Fate::Fin;
    return text.startsWith("RST"_L1) ? Fate::Reset : Fate::Unknown;
}

inline Measured parseMeasured(const QString &line)
{
    static const QRegularExpression shape(u"^(.*?)( > body > (.*?))?( no body)?; (?:\\[([^\\]]*)\\])?(\\S.*)$"_s);
    Measured measured;
    const auto match = shape.match(line);
    if (!match.hasMatch())
        return measured;
    measured.beforeBody = statusesIn(match.captured(1));
    measured.statuses = measured.beforeBody + statusesIn(match.captured(3));
    measured.waitRanOut = match.captured(1).startsWith("no 100 in"_L1);
    measured.bodySent = match.hasCaptured(2) && !match.captured(2).isEmpty();
    measured.bodyWithheld = !match.captured(4).isEmpty();
    measured.connection = match.captured(5);
    measured.fate = fateOf(match.captured(6));
    measured.valid = !measured.statuses.isEmpty() && measured.fate != Fate::Unknown;
    return measured;
}

/// What a probe's request is, as far as the comparison needs to know.
struct Shape {
    qint64 body = 65536; ///< content bytes
    bool atOnce = false; ///< the body goes without a wait
    bool waits() const { return body > 0 && !atOnce; }
};

inline QList<int> statusesOf(const QJsonObject &attempt)
{
    QList<int> statuses;
    const auto interims = attempt.value("interim"_L1).toArray();
    for (const auto &interim : interims)
        statuses << interim.toObject().value("status"_L1).toInt();
    const auto final = attempt.value("final"_L1);
    if (final.isObject())
        statuses << final.toObject().value("status"_L1).toInt();
    return statuses;
}

/// The final response's Connection field, lower case; "" without one.
inline QString connectionFieldOf(const QJsonObject &attempt)
{
    const auto fields = attempt.value("final"_L1).toObject().value("headers"_L1).toArray();
    for (const auto &field : fields) {
        const auto pair = field.toArray();
        if (pair.at(0).toString().compare("Connection"_L1, Qt::CaseInsensitive) == 0)
            return pair.at(1).toString().toLower();
    }
    return {};
}

inline QString numbers(const QList<int> &values)
{
    QStringList words;
    for (const int value : values)
        words << QString::number(value);
    return words.isEmpty() ? u"nothing"_s : words.join(' '_L1);
}

/// The handshake's outcome: did the gate wait, and what ended the wait.
inline QStringList compareWait(const Measured &measured, const Shape &shape, const QJsonObject &attempt)
{
    if (!shape.waits())
        return {};
    const auto expect = attempt.value("expect"_L1).toObject();
    const QString outcome = expect.value("outcome"_L1).toString();
    const bool continued = measured.beforeBody.contains(100);
    const QString wanted = QLatin1String(measured.waitRanOut ? "timed-out" : continued ? "continued" : "final-status");
    QStringList wrong;
    if (outcome != wanted)
        wrong << u"the wait ended by %1, measured %2"_s.arg(outcome, wanted);
    const double pause = expect.value("pause_ns"_L1).toDouble();
    if (measured.waitRanOut && pause < 2.99e9)
        wrong << u"the wait of 3 s ended after %1 ns"_s.arg(pause, 0, 'f', 0);
    return wrong;
}

/// Did the body go? Tolerance: after a 100 the measuring client looked 50 ms for a final status before it sent
/// the body; ours sends at once, so where a refusal followed the 100 any part of the body may have left.
inline QStringList compareBody(const Measured &measured, const Shape &shape, const QJsonObject &attempt)
{
    const auto sent = static_cast<qint64>(attempt.value("body_bytes_sent"_L1).toDouble());
    if (shape.body == 0)
        return sent == 0 ? QStringList() : QStringList{u"%1 body bytes from nowhere"_s.arg(sent)};
    const bool refusedFirst = measured.bodyWithheld && !measured.beforeBody.contains(100);
    if (refusedFirst && sent != 0)
        return {u"%1 body bytes were sent, measured none"_s.arg(sent)};
    const int final = measured.statuses.last();
    if (final < 300 && sent < shape.body)
        return {u"%1 of %2 body bytes were sent before a %3"_s.arg(sent).arg(shape.body).arg(final)};
    return {};
}

/// What became of the connection. Tolerances: a client that withheld or cut its body must close (RFC 9112 9.3), so
/// "open" is met by our own close then; unread body bytes turn a server's FIN into a reset.
inline QStringList compareFate(const Measured &measured, const Shape &shape, const QJsonObject &attempt)
{
    const auto sent = static_cast<qint64>(attempt.value("body_bytes_sent"_L1).toDouble());
    const QString after = attempt.value("connection_after"_L1).toString();
    const bool cut = sent < shape.body;
    QStringList allowed;
    if (measured.fate == Fate::Open)
        allowed << u"open"_s;
    if (measured.fate == Fate::Fin)
        allowed << u"closed-by-server"_s;
    if (measured.fate == Fate::Reset || (measured.fate == Fate::Fin && sent > 0 && measured.statuses.last() >= 300))
        allowed << u"reset"_s;
    if (cut && measured.fate == Fate::Open)
        allowed << u"closed-by-client"_s;
    if (measured.bodyWithheld && sent > 0) // the server met bytes that it was not measured with
        allowed << u"open"_s << u"closed-by-server"_s << u"closed-by-client"_s << u"reset"_s;
    if (allowed.contains(after))
        return {};
    return {u"the connection is %1, measured %2"_s.arg(after, allowed.join(" or "_L1))};
}

/// Every difference between an attempt (of the JSON document) and what was measured, one line each.
inline QStringList compare(const Measured &measured, const Shape &shape, const QJsonObject &attempt)
{
    QStringList wrong;
    const auto statuses = statusesOf(attempt);
    if (statuses != measured.statuses)
        wrong << u"statuses %1, measured %2"_s.arg(numbers(statuses), numbers(measured.statuses));
    const QString field = connectionFieldOf(attempt);
    if (field != measured.connection.toLower())
        wrong << u"Connection: \"%1\", measured \"%2\""_s.arg(field, measured.connection);
    return wrong + compareWait(measured, shape, attempt) + compareBody(measured, shape, attempt)
        + compareFate(measured, shape, attempt);
}

} // namespace peers
