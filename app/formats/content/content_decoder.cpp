// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/content/content_decoder.h"

#include <algorithm>

namespace formats {

namespace {

constexpr std::size_t roomBytes = 64 << 10;

} // namespace

struct ContentDecoder::Layer {
    std::string coding;
    std::unique_ptr<CodingReader> reader;
    std::unique_ptr<char[]> room;
    std::uint64_t taken = 0;
    std::uint64_t made = 0;
    bool inner = false;
};

ContentDecoder::ContentDecoder(const std::vector<std::string> &codings, DecodeLimits limits) : limits_(limits)
{
    if (codings.size() > limits_.codings) {
        fault_.kind = DecodeFault::Kind::TooManyCodings;
        return;
    }
    for (auto name = codings.rbegin(); name != codings.rend(); ++name) {
        const auto coding = codingOf(*name);
        if (!coding) {
            fault_ = {DecodeFault::Kind::UnknownCoding, *name, 0, !layers_.empty(), {}};
            return;
        }
        if (auto reader = makeReader(*coding))
            layers_.push_back({*name, std::move(reader), std::make_unique<char[]>(roomBytes), 0, 0, !layers_.empty()});
    }
}

ContentDecoder::~ContentDecoder() = default;
ContentDecoder::ContentDecoder(ContentDecoder &&) noexcept = default;
ContentDecoder &ContentDecoder::operator=(ContentDecoder &&) noexcept = default;

std::size_t ContentDecoder::layers() const
{
    return layers_.size();
}

bool ContentDecoder::feed(std::string_view bytes, std::string &out)
{
    if (!stopped_)
        stopped_ = !feedLayer(0, bytes, out);
    return !stopped_;
}

bool ContentDecoder::feedLayer(std::size_t index, std::string_view bytes, std::string &out)
{
    if (index == layers_.size()) {
        out.append(bytes);
        return true;
    }
    Layer &layer = layers_[index];
    for (bool more = true; more || !bytes.empty();) {
        const auto step = layer.reader->step(bytes, layer.room.get(), roomBytes);
        const auto state = layer.reader->state();
        const auto made = std::min<std::uint64_t>(step.made, limits_.output - layer.made);
        layer.taken += step.taken;
        layer.made += made;
        bytes.remove_prefix(step.taken);
        if (made > 0 && !feedLayer(index + 1, {layer.room.get(), static_cast<std::size_t>(made)}, out))
            return false;
        if (made < step.made)
            note(DecodeFault::Kind::TooLarge, layer);
        else if (state == CodingReader::State::Broken)
            note(DecodeFault::Kind::Broken, layer);
        else if (state == CodingReader::State::Done && !bytes.empty())
            note(DecodeFault::Kind::TrailingBytes, layer);
        else if (step.made < roomBytes && step.taken == 0)
            return true; // it has all it can use
        else {
            more = step.made == roomBytes;
            continue;
        }
        return false;
    }
    return true;
}

void ContentDecoder::finish()
{
    if (stopped_)
        return;
    stopped_ = true;
    const auto open = std::find_if(layers_.begin(), layers_.end(), [](const Layer &l) { return !l.reader->whole(); });
    if (open != layers_.end())
        note(DecodeFault::Kind::Truncated, *open);
}

/// An unknown coding, said at the start, is not worth more than what is met on the way.
void ContentDecoder::note(DecodeFault::Kind kind, const Layer &layer)
{
    fault_ = {kind, layer.coding, layer.taken, layer.inner, layer.reader->reason()};
}

} // namespace formats
