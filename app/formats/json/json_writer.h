// SPDX-License-Identifier: GPL-3.0-or-later
// JSON written while it is made: text goes out in pieces, so that neither the tree of a document nor its text has to be
// held. A value's text can be six times its size (a control character is "\u0001"), and a tree more than that again.
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <functional>
#include <map>

namespace formats {

/// Gets a document piece by piece. False: the rest is not wanted.
using JsonSink = std::function<bool(const QByteArray &)>;

/// The text is that of QJsonDocument::Indented as shownJson() has it, without the line end behind it.
class JsonWriter {
public:
    /// Writes one value.
    using Part = std::function<void(JsonWriter &)>;
    using Parts = std::map<QString, Part>;

    /// Each line but the first is indented by `indent` spaces more.
    explicit JsonWriter(const JsonSink &sink, int indent = 0) : sink_(sink), indent_(indent) {}

    void value(const QJsonValue &value);
    /// `parts` are members that are written by themselves; they stand before members of the same name.
    void object(const QJsonObject &members, const Parts &parts = {});
    /// `write` writes each item.
    template <typename Items, typename Write>
    void list(const Items &items, const Write &write)
    {
        open('[');
        for (const auto &one : items) {
            if (!wanted_)
                break;
            item();
            write(one);
        }
        close(']');
    }
    /// What is still held goes out. False: the sink wanted no more.
    bool finish();
    /// False: what is written is thrown away, and need not be made.
    bool wanted() const { return wanted_; }

private:
    void item();
    void open(char bracket);
    void close(char bracket);
    void string(const QString &text);
    void put(const QByteArray &text);

    const JsonSink &sink_;
    int indent_;
    bool first_ = true; // no item stands in the innermost bracket
    bool wanted_ = true;
    QByteArray held_;
};

} // namespace formats
