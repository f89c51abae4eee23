// SPDX-License-Identifier: GPL-3.0-or-later
// Responses on the screen: what the suites about them share.
#pragma once

#include "support/coded.h"
#include "support/events.h"
#include "ui/exchange/response/response_view.h"
#include "ui/exchange/response/text_pane.h"
#include "ui/kit/style.h"
#include "ui/kit/theme.h"

#include <QBuffer>
#include <QLabel>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>

namespace support {

inline const std::string responseJson =
    R"({"service":"uploads","limits":{"max_bytes":1048576,"expect":true,"ratio":1.50e0},)"
    R"("items":[{"id":1,"name":"caf\u00e9 <b>"},{"id":2,"name":"naïve"}],"next":null})";

inline Script answered(const std::string &fields, std::string_view content, const char *status = "200 OK")
{
    Script script;
    const auto request = requestHead(0, false, "/v1/list.json?page=2");
    script.attempt(0, 0, "first").connect(10, 20).submit(30, request, 0, false).sent(40, request);
    script.received(50,
                    "HTTP/1.1 " + std::string(status) + "\r\nDate: Sun, 22 Nov 2026 15:00:00 GMT\r\n" + fields
                        + "Content-Length: " + std::to_string(content.size()) + "\r\n\r\n");
    for (std::size_t at = 0; at < content.size(); at += 60'000)
        script.received(60 + static_cast<std::int64_t>(at), content.substr(at, 60'000));
    script.attemptEnd(90'000'000);
    return script;
}

inline QByteArray picture(int width, int height)
{
    QImage image(width, height, QImage::Format_ARGB32);
    image.fill(QColor(0x2b, 0x6c, 0xb0));
    QPainter painter(&image);
    painter.fillRect(width / 4, height / 4, width / 2, height / 2, QColor(0xf0, 0xa0, 0x3c));
    painter.setCompositionMode(QPainter::CompositionMode_Clear);
    painter.fillRect(0, 0, width / 8, height / 8, Qt::black);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

class ResponseFixture : public QObject {
protected:
    void start()
    {
        ui::Theme::choose(ui::Theme::Choice::Light);
        ui::applyStyle();
    }
    /// Shows the script's exchange and waits until its content is there.
    std::unique_ptr<ui::ResponseView> shown(const support::Script &script)
    {
        auto view = std::make_unique<ui::ResponseView>();
        view->setLocale(QLocale(QLocale::English));
        view->resize(700, 460);
        view->QWidget::show();
        QSignalSpy spy(view.get(), &ui::ResponseView::contentShown);
        view->show(record::summarize(script.events()), script.events(), script.record());
        if (spy.isEmpty() && !spy.wait(60'000))
            qFatal("the content did not come");
        return view;
    }
    static QString textOf(const ui::ResponseView &view) { return view.findChild<ui::TextPane *>()->text(); }

    static bool saysOnScreen(const ui::ResponseView &view, const QString &words)
    {
        const auto labels = view.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel *l) { return l->isVisible() && l->text().contains(words); });
    }
};

} // namespace support
