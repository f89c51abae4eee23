// SPDX-License-Identifier: GPL-3.0-or-later
// Names of secrets in content that is typed, or in files.
#include "engine/content_secrets.h"

#include <QTemporaryDir>
#include <QTest>

using engine::secretNamesInContent;

namespace {

std::string fileWith(const QTemporaryDir &dir, const char *name, const QByteArray &bytes)
{
    QFile file(dir.filePath(QLatin1String(name)));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return {};
    return file.fileName().toStdString();
}

} // namespace

class TestContentSecrets : public QObject {
    Q_OBJECT
private slots:
    void typedContent()
    {
        wire::RequestSpec spec;
        QVERIFY(secretNamesInContent(spec).empty());
        spec.body.kind = wire::BodyKind::Text;
        spec.body.text = "password=x&b=c&password=y";
        QCOMPARE(secretNamesInContent(spec), std::vector<std::string>{"password"});
        spec.body.text.clear();
        for (int i = 0; i < 20; ++i)
            spec.body.text += "token" + std::to_string(i) + "_secret=x&";
        QCOMPARE(secretNamesInContent(spec).size(), std::size_t(8));
    }

    void files()
    {
        const QTemporaryDir dir;
        wire::RequestSpec spec;
        spec.body.kind = wire::BodyKind::File;
        spec.body.path = fileWith(dir, "a", "{\"a\":{\"api_key\":\"x\"}}");
        QCOMPARE(secretNamesInContent(spec), std::vector<std::string>{"api_key"});
        spec.body.kind = wire::BodyKind::Multipart;
        spec.body.fields = {{"a", "", spec.body.path}, {"token", "", fileWith(dir, "b", "plain")}};
        QCOMPARE(secretNamesInContent(spec), (std::vector<std::string>{"token", "api_key"}));
        spec.body.fields = {{"a", "", "/none/at/all"}};
        QVERIFY(secretNamesInContent(spec).empty());
    }
};

INTERIM_SUITE(TestContentSecrets)
#include "tst_content_secrets.moc"
