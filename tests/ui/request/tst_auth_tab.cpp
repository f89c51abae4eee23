// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/auth_tab.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTest>

using namespace Qt::StringLiterals;

class TestAuthTab : public QObject {
    Q_OBJECT

    static QLineEdit *line(const ui::AuthTab &tab, const QString &name)
    {
        for (auto *one : tab.findChildren<QLineEdit *>()) {
            if (one->accessibleName() == name)
                return one;
        }
        qFatal("no such line: %s", qPrintable(name));
    }
    static void choose(ui::AuthTab &tab, int index)
    {
        auto *box = tab.findChild<QComboBox *>();
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Home);
        for (int i = 0; i < index; ++i)
            QTest::keyClick(box, Qt::Key_Down);
        QCOMPARE(box->currentIndex(), index);
    }
    static std::string sent(const ui::RequestModel &model)
    {
        return model.spec().headers.empty() ? std::string() : model.spec().headers.back().value;
    }

private slots:
    void whatIsTypedIsInTheRequestAtEachKey()
    {
        ui::RequestModel model;
        ui::AuthTab tab(&model);
        tab.show();
        choose(tab, 1);
        QTest::keyClicks(line(tab, u"User"_s), u"us"_s);
        QTest::keyClicks(line(tab, u"Password"_s), u"p:"_s);
        QCOMPARE(sent(model), std::string("Basic dXM6cDo="));
        choose(tab, 2);
        QTest::keyClicks(line(tab, u"Token"_s), u"abc"_s);
        QCOMPARE(sent(model), std::string("Bearer abc"));
        choose(tab, 0);
        QVERIFY(model.spec().headers.empty());
    }

    void secretsAreHiddenUntilTheyAreAskedFor()
    {
        ui::RequestModel model;
        ui::AuthTab tab(&model);
        tab.show();
        choose(tab, 1);
        QCOMPARE(line(tab, u"Password"_s)->echoMode(), QLineEdit::Password);
        QCOMPARE(line(tab, u"User"_s)->echoMode(), QLineEdit::Normal);
        tab.findChild<QCheckBox *>()->click();
        QCOMPARE(line(tab, u"Password"_s)->echoMode(), QLineEdit::Normal);
        QCOMPARE(line(tab, u"Token"_s)->echoMode(), QLineEdit::Normal);
    }

    void showsWhatOthersTyped()
    {
        ui::RequestModel model;
        ui::AuthTab tab(&model);
        model.edit([](request::RequestSpec &spec) { spec.headers = {{"Authorization", "Digest x"}}; });
        QCOMPARE(tab.findChild<QComboBox *>()->currentText(), u"As typed"_s);
        model.edit([](request::RequestSpec &spec) { spec.headers = {{"Authorization", "Basic dXM6cDo="}}; });
        QCOMPARE(line(tab, u"User"_s)->text(), u"us"_s);
        tab.show();
        choose(tab, 3); // the field of another scheme comes back as it was typed
        QCOMPARE(sent(model), std::string("Digest x"));
        model.edit([](request::RequestSpec &spec) { spec.rawHead = "GET / HTTP/1.1\r\n\r\n"; });
        QVERIFY(!tab.isEnabled());
    }

    // What was typed for one request goes into no other, and nothing typed sends nothing.
    void aFieldAsTypedStaysWithItsRequest()
    {
        ui::RequestModel model;
        ui::AuthTab tab(&model);
        tab.show();
        model.edit([](request::RequestSpec &spec) { spec.headers = {{"Authorization", "Digest secret"}}; });
        request::RequestSpec next;
        next.url = "http://other/";
        model.replace(next);
        QCOMPARE(tab.findChild<QComboBox *>()->currentIndex(), 0);
        auto *box = tab.findChild<QComboBox *>();
        box->setFocus();
        QTest::keyClick(box, Qt::Key_End);
        QVERIFY(model.spec() == next);
        QCOMPARE(box->currentIndex(), 0);
    }

    void theUrlsOwnIsSaid()
    {
        ui::RequestModel model;
        request::RequestSpec spec;
        spec.url = "http://us:p@h/";
        model.replace(spec);
        ui::AuthTab tab(&model);
        QCOMPARE(line(tab, u"User"_s)->text(), u"us"_s);
        QVERIFY(model.spec() == spec); // to look at it changes nothing
        const auto says = [&tab](const QString &words) {
            for (const auto *label : tab.findChildren<QLabel *>()) {
                if (label->text().contains(words))
                    return true;
            }
            return false;
        };
        QVERIFY(says(u"From the URL"_s));
        tab.show();
        QTest::keyClicks(line(tab, u"User"_s), u":"_s);
        QVERIFY(says(u"colon"_s));
    }
};

INTERIM_SUITE(TestAuthTab)
#include "tst_auth_tab.moc"
