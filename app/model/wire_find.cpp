// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/wire_find.h"

#include <algorithm>

namespace model {
namespace {

/// Kept bytes that stand together.
struct Run {
    TapeId tape;
    std::uint64_t offset;
    std::string_view bytes;
    bool holds(const ByteMark &mark) const
    {
        return mark.span.length > 0 && mark.tape == tape && mark.span.offset >= offset;
    }
};

void addRuns(std::vector<Run> &runs, const WireBlock &block, const ByteStore &store)
{
    for (std::uint64_t at = block.span.offset; at < block.span.end();) {
        const wire::Span left{at, block.span.end() - at};
        const auto bytes = store.view(block.tape, left);
        if (!bytes.empty())
            runs.push_back({block.tape, at, bytes});
        at += bytes.empty() ? store.pieces(block.tape, left).front().span.length : bytes.size();
    }
}

} // namespace

ByteMark findBytes(const std::vector<WireBlock> &blocks, const ByteStore &store, std::string_view needle,
                   const ByteMark &from, bool backward)
{
    if (needle.empty())
        return {};
    std::vector<Run> runs;
    for (const WireBlock &block : blocks)
        addRuns(runs, block, store);
    const auto held = std::find_if(runs.rbegin(), runs.rend(), [&](const Run &run) { return run.holds(from); });
    const auto start = held == runs.rend() ? 0 : static_cast<std::size_t>(runs.rend() - held) - 1;
    const std::size_t n = runs.size();
    for (std::size_t step = 0; step <= n && n > 0; ++step) {
        const Run &run = runs[backward ? (start + n - step % n) % n : (start + step) % n];
        std::size_t hit = std::string_view::npos;
        if (step == 0 && run.holds(from)) {
            const auto here = static_cast<std::size_t>(from.span.offset - run.offset);
            hit = !backward ? run.bytes.find(needle, here + 1) : here > 0 ? run.bytes.rfind(needle, here - 1) : hit;
        } else {
            hit = backward ? run.bytes.rfind(needle) : run.bytes.find(needle);
        }
        if (hit != std::string_view::npos)
            return {run.tape, {run.offset + hit, needle.size()}};
    }
    return {};
}

} // namespace model
