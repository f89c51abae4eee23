// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/step_reader.h"

#include <QTest>

using namespace lab;

namespace {

const std::vector<Param> params{{"delay", ParamKind::Duration, {}, "10ms", ""},
                                {"mode", ParamKind::Choice, {"on", "off"}, "on", ""}};

struct Read {
    std::vector<Step> steps;
    std::string complaint;
    int line = 0;
};

Read read(const QByteArray &text)
{
    StepReader reader(params);
    Read result;
    for (const QByteArray &line : text.split('\n')) {
        ++result.line;
        if (const auto wrong = reader.read(line.toStdString(), result.line)) {
            result.complaint = wrong->text;
            return result;
        }
    }
    if (const auto wrong = reader.finish()) {
        result.complaint = wrong->text;
        result.line = reader.lineAtFault();
    }
    result.steps = reader.take();
    return result;
}

} // namespace

class TestStepReader : public QObject {
    Q_OBJECT
private slots:
    void messages()
    {
        const Read got = read("final 413 Too Much\n  + A:  b\n+ C: $delay\n| one $$\n|\n| two");
        QCOMPARE(got.complaint, std::string());
        QCOMPARE(got.steps.size(), 1u);
        QCOMPARE(got.steps[0].argument, std::string("413"));
        QCOMPARE(got.steps[0].text, std::string("Too Much"));
        QCOMPARE(got.steps[0].fields, (std::vector<std::string>{"A:  b", "C: $delay"}));
        QCOMPARE(got.steps[0].content, std::string("one $$\n\ntwo\n"));
    }

    void bytes()
    {
        const Read got = read("bytes \"a\\r\\n\\t\\0\\\\\\\"\\x00\\xfF#\""); // (moc loses itself in a raw string)
        QCOMPARE(got.complaint, std::string());
        QCOMPARE(got.steps[0].text, std::string("a\r\n\t\0\\\"\0\xff#", 10));
    }

    void jumps()
    {
        const Read got = read("if content\nwait 1s\nelse\nhang\nend\nrepeat 2\ncontinue\nend\nclose");
        QCOMPARE(got.complaint, std::string());
        QCOMPARE(got.steps[0].jump, 3u); // behind the else
        QCOMPARE(got.steps[2].jump, 5u); // behind the end
        QCOMPARE(got.steps[5].jump, 7u); // its end
        QCOMPARE(got.steps[7].jump, 5u); // its repeat
    }

    void complains_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("line");
        QTest::addColumn<QByteArray>("part");
        const auto row = [](const char *text, int line, const char *part) {
            QTest::newRow(text) << QByteArray(text) << line << QByteArray(part);
        };
        row("pause 1s", 1, "\"pause\" is no step; the steps are wait, continue");
        row("wait", 1, "should be a duration");
        row("wait soon", 1, "\"soon\" should be a duration");
        row("wait $mode", 1, "parameter mode should be a duration");
        row("wait $nothing", 1, "no parameter \"nothing\"");
        row("hang on", 1, "nothing may follow \"hang\"");
        row("interim 200", 1, "from 100 to 199");
        row("interim $delay", 1, "from 100 to 199");
        row("final 100", 1, "a final status code from 200");
        row("final 200\n| $x", 2, "a plain dollar is $$");
        row("read\n+ A: b", 2, "a + line stands below");
        row("interim 103\n| text", 2, "a | line stands below final");
        row("final 200\n| a\n+ A: b", 3, "fields stand before the content");
        row("bytes abc", 1, "in double quotes");
        row("bytes \"abc", 1, "no closing quote");
        row("bytes \"abc\" d", 1, "nothing may follow the closing quote");
        row("bytes \"\\q\"", 1, "unknown escape");
        row("bytes \"\\x4\"", 1, "unknown escape");
        row("bytes \"\\", 1, "unknown escape");
        row("pace 1", 1, "pace wants a form such as");
        row("pace x every 1s", 1, "should be a size");
        row("stop", 1, "stop reading");
        row("speak 2", 1, "speak wants 1.0 or 1.1");
        row("if maybe", 1, "unknown condition");
        row("if has", 1, "unknown condition");
        row("if $mode is perhaps", 1, "on or off");
        row("if $mode", 1, "if $name is VALUE");
        row("if length above lots", 1, "should be a size");
        row("else", 1, "this else has no if");
        row("repeat 2\nelse", 2, "this else has no if");
        row("end", 1, "this end closes nothing");
        row("hang\nif content\nread", 2, "this block has no end");
        row("\x1b[31m", 1, "\"\\x1b[31m\" is no step");
    }

    void complains()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, line);
        QFETCH(QByteArray, part);
        const Read got = read(text);
        QVERIFY2(got.complaint.find(part.toStdString()) != std::string::npos, got.complaint.c_str());
        QCOMPARE(got.line, line);
    }

    void conditions()
    {
        const Read got =
            read("if not field  Content-Type  is text/plain\nend\nif length above 4k\nend\n"
                 "if not $mode is off\nend\nif version 1.0\nend\nif method PUT\nend\nif has If-Match\nend");
        QCOMPARE(got.complaint, std::string());
        const auto &first = got.steps[0].condition;
        QVERIFY(first.negated && first.test == Test::FieldIs);
        QCOMPARE(first.name, std::string("Content-Type"));
        QCOMPARE(first.value, std::string("text/plain"));
        QCOMPARE(got.steps[2].condition.value, std::string("4k"));
        const auto &mode = got.steps[4].condition;
        QVERIFY(mode.negated && mode.test == Test::Param);
        QCOMPARE(mode.name, std::string("mode"));
        QCOMPARE(mode.value, std::string("off"));
    }
};

INTERIM_SUITE(TestStepReader)
#include "tst_step_reader.moc"
