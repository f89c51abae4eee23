// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/guidance/confidence_words.h"

#include <QCoreApplication>

namespace ui {

namespace {

struct ConfidenceWords {
    Q_DECLARE_TR_FUNCTIONS(ui::Confidence)
};

} // namespace

QString confidenceWord(guidance::Confidence confidence)
{
    switch (confidence) {
    case guidance::Confidence::Likely: return ConfidenceWords::tr("likely");
    case guidance::Confidence::Open: return ConfidenceWords::tr("open");
    case guidance::Confidence::Certain: break;
    }
    return {};
}

QString confidenceNote(guidance::Confidence confidence)
{
    switch (confidence) {
    case guidance::Confidence::Likely:
        return ConfidenceWords::tr("Likely: something rare could look the same; the text names it.");
    case guidance::Confidence::Open:
        return ConfidenceWords::tr("Open: more than one cause is left; the text names them.");
    case guidance::Confidence::Certain: break;
    }
    return {};
}

QString confidenceHelp()
{
    return ConfidenceWords::tr("How far the record carries this:\n"
                               "certain (no word stands beside it): the bytes say it;\n"
                               "likely: they say it unless something rare did the same, which the text names;\n"
                               "open: more than one cause is left, and the text names them.");
}

} // namespace ui
