// SPDX-License-Identifier: GPL-3.0-or-later
// How far the record carries a conclusion, in words: beside the verdict's headline and each finding.
#pragma once

#include "guidance/evaluation.h"

#include <QString>

namespace ui {

/// "likely", "open"; "" of what is certain, which needs no word.
QString confidenceWord(guidance::Confidence confidence);
/// One line that says what the word means for what stands beside it; "" of what is certain.
QString confidenceNote(guidance::Confidence confidence);
/// What all three words mean, a line each, for a tooltip.
QString confidenceHelp();

} // namespace ui
