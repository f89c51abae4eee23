// SPDX-License-Identifier: GPL-3.0-or-later
// The order that is shown is the order that is sent, whatever RequestSpec::fieldOrder says.
#include "request/field_order.h"

#include "request/serializer.h"

#include <QTest>

namespace {

using request::HeaderLine;
using Names = std::vector<std::string>;

Names namesOf(const std::vector<HeaderLine> &lines)
{
    Names names;
    for (const auto &line : lines)
        names.push_back(line.name);
    return names;
}

/// Of the head that goes out; with a value where a name stands twice.
std::string sent(const request::RequestSpec &spec)
{
    const auto made = request::compose(spec);
    const std::string head = request::http1Head(std::get<request::ComposedRequest>(made));
    std::string names;
    for (std::size_t at = head.find('\n') + 1; at < head.size() && head[at] != '\r'; at = head.find('\n', at) + 1)
        names += (names.empty() ? "" : " ") + head.substr(at, head.find(':', at) - at);
    return names;
}

request::RequestSpec imported()
{
    request::RequestSpec spec;
    spec.url = "http://h/";
    spec.headers = {{"X-B", "2"}, {"X-A", "1"}, {"User-Agent", "me"}};
    spec.fieldOrder = {"X-A", "Host", "User-Agent", "X-B", "Accept"};
    return spec;
}

} // namespace

class TestFieldOrder : public QObject {
    Q_OBJECT
private slots:
    void shownAsSent()
    {
        const auto spec = imported();
        QCOMPARE(sent(spec), std::string("X-A Host User-Agent X-B Accept"));
        QCOMPARE(namesOf(request::typedInOrder(spec)), (Names{"X-A", "User-Agent", "X-B"}));
        auto plain = spec;
        plain.fieldOrder.clear();
        QCOMPARE(namesOf(request::typedInOrder(plain)), (Names{"X-B", "X-A", "User-Agent"}));
    }

    void moved()
    {
        auto spec = imported();
        auto lines = request::typedInOrder(spec);
        std::swap(lines[0], lines[2]);
        request::setTypedInOrder(spec, lines);
        QCOMPARE(request::typedInOrder(spec), lines);
        QCOMPARE(sent(spec), std::string("X-B Host User-Agent X-A Accept")); // what is added stays where it was
    }

    void nothingMovedChangesNothing()
    {
        auto spec = imported();
        const auto order = spec.fieldOrder;
        request::setTypedInOrder(spec, request::typedInOrder(spec));
        QCOMPARE(spec.fieldOrder, order);
        auto plain = imported();
        plain.fieldOrder.clear();
        request::setTypedInOrder(plain, {{"B", "1"}, {"A", "2"}, {"B", "3"}});
        QVERIFY(plain.fieldOrder.empty());
    }

    void newOnesMayStandAnywhere()
    {
        auto spec = imported();
        auto lines = request::typedInOrder(spec);
        lines.insert(lines.begin(), {"X-New", "n"});
        request::setTypedInOrder(spec, lines);
        QCOMPARE(request::typedInOrder(spec), lines);
        QCOMPARE(sent(spec), std::string("X-New Host X-A User-Agent Accept X-B"));
    }

    void othersKeepTheirPlace()
    {
        auto spec = imported();
        spec.fieldOrder = {"Host", "*", "user-agent", "Expect: 100-Continue"};
        auto lines = request::typedInOrder(spec);
        QCOMPARE(namesOf(lines), (Names{"X-B", "X-A", "User-Agent"}));
        std::rotate(lines.begin(), lines.begin() + 2, lines.end());
        request::setTypedInOrder(spec, lines);
        QCOMPARE(request::typedInOrder(spec), lines);
        QVERIFY(std::find(spec.fieldOrder.begin(), spec.fieldOrder.end(), "Expect: 100-Continue")
                != spec.fieldOrder.end());
        QCOMPARE(sent(spec).substr(0, 5), std::string("Host "));
    }

    void linesOfOneNameMayStandApart()
    {
        auto spec = imported();
        const std::vector<HeaderLine> lines{{"X-A", "1"}, {"X-B", "2"}, {"X-A", "3"}};
        request::setTypedInOrder(spec, lines);
        QCOMPARE(request::typedInOrder(spec), lines);
        QCOMPARE(sent(spec), std::string("X-A X-B X-A Host User-Agent Accept"));
    }

    void anOddUrlDoesNotMatter()
    {
        auto spec = imported();
        spec.url = "{{base}}/ x";
        auto lines = request::typedInOrder(spec);
        std::swap(lines[0], lines[1]);
        request::setTypedInOrder(spec, lines);
        QCOMPARE(request::typedInOrder(spec), lines);
    }
};

INTERIM_SUITE(TestFieldOrder)
#include "tst_field_order.moc"
