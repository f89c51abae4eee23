// SPDX-License-Identifier: GPL-3.0-or-later
// A scenario of server behaviour as data: read from resources/scenarios/NAME.scenario, whose README describes
// the language. Reading checks everything that can be checked before a request comes.
#pragma once

#include "lab/parameters.h"

#include <array>
#include <cstddef>
#include <set>

namespace lab {

enum class StepKind : std::uint8_t {
    Wait,     ///< argument: duration
    Continue, ///< 100, if the request asks for it (RFC 9110 section 10.1.1)
    Interim,  ///< argument: status; text: reason; fields
    Final,    ///< argument: status; text: reason; fields, content
    Bytes,    ///< text: exact bytes
    Read,     ///< argument: size, "" for the whole content
    StopReading,
    ResumeReading,
    Pace,  ///< argument: bytes at once (0: all), text: duration between
    Speak, ///< argument: 1.0 or 1.1, the version of the answers that follow
    If,
    Else,
    Repeat, ///< Repeat's argument: count
    End,
    Close, ///< FIN after the last byte, then read on until the client closes too
    Drop,  ///< close at once; unread bytes make the kernel send RST
    Reset, ///< RST at once
    Hang,  ///< do nothing more
};

enum class Test : std::uint8_t {
    Has,         ///< the request has the field `name`
    FieldIs,     ///< ... with this value (without case)
    LengthAbove, ///< its Content-Length is above the size `value`
    Content,     ///< its fields announce content
    Expects,     ///< HTTP/1.1, announces content and expects 100-continue
    Version,     ///< it came as HTTP/`value`
    Method,      ///< its method is `value`
    Param,       ///< the parameter `name` is `value`
};

struct Condition {
    Test test = Test::Content;
    bool negated = false;
    std::string name;
    std::string value;
};

struct Step {
    StepKind kind = StepKind::Close;
    int line = 0;
    std::string argument; ///< may hold $names, as all texts may
    std::string text;
    std::vector<std::string> fields; ///< field lines, without their line end
    std::string content;
    Condition condition;
    std::size_t jump =
        0; ///< If: behind its Else or End; Else: behind End; Repeat: its End; End: its Repeat, or behind itself
};

/// What a list shows together.
enum class Group : std::uint8_t { Basics, Delays, Refusals, Broken };

struct GroupWords {
    Group group;
    std::string_view name; ///< as a file says it
    std::string_view title;
    std::string_view about; ///< one sentence
};
/// In the order in which they are shown.
const std::array<GroupWords, 4> &groupWords();

struct Scenario {
    std::string name; ///< the path's first segment
    std::string title;
    std::string about;
    Group group = Group::Basics;
    std::string method = "POST"; ///< of the request that shows it
    std::uint64_t bodySize = 0;  ///< of its generated content, in bytes
    std::int64_t watchNs = 0; ///< how long it watches the connection after the response; 0: as the exchange calls for
    std::vector<Param> params;
    std::vector<Step> steps;
};

/// One line: file:line, what is wrong and what to do.
struct ScenarioError {
    std::string text;
};

/// The statuses that it may answer with where the query sets nothing, interim ones too, also those in exact bytes.
std::set<int> statusesOf(const Scenario &scenario);

/// `file` is what error lines name; the scenario's name is its last part without ".scenario".
std::variant<Scenario, ScenarioError> readScenario(std::string_view file, std::string_view text);

} // namespace lab
