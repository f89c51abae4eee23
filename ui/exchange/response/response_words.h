// SPDX-License-Identifier: GPL-3.0-or-later
// The response view's words, made from wire bytes so that they are safe to show, and the colours of its fields.
#pragma once

#include "ui/exchange/response/content_loader.h"

#include "record/exchange.h"

#include <QSyntaxHighlighter>

namespace ui {

/// "HTTP/1.1 200 OK"
QString startLineText(const record::ResponseSeen &response);
/// "Attempt 1 · 103 Early Hints (interim)"; attempt 0: it goes without saying.
QString responseLabel(const record::ResponseSeen &response, const QString &what, int attempt);
/// A line a field, as they came.
QString fieldsText(const wire::Fields &fields);
/// "12 345 bytes, from 2 345 in gzip · application/json · UTF-8"
QString infoText(const LoadedContent &loaded, const session::ContentPlan &plan, const QLocale &locale);
/// A harmless name for a file: the target's last segment, or "content", with an ending by the media type.
QString fileName(const std::string &target, const QString &mediaType);

/// Field names stand out from their values.
class FieldColours : public QSyntaxHighlighter {
    Q_OBJECT
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

protected:
    void highlightBlock(const QString &text) override;
};

} // namespace ui
