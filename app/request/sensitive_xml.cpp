// SPDX-License-Identifier: GPL-3.0-or-later
// One pass over tags and the text between them.
#include "request/sensitive_xml.h"

#include "base/text.h"
#include "request/secret_names.h"
#include "request/sensitive_json.h"

#include <algorithm>
#include <array>
#include <utility>

namespace request {
namespace {

constexpr std::string_view xmlBlanks = " \t\r\n";
// HTML's, which nothing stands in.
constexpr std::array<std::string_view, 5> voidElements{"input", "meta", "link", "img", "br"};

std::string_view localName(std::string_view name)
{
    return name.substr(name.rfind(':') + 1);
}

bool isSecretXmlName(std::string_view name)
{
    return isSecretParameter(localName(name), NamePlace::Json);
}

/// Of what a text names: a parameter or a field.
bool isSecretWord(std::string_view word)
{
    return isSecretParameter(word, NamePlace::Json) || isOnlyField(word);
}

class XmlFinder {
public:
    explicit XmlFinder(std::string_view text) : text_(text) {}

    SecretMembers find()
    {
        for (std::size_t at = 0; at < text_.size();) {
            const auto open = std::min(text_.find('<', at), text_.size());
            between(at, open);
            at = open == text_.size() ? open : markup(open);
        }
        return std::move(out_);
    }

private:
    struct Attribute {
        std::string_view name;
        SecretPart value;
    };

    void add(std::string_view name, std::size_t begin, std::size_t end)
    {
        if (begin < end)
            out_.push_back({std::string(name), {begin, end - begin}});
    }

    std::size_t behind(std::string_view what, std::size_t from) const
    {
        const auto at = text_.find(what, from);
        return at == text_.npos ? text_.size() : at + what.size();
    }

    void between(std::size_t begin, std::size_t end)
    {
        const std::string_view text = text_.substr(begin, end - begin);
        const auto first = text.find_first_not_of(xmlBlanks);
        if (first == text.npos)
            return;
        const std::string name = base::lowered(localName(element_));
        names_ = (name == "key" || name == "name")
            && isSecretWord(text.substr(first, text.find_last_not_of(xmlBlanks) + 1 - first));
        if (!secret_.empty())
            return add(secret_, begin + first, begin + text.find_last_not_of(xmlBlanks) + 1);
        for (const SecretPart &part : secretPartsOfText(text))
            add("a URL", begin + part.offset, begin + part.end());
    }

    /// JSON, or XML once more, in what XML takes for text.
    void within(std::size_t begin, std::size_t end)
    {
        const std::string_view text = text_.substr(begin, end - begin);
        SecretMembers inner = text.find('<') == text.npos ? secretMembersOfJson(text) : XmlFinder(text).find();
        for (const SecretPart &part : secretPartsOfForm(text))
            inner.push_back({"a form", part});
        for (const SecretMember &member : inner)
            add(member.name, begin + member.part.offset, begin + member.part.end());
    }

    /// `at` is its "<"; returns where it ends.
    std::size_t markup(std::size_t at)
    {
        const std::string_view rest = text_.substr(at);
        if (rest.starts_with("<![CDATA[")) {
            const auto end = std::min(text_.find("]]>", at), text_.size());
            between(at + 9, end);
            within(at + 9, end);
            return std::min(end + 3, text_.size());
        }
        if (rest.starts_with("<!--")) {
            between(at + 4, std::min(text_.find("-->", at), text_.size()));
            return behind("-->", at);
        }
        if (rest.size() < 2 || !(base::isLetter(rest[1]) || rest[1] == '_' || rest[1] == '/'))
            return at + 1;
        return rest[1] == '/' ? closing(at) : opening(at);
    }

    std::string_view nameAt(std::size_t at) const
    {
        return text_.substr(at, std::min(text_.find_first_of(" \t\r\n/>=<", at), text_.size()) - at);
    }

    std::size_t closing(std::size_t at)
    {
        if (!secret_.empty() && nameAt(at + 2) == secret_ && --depth_ == 0)
            secret_ = {};
        names_ = names_ && nameAt(at + 2) == element_; // not behind what holds them both
        element_ = {};
        return behind(">", at);
    }

    std::size_t opening(std::size_t at)
    {
        const std::string_view name = nameAt(at + 1);
        std::size_t end = at + 1 + name.size();
        const bool named = std::exchange(names_, false);
        const bool own = attributes(end) || isSecretXmlName(name) || named;
        const bool empty = end >= 2 && text_.substr(0, end).ends_with("/>");
        const bool holds = !empty && std::ranges::find(voidElements, base::lowered(name)) == std::end(voidElements);
        if (secret_.empty() && own && holds) {
            secret_ = name;
            depth_ = 1;
        } else if (holds && name == secret_) {
            ++depth_;
        }
        element_ = holds ? name : std::string_view();
        return end;
    }

    /// From `at`, which is then behind the tag's end. Returns whether one of them names a secret.
    bool attributes(std::size_t &at)
    {
        std::vector<Attribute> values;
        bool named = false;
        while ((at = std::min(text_.find_first_not_of(" \t\r\n/", at), text_.size())) < text_.size()
               && text_[at] != '>') {
            const Attribute one = attribute(at);
            const std::string_view value = text_.substr(one.value.offset, one.value.length);
            const std::string name = base::lowered(localName(one.name));
            if (isSecretXmlName(one.name) || !secret_.empty())
                add(one.name, one.value.offset, one.value.end());
            else if (name == "value" || name == "content")
                values.push_back(one);
            named =
                named || ((name == "name" || name == "id" || name == "type" || name == "key") && isSecretWord(value));
            for (const SecretPart &part : secretPartsOfText(value))
                add("a URL", one.value.offset + part.offset, one.value.offset + part.end());
        }
        at = std::min(at + 1, text_.size());
        for (const Attribute &one : values)
            if (named)
                add(one.name, one.value.offset, one.value.end());
        return named;
    }

    Attribute attribute(std::size_t &at)
    {
        Attribute out{nameAt(at), {}};
        at += std::max<std::size_t>(out.name.size(), 1);
        const auto equals = std::min(text_.find_first_not_of(xmlBlanks, at), text_.size());
        if (equals == text_.size() || text_[equals] != '=')
            return out;
        const auto begin = std::min(text_.find_first_not_of(xmlBlanks, equals + 1), text_.size());
        const bool quoted = begin < text_.size() && (text_[begin] == '"' || text_[begin] == '\'');
        const auto end = quoted ? text_.find(text_[begin], begin + 1) : text_.find_first_of(" \t\r\n>", begin);
        out.value.offset = begin + (quoted ? 1 : 0);
        out.value.length = std::min(end, text_.size()) - std::min(out.value.offset, text_.size());
        at = std::min(std::min(end, text_.size()) + (quoted ? 1 : 0), text_.size());
        return out;
    }

    std::string_view text_;
    std::string_view secret_;  // the element that all below is secret of
    std::size_t depth_ = 0;    // elements of its name
    std::string_view element_; // that was opened last; "" behind its end
    bool names_ = false;       // its text names a secret, which the next element is
    SecretMembers out_;
};

} // namespace

SecretMembers secretMembersOfXml(std::string_view content)
{
    return XmlFinder(content).find();
}

} // namespace request
