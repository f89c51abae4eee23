// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/variants.h"

#include "support/exchange_sample.h"

#include <QTest>

using namespace compare;

class TestVariants : public QObject {
    Q_OBJECT
    static bool expects(const request::RequestSpec &spec)
    {
        return std::get<request::ComposedRequest>(request::compose(spec)).expect.sent;
    }
private slots:
    void offOnAndHttp10()
    {
        auto spec = support::uploadSpec(10); // below the threshold
        spec.removed = {"expect"};
        spec.body.chunked = true;
        const auto all = variantsOf(spec);
        QCOMPARE(all.size(), std::size_t(3));
        QVERIFY(!expects(all[0].spec) && expects(all[1].spec) && !expects(all[2].spec));
        QCOMPARE(all[2].spec.version, 10);
        QVERIFY(!all[2].spec.body.chunked && all[1].spec.body.chunked);
        for (const Variant &variant : all)
            QVERIFY(variant.hop == Hop::AsAsked);
    }

    void typedExpectIsTakenAway()
    {
        auto spec = support::uploadSpec(10);
        spec.headers.push_back({"Expect", "100-continue"});
        const auto all = variantsOf(spec);
        QVERIFY(!expects(all[0].spec) && expects(all[1].spec) && !expects(all[2].spec));
    }

    void aProxyDoublesThem()
    {
        auto spec = support::uploadSpec(10);
        spec.proxy = "http://127.0.0.1:3128";
        const auto all = variantsOf(spec);
        QCOMPARE(all.size(), std::size_t(6));
        for (const Variant &variant : all)
            QCOMPARE(variant.spec.proxy.empty(), variant.hop == Hop::Straight);
    }

    void aRawHeadHasNone()
    {
        auto spec = support::uploadSpec(10);
        spec.rawHead = "GET / HTTP/1.1\r\n\r\n";
        QVERIFY(variantsOf(spec).empty());
    }
};

INTERIM_SUITE(TestVariants)
#include "tst_variants.moc"
