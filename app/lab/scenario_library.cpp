// SPDX-License-Identifier: GPL-3.0-or-later
// Chooses the scenario for a request target, and makes the list page.
#include "lab/scenario_library.h"

#include <algorithm>

namespace lab {

namespace {

/// Content of a made scenario is not to be expanded.
std::string withoutNames(std::string_view text)
{
    std::string out;
    for (const char c : text)
        out += c == '$' ? std::string("$$") : std::string(1, c);
    return out;
}

Step step(StepKind kind)
{
    Step made;
    made.kind = kind;
    return made;
}

std::string row(const Scenario &scenario)
{
    const std::string name = htmlEscaped(scenario.name);
    std::string html = "<dt><a href=\"/" + name + "\">" + name + "</a> " + htmlEscaped(scenario.title) + "</dt>\n<dd>"
        + htmlEscaped(scenario.about);
    for (const Param &param : scenario.params) {
        html += "<br><code>?" + htmlEscaped(param.name + "=" + param.value) + "</code> " + htmlEscaped(param.about)
            + " (" + htmlEscaped(describeKind(param)) + ")";
    }
    return html + "</dd>\n";
}

/// Its heading and its rows; "" where there are none.
std::string section(const GroupWords &group, const std::vector<std::shared_ptr<const Scenario>> &scenarios)
{
    std::string rows;
    for (const auto &scenario : scenarios) {
        if (scenario->group == group.group)
            rows += row(*scenario);
    }
    if (rows.empty())
        return {};
    return "<h2>" + std::string(group.title) + "</h2>\n<p>" + std::string(group.about) + "</p>\n<dl>\n" + rows
        + "</dl>\n";
}

} // namespace

std::string htmlEscaped(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\'': out += "&#39;"; break;
        default: out += c;
        }
    }
    return out;
}

std::string Library::add(std::string_view file, std::string_view text)
{
    auto read = readScenario(file, text);
    if (const auto *error = std::get_if<ScenarioError>(&read))
        return error->text;
    auto scenario = std::make_shared<const Scenario>(std::get<Scenario>(std::move(read)));
    for (const auto &other : scenarios_) {
        if (other->name == scenario->name)
            return std::string(file) + ":1: a second scenario " + other->name + "; give the file another name";
    }
    scenarios_.push_back(std::move(scenario));
    return {};
}

Play Library::choose(const wire::Head &request) const
{
    const Target target = readTarget(request.target);
    if (request.target.empty())
        return refuse(400, "The lab could not read this request.");
    if (target.segments.empty() || request.target == "*")
        return list();
    const auto found = std::find_if(scenarios_.begin(), scenarios_.end(),
                                    [&](const auto &s) { return s->name == target.segments[0]; });
    if (found == scenarios_.end()) {
        std::string names;
        for (const auto &scenario : scenarios_)
            names += "  /" + scenario->name + "\n";
        return refuse(404, "The lab has no scenario of that name. It has these, and a list at /:\n" + names);
    }
    auto values = valuesFor((*found)->params, target);
    if (const auto *error = std::get_if<ParamError>(&values))
        return refuse(400, "Scenario " + (*found)->name + ": " + error->text + ".");
    return {*found, std::get<Values>(std::move(values))};
}

Play Library::list() const
{
    std::string html =
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Interim lab</title></head>\n"
        "<body><h1>Interim lab</h1>\n<p>Each path plays one behaviour of a server.</p>\n";
    for (const GroupWords &group : groupWords())
        html += section(group, scenarios_);
    Scenario made;
    Step answer = step(StepKind::Final);
    answer.argument = "200";
    answer.fields = {"Content-Type: text/html; charset=utf-8", "X-Content-Type-Options: nosniff"};
    answer.content = withoutNames(html + "</body></html>\n");
    made.steps = {step(StepKind::Continue), step(StepKind::Read), answer};
    return {std::make_shared<const Scenario>(std::move(made)), {}};
}

Play Library::refuse(int status, const std::string &line) const
{
    Scenario made;
    Step answer = step(StepKind::Final);
    answer.argument = std::to_string(status);
    answer.fields = {"X-Content-Type-Options: nosniff", "Connection: close"};
    answer.content = withoutNames(line.ends_with('\n') ? line : line + "\n");
    made.steps = {answer};
    return {std::make_shared<const Scenario>(std::move(made)), {}};
}

} // namespace lab
