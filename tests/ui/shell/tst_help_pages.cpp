// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of the Help menu say what the files say, and the README says the same.
#include "ui/shell/help_pages.h"

#include <QDialog>
#include <QFile>
#include <QTest>
#include <QTextBrowser>

using namespace Qt::StringLiterals;

namespace {

QString textOf(const QString &path)
{
    QFile file(u"" INTERIM_SOURCE_DIR "/"_s + path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

class TestHelp : public QObject {
    Q_OBJECT
private slots:
    void promisesAndFiguresAreShown()
    {
        const std::unique_ptr<QDialog> dialog(ui::makePromisesPage(nullptr));
        const auto text = dialog->findChild<QTextBrowser *>(u"helpPage"_s)->toPlainText();
        QVERIFY(text.contains(u"The bytes shown are the bytes that went and came."_s));
        QVERIFY(text.contains(u"a small exchange as a whole process"_s));
    }

    void readmeHasTheSameFigures()
    {
        const auto figures = textOf(u"resources/help/measured.md"_s);
        QVERIFY(figures.contains(u"| upload, plain"_s));
        QVERIFY(textOf(u"README.md"_s).contains(u"## Measured\n\n"_s + figures));
    }

    void readmeHasTheSameBounds()
    {
        const auto bounds = textOf(u"resources/help/bounds.md"_s);
        QVERIFY(bounds.contains(u"| an exchange's time"_s));
        QVERIFY(textOf(u"README.md"_s).contains(bounds + u"\n## Limits"_s));
        const std::unique_ptr<QDialog> dialog(ui::makePromisesPage(nullptr));
        const auto text = dialog->findChild<QTextBrowser *>(u"helpPage"_s)->toPlainText();
        QVERIFY(text.contains(u"TLS messages without content"_s));
    }

    void shortcutsAreShown()
    {
        const std::unique_ptr<QDialog> dialog(ui::makeShortcutsPage(nullptr));
        QVERIFY(dialog->findChild<QTextBrowser *>(u"helpPage"_s)->toPlainText().contains(u"Ctrl+Enter"_s));
        QVERIFY(dialog->findChild<QTextBrowser *>(u"helpPage"_s)->toPlainText().contains(u"Ctrl+F"_s));
    }
};

INTERIM_SUITE(TestHelp)
#include "tst_help_pages.moc"
