// SPDX-License-Identifier: GPL-3.0-or-later
// The comparison in the main window, against the lab that the window starts: what the suites about it share.
#pragma once

#include "ui/compare/compare_page.h"
#include "ui/compare/compare_setup.h"
#include "ui/compare/compare_view.h"
#include "ui/window.h"

#include <QApplication>
#include <QClipboard>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

namespace support {

class CompareFixture : public QObject {
protected:
    void start()
    {
        window_ = makeFirstWindow(dir_.path());
        QTRY_VERIFY(window_->request()->spec().url.find("/refuse-417") != std::string::npos);
    }
    ui::CompareView *view() { return window_->compare()->view(); }
    ui::CompareSetup *setup() { return view()->setup(); }
    QString lab(const char *path) { return window_->lab()->baseUrl() + QLatin1String(path); }

    /// An upload to the lab that waits 300 ms and shows a 417.
    request::RequestSpec quickRequest()
    {
        request::RequestSpec spec;
        spec.method = "POST";
        spec.url = lab("/continue").toStdString();
        spec.body.kind = request::BodyKind::Generated;
        spec.body.size = 65536;
        spec.expect.rule = request::ExpectRule::Always;
        spec.expect.waitNs = 300'000'000;
        spec.expect.on417 = request::On417::Show;
        return spec;
    }

    /// What stands in the list goes, what the clipboard holds comes.
    void paste(const QStringList &urls)
    {
        view()->showSetup(true);
        QApplication::clipboard()->setText(urls.join(u'\n'));
        auto *editor = setup()->editor();
        QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(editor, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(setup()->urls(), urls);
    }

    /// Starts it by key, and waits for its end.
    void compare(const QStringList &urls)
    {
        if (!urls.isEmpty())
            paste(urls);
        QSignalSpy ended(view(), &ui::CompareView::ended);
        QTest::keyClick(window_.get(), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY2(view()->running(), qPrintable(setup()->error()));
        QVERIFY(ended.wait(60'000));
    }

    QPushButton *button(const QString &words)
    {
        for (auto *one : window_->findChildren<QPushButton *>())
            if (one->isVisible() && (one->text() == words || one->accessibleName() == words))
                return one;
        return nullptr;
    }

    QTemporaryDir dir_;
    std::unique_ptr<ui::Workspace> window_;
};

} // namespace support
