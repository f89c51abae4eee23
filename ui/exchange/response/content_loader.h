// SPDX-License-Identifier: GPL-3.0-or-later
// Reads, decodes and indents a response's content on a pool thread, so that the window never waits for it.
#pragma once

#include "session/errand.h"
#include "session/response_content.h"

#include <QImage>

#include <memory>

namespace record {
struct Record;
}

namespace ui {

struct LoadedContent {
    session::Content content;
    bool isImage = false;
    QImage image;      ///< null where there is none to draw
    QString imageText; ///< "PNG, 640 × 480", or why it is not drawn
};

class ContentLoader : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    /// Whatever is being loaded is given up.
    void load(std::shared_ptr<const record::Record> record, session::ContentPlan plan, const QLocale &locale);
    void cancel() { errand_.drop(); }

signals:
    void loaded(std::shared_ptr<const LoadedContent> content);

private:
    session::Errand errand_;
};

/// Draws nothing but pixel formats: no markup that could name other files. Bounded by its number of pixels.
void readImage(LoadedContent &content, const QLocale &locale);

} // namespace ui
