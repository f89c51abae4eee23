// SPDX-License-Identifier: GPL-3.0-or-later
// Every dialog of the window, for tests that look at each.
#pragma once

#include "ui/files/export_dialog.h"
#include "ui/files/import_dialog.h"
#include "ui/history/history_limits.h"
#include "ui/shell/help_pages.h"

#include <memory>
#include <vector>

using namespace Qt::StringLiterals;

namespace support {

inline std::vector<std::unique_ptr<QDialog>> everyDialog()
{
    session::ImportedFile file;
    file.requests.resize(2);
    file.environments = {u"dev"_s};
    std::vector<std::unique_ptr<QDialog>> all;
    all.push_back(std::make_unique<ui::ImportDialog>(file, u"two.http"_s, nullptr));
    all.push_back(std::make_unique<ui::ExportDialog>(1, nullptr));
    all.push_back(std::make_unique<ui::HistoryLimits>(store::Limits(), store::Totals(), nullptr));
    for (auto *make : {ui::makeShortcutsPage, ui::makePromisesPage, ui::makeAboutPage})
        all.emplace_back(make(nullptr));
    return all;
}

} // namespace support
