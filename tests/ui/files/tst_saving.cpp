// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/saving.h"

#include "ui/desk_fixture.h"
#include "ui/exchange/exchange_view.h"
#include "ui/exchange/timeline/timeline_view.h"
#include "ui/files/export_dialog.h"
#include "ui/window.h"

#include <QFile>
#include <QFileDialog>
#include <QTemporaryDir>

class TestSaving : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        at_ = std::make_unique<support::Desk>();
        record_ = support::recordOf("http://a.test/x", "HTTP/1.1 204 No Content\r\n\r\n");
    }
    void cleanup() { at_.reset(); }

    void aRecordingIsSaved()
    {
        QVERIFY(ui::saveRecording(nullptr, window()).contains(u"Nothing to save yet"_s));
        const auto path = dir_.filePath(u"saved.interim"_s);
        choose(path);
        QVERIFY(ui::saveRecording(record_.get(), window()).contains(path));
        const auto read = session::openRecord(path);
        QVERIFY(std::holds_alternative<record::Record>(read));
        QCOMPARE(std::get<record::Record>(read).spec.url, std::string("http://a.test/x"));
        choose(dir_.filePath(u"no/folder/x.interim"_s));
        QVERIFY(ui::saveRecording(record_.get(), window()).contains(u"no/folder"_s)); // why it was not
        choose({});
        QCOMPARE(ui::saveRecording(record_.get(), window()), QString());
    }

    void thePictureIsSaved()
    {
        ui::ExchangeView view;
        view.resize(800, 600);
        view.show(record_);
        const auto path = dir_.filePath(u"picture.svg"_s);
        choose(path);
        QVERIFY(ui::saveTimeline(view.timeline(), window()).contains(path));
        QVERIFY(textOf(path).contains("<svg"));
        choose({});
        QCOMPARE(ui::saveTimeline(view.timeline(), window()), QString());
    }

    void whatIsComposedIsExportedWhereNothingIsShown()
    {
        const auto path = dir_.filePath(u"composed.http"_s);
        request::RequestSpec spec;
        spec.url = "http://composed.test/";
        choose(path, true);
        const auto line = ui::exportShown(&at_->history, {}, spec, window());
        QVERIFY2(line.contains(path), qPrintable(line));
        QVERIFY(textOf(path).contains("http://composed.test/"));
    }

    void anExchangeIsExportedByTheHistory()
    {
        const auto path = dir_.filePath(u"shown.har"_s);
        QSignalSpy said(&at_->history, &session::History::said);
        choose(path, true);
        QCOMPARE(ui::exportShown(&at_->history, record_, {}, window()), QString());
        QTRY_VERIFY2(textOf(path).contains("/x\""), qPrintable(said.value(0).value(0).toString()));
        at_->history.keep(record_, {});
        QTRY_COMPARE(at_->history.list()->rowCount(), 1);
        const auto entries = dir_.filePath(u"entries.har"_s);
        choose(entries, true);
        ui::exportEntries(&at_->history, {at_->history.list()->firstId()}, window());
        QTRY_VERIFY(textOf(entries).contains("/x\""));
    }

private:
    QWidget *window() const { return at_->window.get(); }
    /// In the file dialog that comes, after the one for the form if there is one; "": none.
    void choose(const QString &path, bool afterForm = false)
    {
        support::inDialog(this, [this, path, afterForm] {
            auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
            if (afterForm) {
                QVERIFY(qobject_cast<ui::ExportDialog *>(dialog));
                choose(path);
                return dialog->accept();
            }
            auto *files = qobject_cast<QFileDialog *>(dialog);
            QVERIFY(files);
            if (path.isEmpty())
                return dialog->reject();
            files->selectFile(path);
            dialog->accept();
        });
    }
    static QByteArray textOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir dir_;
    std::unique_ptr<support::Desk> at_;
    std::shared_ptr<record::Record> record_;
};

INTERIM_SUITE(TestSaving)
#include "tst_saving.moc"
