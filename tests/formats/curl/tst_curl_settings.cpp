// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl/curl_settings.h"

#include "formats/curl/curl_command.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestCurlSettings : public QObject {
    Q_OBJECT
private slots:
    void whatCurlHasNotIsSaid()
    {
        request::RequestSpec spec;
        spec.url = "http://h/";
        spec.lingerNs = 0; // of what is watched, not of what is sent
        spec.timeouts.connectNs = 1'000'000;
        QCOMPARE(formats::curlCommand(spec).losses, QStringList());
        spec.timeouts.headNs = 5'000'000;
        spec.timeouts.idleNs = 0;
        QCOMPARE(formats::curlCommand(spec).losses,
                 (QStringList{u"the setting head-timeout: curl has none of the kind"_s,
                              u"the setting idle-timeout: curl has none of the kind"_s}));
    }
};

INTERIM_SUITE(TestCurlSettings)
#include "tst_curl_settings.moc"
