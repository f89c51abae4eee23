// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/secret_values.h"

#include "base/text.h"
#include "request/sensitive.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace formats {
namespace {

constexpr std::size_t shortest = 4;

std::string inJson(const std::string &value)
{
    const QByteArray list = QJsonDocument(QJsonArray{QString::fromStdString(value)}).toJson(QJsonDocument::Compact);
    return list.mid(2, list.size() - 4).toStdString();
}

} // namespace

SecretValues::SecretValues(const std::vector<std::string> &values)
{
    for (const std::string &value : values) {
        if (value.size() < shortest)
            continue;
        for (std::string form : {value, base::percentEncoded(value, "-._~"), inJson(value)}) {
            if (std::ranges::find(forms_, form) == forms_.end())
                forms_.push_back(std::move(form));
        }
    }
    std::ranges::sort(forms_, {}, [](const std::string &form) { return -static_cast<std::ptrdiff_t>(form.size()); });
}

std::string SecretValues::hidden(std::string text) const
{
    for (const std::string &form : forms_) {
        std::string out;
        std::size_t copied = 0;
        for (auto at = text.find(form); at != text.npos; at = text.find(form, copied)) {
            out.append(text, copied, at - copied).append(request::maskText);
            copied = at + form.size();
        }
        if (copied > 0)
            text = out.append(text, copied);
    }
    return text;
}

void SecretValues::hide(request::RequestSpec &spec) const
{
    if (empty())
        return;
    for (std::string *text : {&spec.method, &spec.url, &spec.body.text, &spec.body.mediaType, &spec.proxy})
        *text = hidden(std::move(*text));
    for (request::HeaderLine &line : spec.headers) {
        line.name = hidden(std::move(line.name));
        line.value = hidden(std::move(line.value));
    }
    for (request::FormField &field : spec.body.fields) {
        field.name = hidden(std::move(field.name));
        field.value = hidden(std::move(field.value));
    }
}

} // namespace formats
