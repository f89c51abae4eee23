// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the head statements of a scenario file and leaves its steps to StepReader.
#include "lab/scenario.h"

#include "lab/step_reader.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace lab {

namespace {

class FileReader {
public:
    explicit FileReader(std::string_view file) : file_(file), steps_(scenario_.params)
    {
        const auto slash = file.rfind('/');
        std::string_view name = slash == std::string_view::npos ? file : file.substr(slash + 1);
        scenario_.name = name.substr(0, name.rfind(".scenario"));
    }

    std::variant<Scenario, ScenarioError> read(std::string_view text)
    {
        int number = 0;
        while (!text.empty()) {
            const auto end = std::min(text.find('\n'), text.size());
            std::string wrong = readLine(base::trimmed(withoutCr(text.substr(0, end))), ++number);
            if (!wrong.empty())
                return error(number, wrong);
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        if (const std::string wrong = missing(); !wrong.empty())
            return error(number, wrong);
        if (const auto wrong = steps_.finish())
            return error(steps_.lineAtFault() > 0 ? steps_.lineAtFault() : number, wrong->text);
        scenario_.steps = steps_.take();
        return std::move(scenario_);
    }

private:
    static std::string_view withoutCr(std::string_view line)
    {
        return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
    }

    std::string readLine(std::string_view line, int number)
    {
        if (line.empty() || line.front() == '#')
            return {};
        const auto [word, rest] = firstWord(line);
        static constexpr std::array<std::string_view, 5> headWords{"title", "about", "group", "show", "param"};
        if (std::find(headWords.begin(), headWords.end(), word) == headWords.end()) {
            stepsBegan_ = true;
            const auto wrong = steps_.read(line, number);
            return wrong ? wrong->text : std::string();
        }
        if (stepsBegan_)
            return std::string(word) + " stands before the first step";
        return readHead(word, rest);
    }

    std::string readHead(std::string_view word, std::string_view rest)
    {
        if (rest.empty())
            return std::string(word) + " wants words behind it";
        if (word == "param")
            return readParam(rest);
        if (word == "show")
            return readShow(rest);
        if (word == "group")
            return readGroup(rest);
        std::string &into = word == "title" ? scenario_.title : scenario_.about;
        if (!into.empty())
            return "a second " + std::string(word) + " line; keep one";
        into = rest;
        return {};
    }

    std::string readGroup(std::string_view name)
    {
        const auto &known = groupWords();
        const auto one = std::find_if(known.begin(), known.end(), [&](const GroupWords &g) { return g.name == name; });
        if (one == known.end())
            return "the group is " + groupNames();
        if (std::exchange(hasGroup_, true))
            return "a second group line; keep one";
        scenario_.group = one->group;
        return {};
    }

    /// "basics, delays, refusals or broken"
    static std::string groupNames()
    {
        std::string names;
        for (const GroupWords &one : groupWords()) {
            const bool last = &one == &groupWords().back();
            names += (names.empty() ? "" : last ? " or " : ", ") + std::string(one.name);
        }
        return names;
    }

    /// What must stand before the steps, and does not.
    std::string missing() const
    {
        if (scenario_.title.empty())
            return "the file has no title line; it stands before the steps";
        if (scenario_.about.empty())
            return "the file has no about line; it stands before the steps";
        if (!hasGroup_)
            return "the file has no group line; it stands before the steps: " + groupNames();
        return {};
    }

    std::string readShow(std::string_view rest)
    {
        const auto [method, afterMethod] = firstWord(rest);
        const auto [size, watch] = firstWord(afterMethod);
        if (!base::isToken(method))
            return "show wants a method, then the size of its content";
        scenario_.method = method;
        const auto bytes = base::byteSize(size);
        if (!size.empty() && !bytes)
            return "the size should be such as 65536, 64k or 1M";
        scenario_.bodySize = bytes.value_or(0);
        const auto ns = base::duration(watch);
        if (!watch.empty() && !ns)
            return "how long to watch the connection should be such as 250ms or 2s";
        scenario_.watchNs = ns.value_or(0);
        return {};
    }

    std::string readParam(std::string_view rest)
    {
        const auto [name, afterName] = firstWord(rest);
        const auto [kind, afterKind] = firstWord(afterName);
        const auto [value, about] = firstWord(afterKind);
        const bool plain = std::all_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        if (!plain || name == "received" || name == "n")
            return "a parameter's name is of small letters, and neither received nor n";
        if (value.empty())
            return "param wants a name, a kind, a default and what it sets";
        for (const Param &param : scenario_.params) {
            if (param.name == name)
                return "a second parameter " + std::string(name) + "; give it another name";
        }
        Param param{std::string(name), ParamKind::Text, {}, std::string(value), std::string(about)};
        if (!setKind(param, kind))
            return "the kind is duration, size, count, status, text or choices such as on|off";
        scenario_.params.push_back(param);
        return complaintAbout(param, value);
    }

    static bool setKind(Param &param, std::string_view kind)
    {
        struct KindWord {
            std::string_view word;
            ParamKind kind;
        };
        static constexpr std::array<KindWord, 5> words{{{"duration", ParamKind::Duration},
                                                        {"size", ParamKind::Size},
                                                        {"count", ParamKind::Count},
                                                        {"status", ParamKind::Status},
                                                        {"text", ParamKind::Text}}};
        const auto known = std::find_if(words.begin(), words.end(), [&](const auto &w) { return w.word == kind; });
        if (known != words.end()) {
            param.kind = known->kind;
            return true;
        }
        param.kind = ParamKind::Choice;
        while (!kind.empty()) {
            const auto bar = std::min(kind.find('|'), kind.size());
            param.choices.emplace_back(kind.substr(0, bar));
            kind.remove_prefix(std::min(bar + 1, kind.size()));
        }
        return param.choices.size() > 1;
    }

    ScenarioError error(int number, const std::string &what) const
    {
        return {std::string(file_) + ":" + std::to_string(number) + ": " + what};
    }

    std::string_view file_;
    Scenario scenario_;
    StepReader steps_; // refers to scenario_.params
    bool hasGroup_ = false;
    bool stepsBegan_ = false;
};

/// Of a status line that is sent as exact bytes.
std::optional<int> statusIn(std::string_view bytes)
{
    constexpr std::size_t before = std::string_view("HTTP/1.1 ").size();
    return bytes.starts_with("HTTP/") && bytes.size() >= before + 3 ? statusOf(bytes.substr(before, 3)) : std::nullopt;
}

} // namespace

const std::array<GroupWords, 4> &groupWords()
{
    static constexpr std::array<GroupWords, 4> words{{
        {Group::Basics, "basics", "Basics",
         "Answers that keep to the protocol: 100, other interim responses, an HTTP/1.0 server."},
        {Group::Delays, "delays", "Delays", "Answers that come late, slowly or not at all."},
        {Group::Refusals, "refusals", "Refusals",
         "Final statuses that turn the content away: 417, 413, 428, 401, a redirection."},
        {Group::Broken, "broken", "Broken", "Answers that break the protocol or the connection."},
    }};
    return words;
}

std::set<int> statusesOf(const Scenario &scenario)
{
    const Values defaults = std::get<Values>(valuesFor(scenario.params, {}));
    std::set<int> statuses;
    for (const Step &step : scenario.steps) {
        std::optional<int> status;
        if (step.kind == StepKind::Continue)
            status = 100;
        else if (step.kind == StepKind::Interim || step.kind == StepKind::Final)
            status = statusOf(expanded(step.argument, defaults));
        else if (step.kind == StepKind::Bytes)
            status = statusIn(step.text);
        if (status)
            statuses.insert(*status);
    }
    return statuses;
}

std::variant<Scenario, ScenarioError> readScenario(std::string_view file, std::string_view text)
{
    return FileReader(file).read(text);
}

} // namespace lab
