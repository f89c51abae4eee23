// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/shell/windows_quote.h"

#include "formats/shell/shell_quote.h"

#include <QString>

#include <algorithm>

namespace formats {
namespace {

bool isSafe(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'
        || c == '/';
}

bool isUtf8(std::string_view bytes)
{
    const QByteArray raw(bytes.data(), static_cast<qsizetype>(bytes.size()));
    return QString::fromUtf8(raw).toUtf8() == raw;
}

// PowerShell takes typographic quotes for quotes too; a doubled one stands for itself.
bool isSingleQuote(char16_t c)
{
    return c == u'\'' || (c >= 0x2018 && c <= 0x201b);
}

bool showsItself(std::u16string_view text)
{
    return isPlainText(QString::fromUtf16(text.data(), static_cast<qsizetype>(text.size())).toStdString());
}

/// 'text', and [char]N for what would not look like what it is.
QString pieces(const QString &text)
{
    QString out, open;
    const auto close = [&] {
        if (!open.isNull())
            out += (out.isEmpty() ? u"'"_qs : u" + '"_qs) + open + u'\'';
        open = {};
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool pair = text[i].isHighSurrogate() && i + 1 < text.size();
        const QString one = text.mid(i, pair ? 2 : 1);
        i += pair;
        if (showsItself(one.toStdU16String())) {
            open += isSingleQuote(one[0].unicode()) ? one + one : one;
            continue;
        }
        if (open.isNull() && out.isEmpty())
            open = u""_qs; // the sum is text only if its first member is
        close();
        for (const QChar unit : one)
            out += (out.isEmpty() ? u""_qs : u" + "_qs) + u"[char]%1"_qs.arg(unit.unicode());
    }
    close();
    return out;
}

} // namespace

std::string argvWord(std::string_view text)
{
    if (!text.empty() && text.find_first_of(" \t\n\v\"") == text.npos)
        return std::string(text);
    std::string out = "\"";
    std::size_t slashes = 0;
    for (const char c : text) {
        if (c == '"')
            out.append(slashes + 1, '\\');
        slashes = c == '\\' ? slashes + 1 : 0;
        out += c;
    }
    return out.append(slashes, '\\') + '"';
}

std::vector<std::string> argvWords(std::string_view line)
{
    std::vector<std::string> words;
    std::string word;
    bool quoted = false, begun = false;
    const auto end = [&] {
        if (begun)
            words.push_back(word);
        word.clear();
        begun = false;
    };
    for (std::size_t i = 0; i < line.size(); ++i) {
        const auto slashes = std::min(line.find_first_not_of('\\', i), line.size()) - i;
        const bool atQuote = i + slashes < line.size() && line[i + slashes] == '"';
        if (slashes > 0) {
            word.append(atQuote ? slashes / 2 : slashes, '\\');
            begun = true;
            i += slashes;
            if (atQuote && slashes % 2 == 1)
                word += '"';
            else
                --i;
        } else if (line[i] == '"') {
            begun = true;
            if (quoted && i + 1 < line.size() && line[i + 1] == '"')
                word += line[i++];
            else
                quoted = !quoted;
        } else if (!quoted && (line[i] == ' ' || line[i] == '\t' || line[i] == '\n')) {
            end();
        } else {
            word += line[i];
            begun = true;
        }
    }
    end();
    return words;
}

bool passedDifferently(std::string_view text)
{
    const bool blank = text.find_first_of(" \t\n\r\v\f") != text.npos;
    return text.empty() || text.find('"') != text.npos || (blank && text.ends_with('\\'));
}

std::optional<std::string> powerShellWord(std::string_view bytes, bool legacy)
{
    if (!isUtf8(bytes) || bytes.find('\0') != bytes.npos)
        return std::nullopt;
    if (!bytes.empty() && std::ranges::all_of(bytes, isSafe))
        return std::string(bytes);
    std::string text(bytes);
    if (legacy && passedDifferently(bytes)) {
        text = argvWord(bytes);
        // With its own quotes around it Windows PowerShell passes the word on untouched.
        if (!text.starts_with('"'))
            text = '"' + text + '"';
    }
    const QString made = pieces(QString::fromStdString(text));
    const bool sum = made.contains(u"[char]");
    return (sum ? u'(' + made + u')' : made.isEmpty() ? u"''"_qs : made).toStdString();
}

std::optional<std::string> cmdWord(std::string_view bytes)
{
    if (!isPlainText(bytes))
        return std::nullopt;
    if (!bytes.empty() && std::ranges::all_of(bytes, [](char c) { return isSafe(c) || c == '.' || c == ':'; }))
        return std::string(bytes);
    std::string out;
    for (const char c : argvWord(bytes)) {
        if (c == '\n')
            out += "^\n"; // a caret, the end of the line, and the line end that is meant
        else if (std::string_view("\"^&|<>()%!").find(c) != std::string_view::npos)
            out += '^';
        out += c;
    }
    return out;
}

} // namespace formats
