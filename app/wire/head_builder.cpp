// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/head_builder.h"

namespace wire {

void HeadBuilder::add(const Event &event)
{
    switch (event.kind) {
    case Kind::HeadBegin: *this = HeadBuilder(head_.isRequest); break;
    case Kind::StartLine:
        head_.method = event.name;
        (head_.isRequest ? head_.target : head_.reason) = event.text;
        head_.status = event.code;
        head_.version = static_cast<int>(event.value);
        break;
    case Kind::FieldLine: head_.fields.push_back({event.name, event.text}); break;
    case Kind::FieldFold: // RFC 9112 section 5.2: a fold counts as one SP
        if (!head_.fields.empty()) {
            auto &value = head_.fields.back().value;
            value += (value.empty() || event.text.empty() ? "" : " ") + event.text;
        }
        break;
    default: break;
    }
}

} // namespace wire
