// SPDX-License-Identifier: GPL-3.0-or-later
// Exchanges, requests and pictures into files that a person chooses. Each asks in a dialog over `parent`, and returns
// the line that says what became of it: "" where it was left, or where the history says it later.
#pragma once

#include "session/history.h"

#include <QString>

class QWidget;

namespace ui {

class TimelineView;

/// `record` null: there is none yet.
QString saveRecording(const record::Record *record, QWidget *parent);
QString saveTimeline(const TimelineView *timeline, QWidget *parent);
/// The exchange that is shown, or, where there is none, the request that is composed.
QString exportShown(session::History *history, const std::shared_ptr<const record::Record> &record,
                    const request::RequestSpec &composed, QWidget *parent);
void exportEntries(session::History *history, const QList<qint64> &ids, QWidget *parent);

} // namespace ui
