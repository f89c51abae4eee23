// SPDX-License-Identifier: GPL-3.0-or-later
// The steps of a scenario: one a line, read and checked against the declared parameters.
#pragma once

#include "lab/scenario.h"

namespace lab {

/// A complaint, without file and line.
struct StepComplaint {
    std::string text;
};

/// The first word of a line and what follows it.
struct Words {
    std::string_view first;
    std::string_view rest;
};
Words firstWord(std::string_view line);

class StepReader {
public:
    explicit StepReader(const std::vector<Param> &params) : params_(params) {}

    /// One line with its step, "+ field" or "| content"; nothing when it is right.
    std::optional<StepComplaint> read(std::string_view line, int number);
    /// After the last line: open blocks, and where each jumps.
    std::optional<StepComplaint> finish();
    std::vector<Step> take() { return std::move(steps_); }
    /// Of the step that finish() complains about.
    int lineAtFault() const { return fault_; }

private:
    std::string addField(std::string_view text);
    std::string addContent(std::string_view text);
    std::string fill(Step &step, std::string_view rest);
    std::string fillStatus(Step &step, std::string_view rest);
    std::string fillBytes(Step &step, std::string_view rest);
    std::string fillPace(Step &step, std::string_view rest);
    std::string fillReading(Step &step, std::string_view rest);
    std::string fillCondition(Step &step, std::string_view rest);
    std::string fillParamTest(Condition &condition, std::string_view rest);
    std::string closeBlock(Step &step);
    std::string argument(std::string_view text, ParamKind kind, std::string &into) const;
    std::string checkNames(std::string_view text) const;
    const Param *param(std::string_view name) const;

    const std::vector<Param> &params_;
    std::vector<Step> steps_;
    std::vector<std::size_t> open_; // indices of If, Else and Repeat without End yet
    int fault_ = 0;
};

} // namespace lab
