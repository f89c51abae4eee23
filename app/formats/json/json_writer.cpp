// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/json/json_writer.h"

#include "formats/json/json_text.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>
#include <utility>

namespace formats {
namespace {

constexpr qsizetype pieceBytes = 64 << 10;
constexpr qsizetype stringPiece = 4 << 10; // characters that are escaped at once
constexpr int deeper = 4;                  // spaces, as QJsonDocument has them

/// As QJsonDocument writes it inside a list, in one line.
QByteArray documentText(const QJsonValue &value)
{
    return shownJson(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact).chopped(1).sliced(1));
}

/// What most values are is written here: a document for each takes longer than all the rest.
QByteArray scalarText(const QJsonValue &value)
{
    constexpr double exact = 1LL << 53; // integers up to it are numbers that a double tells apart
    switch (value.type()) {
    case QJsonValue::Bool: return value.toBool() ? "true" : "false";
    case QJsonValue::Double:
        if (const double number = value.toDouble(); std::abs(number) < exact && number == std::trunc(number))
            return QByteArray::number(value.toInteger());
        return documentText(value);
    default: return documentText(value);
    }
}

bool standsAsItIs(const QString &text)
{
    return std::ranges::all_of(text, [](QChar c) { return c >= u' ' && c <= u'~' && c != u'"' && c != u'\\'; });
}

} // namespace

void JsonWriter::put(const QByteArray &text)
{
    held_ += text;
    if (held_.size() >= pieceBytes)
        finish();
}

bool JsonWriter::finish()
{
    if (!held_.isEmpty())
        wanted_ = wanted_ && sink_(held_);
    held_.resize(0);
    return wanted_;
}

void JsonWriter::string(const QString &text)
{
    put("\"");
    for (qsizetype at = 0; at < text.size() && wanted_;) {
        qsizetype length = std::min(stringPiece, text.size() - at);
        if (at + length < text.size() && text[at + length].isLowSurrogate())
            --length; // a pair stays whole
        const QString piece = text.mid(at, length);
        put(standsAsItIs(piece) ? piece.toLatin1() : documentText(piece).chopped(1).sliced(1));
        at += length;
    }
    put("\"");
}

void JsonWriter::open(char bracket)
{
    put({1, bracket});
    indent_ += deeper;
    first_ = true;
}

void JsonWriter::close(char bracket)
{
    indent_ -= deeper;
    put('\n' + QByteArray(indent_, ' ') + bracket);
    first_ = false;
}

void JsonWriter::item()
{
    put((std::exchange(first_, false) ? "\n" : ",\n") + QByteArray(indent_, ' '));
}

void JsonWriter::object(const QJsonObject &members, const Parts &parts)
{
    const auto name = [this](const QString &key) {
        item();
        string(key);
        put(": ");
    };
    open('{');
    auto part = parts.begin();
    const auto partsUntil = [&](const QString *next) {
        for (; part != parts.end() && (!next || part->first <= *next) && wanted_; ++part) {
            name(part->first);
            part->second(*this);
        }
    };
    for (auto member = members.begin(); member != members.end() && wanted_; ++member) {
        const QString key = member.key();
        partsUntil(&key);
        if (parts.contains(key))
            continue;
        name(key);
        value(member.value());
    }
    partsUntil(nullptr);
    close('}');
}

void JsonWriter::value(const QJsonValue &value)
{
    if (!wanted_)
        return;
    if (value.isObject())
        return object(value.toObject());
    if (value.isString())
        return string(value.toString());
    if (!value.isArray())
        return put(scalarText(value));
    list(value.toArray(), [this](const QJsonValue &one) { this->value(one); });
}

} // namespace formats
