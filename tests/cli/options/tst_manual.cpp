// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/manual.h"

#include "request/settings.h"

#include <QTest>

class TestManual : public QObject {
    Q_OBJECT
private slots:
    void theRestStays()
    {
        QCOMPARE(cli::manualPage(".TH A\n\ntext"), std::string(".TH A\n\ntext"));
        QCOMPARE(cli::manualPage("@settings Nothing@\n.PP\n"), std::string(".PP\n"));
    }

    void entriesAreRoff()
    {
        const std::string page = cli::manualPage("@settings Route@\n@settings Times@\n.PP\n");
        for (const char *part :
             {".TP\n.BR \\-4 ,\\  \\-\\-ipv4\nIPv4 addresses only\n",
              ".TP\n.BI \\-\\-proxy\\  URL\nan HTTP proxy, http://",
              ".BI \\-\\-expand\\-proxy\\-user\\  \\(aq{{VAR}}\\(aq\n", "the URL\\(aqs stead", "(default 10000;"})
            QVERIFY2(page.find(part) != page.npos, (part + page).c_str());
        QVERIFY(page.ends_with(".PP\n"));
    }

    void everySettingIsThere()
    {
        const std::string page = cli::manualPage(
            "@settings Exchange@\n@settings Expect@\n@settings Tls@\n@settings Route@\n@settings Times@\n");
        for (const request::Setting &row : request::settings()) {
            const auto name =
                QByteArray("\\-\\-") + QByteArray(row.name.data(), qsizetype(row.name.size())).replace("-", "\\-");
            QVERIFY2(!row.isOption() || page.find(name.toStdString()) != page.npos, name);
        }
    }
};

INTERIM_SUITE(TestManual)
#include "tst_manual.moc"
