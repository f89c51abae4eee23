// SPDX-License-Identifier: GPL-3.0-or-later
// What a page stands on, without the window around it: the lab, a history in memory, the request that is composed.
#pragma once

#include "ui/kit/style.h"
#include "ui/own_settings.h"
#include "ui/request/request_desk.h"

#include "session/history.h"
#include "session/lab_history.h"
#include "session/lab_server.h"
#include "session/workbench.h"
#include "support/exchange_sample.h"

#include <QMainWindow>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace support {

struct Desk {
    Desk()
        : history(QString())
        , clients(bench.lab(), &history)
        , window(new QMainWindow)
        , desk(bench.lab(), {}, window.get())
    {
        forgetSettings();
        QLocale::setDefault(QLocale::c());
        ui::applyStyle();
        window->resize(1000, 700);
    }
    ~Desk() { window.reset(); }

    void startLab()
    {
        bench.lab()->start({});
        QTRY_VERIFY_WITH_TIMEOUT(bench.lab()->running(), 20'000);
        QCoreApplication::processEvents();
    }
    /// An upload to the lab.
    request::RequestSpec upload(const char *path)
    {
        request::RequestSpec spec;
        spec.method = "POST";
        spec.url = (bench.lab()->baseUrl() + QLatin1String(path)).toStdString();
        spec.body.kind = request::BodyKind::Text;
        spec.body.text = "hello";
        spec.expect.rule = request::ExpectRule::Always;
        return spec;
    }

    session::Workbench bench;
    session::History history;
    session::LabHistory clients;
    std::unique_ptr<QMainWindow> window;
    ui::RequestDesk desk;
};

/// A recording that came from elsewhere.
inline std::shared_ptr<record::Record> recordOf(const std::string &url, const std::string &answer)
{
    request::RequestSpec spec;
    spec.url = url;
    SampleMaker maker(spec);
    maker.at(0).begin("first").at(100).head();
    maker.at(900).received(answer);
    maker.at(1000).end("final-status");
    auto record = std::make_shared<record::Record>(maker.recorder().take());
    record->spec = spec;
    return record;
}

} // namespace support
