// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the step lines of a scenario. Each fill function returns a complaint, or "" when all is right.
#include "lab/step_reader.h"

#include "base/safe_bytes.h"
#include "base/text.h"
#include "wire/event.h"

#include <algorithm>
#include <array>

namespace lab {

namespace {

struct StepWord {
    std::string_view word;
    StepKind kind;
    bool takesMore; // words may follow
};

constexpr std::array<StepWord, 18> stepWords{{
    {"wait", StepKind::Wait, true},
    {"continue", StepKind::Continue, false},
    {"interim", StepKind::Interim, true},
    {"final", StepKind::Final, true},
    {"bytes", StepKind::Bytes, true},
    {"read", StepKind::Read, true},
    {"stop", StepKind::StopReading, true},
    {"resume", StepKind::ResumeReading, true},
    {"pace", StepKind::Pace, true},
    {"speak", StepKind::Speak, true},
    {"if", StepKind::If, true},
    {"else", StepKind::Else, false},
    {"repeat", StepKind::Repeat, true},
    {"end", StepKind::End, false},
    {"close", StepKind::Close, false},
    {"drop", StepKind::Drop, false},
    {"reset", StepKind::Reset, false},
    {"hang", StepKind::Hang, false},
}};

std::string allStepWords()
{
    std::string all;
    for (const StepWord &word : stepWords)
        all += (all.empty() ? "" : ", ") + std::string(word.word);
    return all;
}

/// One escape after a backslash; "" when there is no such escape. `used` is its length.
std::string escape(std::string_view text, std::size_t &used)
{
    static constexpr std::string_view letters = "rnt0\\\"";
    static constexpr std::string_view meanings("\r\n\t\0\\\"", 6);
    used = 1;
    if (const auto at = text.empty() ? std::string_view::npos : letters.find(text[0]); at != std::string_view::npos)
        return std::string(1, meanings[at]);
    static constexpr std::string_view digits = "0123456789abcdef";
    if (text.size() < 3 || text[0] != 'x')
        return {};
    const auto high = digits.find(base::lower(text[1]));
    const auto low = digits.find(base::lower(text[2]));
    if (high == std::string_view::npos || low == std::string_view::npos)
        return {};
    used = 3;
    return std::string(1, static_cast<char>(high * 16 + low));
}

} // namespace

Words firstWord(std::string_view line)
{
    line = base::trimmed(line);
    const auto end = std::min(line.find_first_of(" \t"), line.size());
    return {line.substr(0, end), base::trimmed(line.substr(end))};
}

std::optional<StepComplaint> StepReader::read(std::string_view line, int number)
{
    const auto complaint = [](std::string text) {
        return text.empty() ? std::optional<StepComplaint>() : StepComplaint{std::move(text)};
    };
    const auto [word, rest] = firstWord(line);
    if (word == "+")
        return complaint(addField(base::trimmed(line).substr(1)));
    if (word.starts_with('|'))
        return complaint(addContent(base::trimmed(line).substr(1)));
    const auto known =
        std::find_if(stepWords.begin(), stepWords.end(), [key = word](const auto &w) { return w.word == key; });
    if (known == stepWords.end())
        return complaint(base::inQuotes(word) + " is no step; the steps are " + allStepWords());
    if (!known->takesMore && !rest.empty())
        return complaint("nothing may follow " + base::inQuotes(word));
    Step step;
    step.kind = known->kind;
    step.line = number;
    std::string wrong = fill(step, rest);
    if (wrong.empty()) {
        if (step.kind == StepKind::If || step.kind == StepKind::Repeat || step.kind == StepKind::Else)
            open_.push_back(steps_.size());
        steps_.push_back(std::move(step));
    }
    return complaint(std::move(wrong));
}

std::string StepReader::fill(Step &step, std::string_view rest)
{
    switch (step.kind) {
    case StepKind::Wait: return argument(rest, ParamKind::Duration, step.argument);
    case StepKind::Repeat: return argument(rest, ParamKind::Count, step.argument);
    case StepKind::Read: return rest.empty() ? std::string() : argument(rest, ParamKind::Size, step.argument);
    case StepKind::Interim:
    case StepKind::Final: return fillStatus(step, rest);
    case StepKind::Bytes: return fillBytes(step, rest);
    case StepKind::Pace: return fillPace(step, rest);
    case StepKind::StopReading:
    case StepKind::ResumeReading: return fillReading(step, rest);
    case StepKind::Speak:
        step.argument = rest;
        return rest == "1.0" || rest == "1.1" ? std::string() : "speak wants 1.0 or 1.1";
    case StepKind::If: return fillCondition(step, rest);
    case StepKind::Else:
    case StepKind::End: return closeBlock(step);
    default: return {};
    }
}

std::string StepReader::fillStatus(Step &step, std::string_view rest)
{
    const auto [status, reason] = firstWord(rest);
    step.text = reason;
    step.argument = status;
    const int number = statusOf(status).value_or(0);
    if (step.kind == StepKind::Interim && (number < 100 || number > 199))
        return "an interim response has a status from 100 to 199";
    if (step.kind == StepKind::Final) {
        if (std::string wrong = argument(status, ParamKind::Status, step.argument); !wrong.empty())
            return wrong;
    }
    return checkNames(reason);
}

std::string StepReader::fillBytes(Step &step, std::string_view rest)
{
    if (rest.size() < 2 || rest.front() != '"')
        return "bytes wants a text in double quotes";
    for (std::size_t i = 1; i < rest.size(); ++i) {
        if (rest[i] == '"') {
            const bool last = i + 1 == rest.size();
            return last ? checkNames(step.text) : std::string("nothing may follow the closing quote");
        }
        if (rest[i] != '\\') {
            step.text += rest[i];
            continue;
        }
        std::size_t used = 0;
        const std::string byte = escape(rest.substr(i + 1), used);
        if (byte.empty())
            return "unknown escape; there are \\r \\n \\t \\0 \\\\ \\\" and \\xHH";
        step.text += byte;
        i += used;
    }
    return "the text has no closing quote";
}

std::string StepReader::fillPace(Step &step, std::string_view rest)
{
    if (rest == "off") {
        step.argument = "0";
        step.text = "0";
        return {};
    }
    const auto [bytes, more] = firstWord(rest);
    const auto [every, interval] = firstWord(more);
    if (every != "every")
        return "pace wants a form such as \"pace 1 every 20ms\", or \"pace off\"";
    if (std::string wrong = argument(bytes, ParamKind::Size, step.argument); !wrong.empty())
        return wrong;
    return argument(interval, ParamKind::Duration, step.text);
}

std::string StepReader::fillReading(Step &, std::string_view rest)
{
    return rest == "reading" ? std::string() : "the words are \"stop reading\" and \"resume reading\"";
}

std::string StepReader::fillCondition(Step &step, std::string_view rest)
{
    Condition &condition = step.condition;
    Words words = firstWord(rest);
    if (words.first == "not") {
        condition.negated = true;
        words = firstWord(words.rest);
    }
    const auto [test, more] = words;
    condition.name = firstWord(more).first;
    if ((test == "content" || test == "expects") && more.empty()) {
        condition.test = test == "content" ? Test::Content : Test::Expects;
        return {};
    }
    if (test == "has" && base::isToken(more)) {
        condition.test = Test::Has;
        return {};
    }
    if (test == "field" && firstWord(firstWord(more).rest).first == "is") {
        condition.test = Test::FieldIs;
        condition.value = firstWord(firstWord(more).rest).rest;
        return checkNames(condition.value);
    }
    if (test == "length" && condition.name == "above") {
        condition.test = Test::LengthAbove;
        return argument(firstWord(more).rest, ParamKind::Size, condition.value);
    }
    condition.value = more;
    condition.test = test == "version" ? Test::Version : Test::Method;
    if ((test == "version" && (more == "1.0" || more == "1.1")) || (test == "method" && base::isToken(more)))
        return {};
    if (test.starts_with('$'))
        return fillParamTest(condition, rest.substr(rest.find('$')));
    return "unknown condition; there are has NAME, field NAME is VALUE, length above SIZE, content, expects, "
           "version 1.0, method NAME and $parameter is VALUE, each with not before it";
}

std::string StepReader::fillParamTest(Condition &condition, std::string_view rest)
{
    const auto [name, more] = firstWord(rest);
    const auto [is, value] = firstWord(more);
    condition.test = Test::Param;
    condition.name = name.substr(1);
    condition.value = value;
    if (is != "is" || value.empty())
        return "a parameter is tested as \"if $name is VALUE\"";
    if (!param(condition.name))
        return "no parameter " + base::inQuotes(condition.name) + " is declared above";
    return complaintAbout(*param(condition.name), value);
}

std::string StepReader::addField(std::string_view text)
{
    if (text.starts_with(' '))
        text.remove_prefix(1);
    if (steps_.empty() || (steps_.back().kind != StepKind::Interim && steps_.back().kind != StepKind::Final))
        return "a + line stands below interim or final";
    if (!steps_.back().content.empty())
        return "fields stand before the content";
    steps_.back().fields.emplace_back(text);
    return checkNames(text);
}

std::string StepReader::addContent(std::string_view text)
{
    if (text.starts_with(' '))
        text.remove_prefix(1);
    if (steps_.empty() || steps_.back().kind != StepKind::Final)
        return "a | line stands below final";
    steps_.back().content += std::string(text) + "\n";
    return checkNames(text);
}

std::string StepReader::closeBlock(Step &step)
{
    if (open_.empty())
        return step.kind == StepKind::End ? "this end closes nothing" : "this else has no if";
    const std::size_t index = open_.back();
    Step &opener = steps_[index];
    if (step.kind == StepKind::Else && opener.kind != StepKind::If)
        return "this else has no if";
    open_.pop_back();
    opener.jump = steps_.size() + (opener.kind == StepKind::Repeat ? 0 : 1);
    if (opener.kind == StepKind::Repeat)
        step.jump = index;
    else
        step.jump = steps_.size() + 1;
    return {};
}

std::optional<StepComplaint> StepReader::finish()
{
    if (steps_.empty())
        return StepComplaint{"the scenario has no step; give it at least one, such as \"hang\""};
    if (open_.empty())
        return {};
    fault_ = steps_[open_.back()].line;
    return StepComplaint{"this block has no end; close it with a line \"end\""};
}

std::string StepReader::argument(std::string_view text, ParamKind kind, std::string &into) const
{
    into = text;
    const Param wanted{"", kind, {}, "", ""};
    if (text.starts_with('$') && text != "$") {
        const Param *declared = param(text.substr(1));
        if (!declared)
            return "no parameter " + base::inQuotes(text.substr(1)) + " is declared above";
        return declared->kind == kind ? std::string()
                                      : "parameter " + declared->name + " should be " + describeKind(wanted);
    }
    return complaintAbout(wanted, text).empty() ? std::string()
                                                : base::inQuotes(text) + " should be " + describeKind(wanted);
}

std::string StepReader::checkNames(std::string_view text) const
{
    for (const std::string &name : namesIn(text)) {
        if (!param(name) && name != "received" && name != "n")
            return "no parameter " + base::inQuotes(name) + " is declared above; a plain dollar is $$";
    }
    return {};
}

const Param *StepReader::param(std::string_view name) const
{
    const auto found = std::find_if(params_.begin(), params_.end(), [&](const Param &p) { return p.name == name; });
    return found == params_.end() ? nullptr : &*found;
}

} // namespace lab
