// SPDX-License-Identifier: GPL-3.0-or-later
// The curl tab gives commands, and below them programs for client libraries; Copy takes what is shown.
#include "ui/request/curl_tab.h"

#include "session/snippet_programs.h"
#include "ui/request/request_model.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QTest>

using namespace Qt::StringLiterals;

class TestCurlTab : public QObject {
    Q_OBJECT
private slots:
    void programsStandBelowTheShells()
    {
        ui::RequestModel model;
        request::RequestSpec spec;
        spec.method = "POST";
        spec.url = "http://h.example/p";
        spec.body = {request::BodyKind::Text, "abc", {}, 0, "text", {}};
        spec.headers = {{"A", "b"}};
        model.replace(spec);
        ui::CurlTab tab(&model);
        tab.show();
        auto *choice = tab.findChild<QComboBox *>();
        const auto snippets = session::snippetList();
        QCOMPARE(choice->count(), 4 + 1 + int(snippets.size()));
        QVERIFY(tab.command().startsWith(u"curl"_s));
        for (const auto &snippet : snippets) {
            const int index = choice->findData(snippet.name);
            QVERIFY2(index > 4 && !choice->itemData(index, Qt::ToolTipRole).toString().isEmpty(),
                     qPrintable(snippet.name));
            choice->setCurrentIndex(index);
            QCOMPARE(tab.command(), session::snippetFor(snippet.name, spec, false).program);
            QVERIFY(tab.findChild<QLabel *>()->text().startsWith(snippet.off));
        }
        choice->setCurrentIndex(choice->findData(u"ruby"_s));
        model.edit([](request::RequestSpec &now) { now.expect.rule = request::ExpectRule::Always; });
        tab.copy();
        const auto copied = QGuiApplication::clipboard()->text();
        QVERIFY2(copied.contains(u"EXPECT = true"_s) && copied.contains(u"'x' * 3"_s), qPrintable(copied));
        QVERIFY(tab.findChild<QLabel *>()->text().contains(u"typed fields"_s));
        tab.chooseForm(session::CommandForm::Raw);
        QVERIFY(tab.command().contains(u"nc "_s));
    }

    void curlIsCopiedWhateverIsShown()
    {
        ui::RequestModel model;
        request::RequestSpec spec;
        spec.url = "http://h.example/p";
        model.replace(spec);
        ui::CurlTab tab(&model);
        auto *choice = tab.findChild<QComboBox *>();
        const auto copied = [] { return QGuiApplication::clipboard()->text(); };
        choice->setCurrentIndex(choice->findData(u"ruby"_s));
        QCOMPARE(tab.copyCurl(), QString());
        QVERIFY2(copied().startsWith(u"curl "_s) && copied().contains(u"h.example"_s), qPrintable(copied()));
        tab.chooseForm(session::CommandForm::PowerShell);
        tab.chooseForm(session::CommandForm::Raw);
        QCOMPARE(tab.copyCurl(), QString());
        QVERIFY2(copied().startsWith(u"curl.exe "_s), qPrintable(copied()));
        const QString before = copied();
        model.edit([](request::RequestSpec &now) { now.url = "http://"; });
        QVERIFY(tab.copyCurl().contains(u"no host"_s));
        tab.copy();
        QCOMPARE(copied(), before);
    }
};

INTERIM_SUITE(TestCurlTab)
#include "tst_curl_tab.moc"
