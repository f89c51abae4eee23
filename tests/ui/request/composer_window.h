// SPDX-License-Identifier: GPL-3.0-or-later
// The window as suites on its composer drive it: by keys, mouse and drop, against the lab.
#pragma once

#include "ui/exchange/exchange_page.h"
#include "ui/exchange/exchange_view.h"
#include "ui/request/body_tab.h"
#include "ui/request/composer.h"
#include "ui/request/exact_tab.h"
#include "ui/window.h"

#include <QApplication>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;

class ComposerWindow {
protected:
    ~ComposerWindow() { delete window_; }

    void start()
    {
        window_ = support::makeFirstWindow(dir_.filePath(u"data"_s)).release();
        composer_ = window_->findChild<ui::Composer *>();
    }

    /// A POST without content.
    void reset()
    {
        request::RequestSpec spec;
        spec.method = "POST";
        spec.url = (window_->lab()->baseUrl() + u"/continue"_s).toStdString();
        window_->request()->replace(spec);
        composer_->setCurrentIndex(0);
    }

    template <class Page>
    Page *open(int tab)
    {
        composer_->setCurrentIndex(tab);
        return window_->findChild<Page *>();
    }

    const request::BodySpec &body() const { return window_->request()->spec().body; }

    void chooseKind(request::BodyKind kind)
    {
        auto *box = window_->findChild<ui::BodyTab *>()->findChildren<QComboBox *>().first();
        QCOMPARE(box->accessibleName(), u"Kind of content"_s);
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Home);
        for (int i = 0; i < static_cast<int>(kind); ++i)
            QTest::keyClick(box, Qt::Key_Down);
        QCOMPARE(body().kind, kind);
    }

    QPushButton *button(QWidget *in, const QString &words)
    {
        for (auto *one : in->findChildren<QPushButton *>())
            if (one->text() == words)
                return one;
        qFatal("no such button: %s", qPrintable(words));
    }

    /// Into the cell that is being edited; Tab goes to the next one, Enter ends.
    void typeCell(const QString &text, bool last)
    {
        auto *editor = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        QVERIFY(editor);
        for (const auto c : text) { // Qt Test has keys for ASCII alone
            if (c.unicode() < 0x80)
                QTest::keyClick(editor, static_cast<char>(c.unicode()));
            else
                editor->insert(c);
        }
        QTest::keyClick(editor, last ? Qt::Key_Return : Qt::Key_Tab);
        QCoreApplication::processEvents();
    }

    /// As a person does who goes on to the next field.
    void typeOver(QComboBox *box, const QString &text)
    {
        box->setFocus();
        box->lineEdit()->selectAll();
        QTest::keyClicks(box->lineEdit(), text);
        QTest::keyClick(box->lineEdit(), Qt::Key_Tab);
    }

    QComboBox *box(const QString &name)
    {
        for (auto *one : window_->findChildren<QComboBox *>())
            if (one->accessibleName().startsWith(name))
                return one;
        qFatal("no such box: %s", qPrintable(name));
    }

    /// The lines in red that are seen.
    QString errors()
    {
        QStringList lines;
        for (const auto *label : window_->findChildren<QLabel *>())
            if (label->isVisible() && label->property("error").toBool())
                lines.append(label->text());
        return lines.join(u'\n');
    }

    /// Sends, and gives everything that went out.
    std::string sentBytes()
    {
        QSignalSpy ended(window_->exchange(), &ui::ExchangePage::ended);
        QTest::keyClick(window_, Qt::Key_Return, Qt::ControlModifier);
        if (!ended.wait(60'000))
            return "(no end)";
        const auto record = window_->exchange()->view()->record();
        return record->tapes.empty() ? std::string() : record->tapes[0].sent.read({0, 1 << 20}, 1 << 20);
    }

    QString exactBytes()
    {
        auto *tab = open<ui::ExactTab>(4);
        return tab->findChild<QPlainTextEdit *>()->toPlainText();
    }

    QString file(const QString &name, const QByteArray &bytes)
    {
        QFile out(dir_.filePath(name));
        if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
            qFatal("cannot write");
        return out.fileName();
    }

    /// For people to look at, where INTERIM_PICTURES names a folder.
    void picture(const QString &name)
    {
        const auto folder = qEnvironmentVariable("INTERIM_PICTURES");
        if (folder.isEmpty())
            return;
        const auto font = QApplication::font();
        auto large = font;
        for (const int scale : {1, 2}) {
            large.setPointSizeF(font.pointSizeF() * scale);
            QApplication::setFont(large);
            window_->resize(1280, 800);
            QTest::qWait(100);
            window_->resize(1280, 800);
            QTest::qWait(100);
            QVERIFY(window_->grab().save(u"%1/%2-%3.png"_s.arg(folder, name).arg(scale)));
        }
        QApplication::setFont(font);
        QTest::qWait(100);
    }

    void drop(const QStringList &paths)
    {
        auto *target = window_->findChild<ui::BodyTab *>();
        QMimeData data;
        QList<QUrl> urls;
        for (const auto &path : paths)
            urls.append(QUrl::fromLocalFile(path));
        data.setUrls(urls);
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(target, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent dropped(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(target, &dropped);
    }

    QTemporaryDir dir_;
    ui::Workspace *window_ = nullptr;
    ui::Composer *composer_ = nullptr;
};
