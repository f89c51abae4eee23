// SPDX-License-Identifier: GPL-3.0-or-later
// The head that a parser's events tell line by line.
#pragma once

#include "wire/event.h"
#include "wire/head.h"

namespace wire {

/// Of one direction. Takes what speaks of a head's lines (HeadBegin, StartLine, FieldLine, FieldFold), and passes over
/// all else.
class HeadBuilder {
public:
    explicit HeadBuilder(bool isRequest = false) { head_.isRequest = isRequest; }
    void add(const Event &event);
    const Head &head() const { return head_; }
    Head take() { return std::move(head_); }

private:
    Head head_;
};

} // namespace wire
