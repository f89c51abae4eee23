// SPDX-License-Identifier: GPL-3.0-or-later
// The find bar in a window of 800×600, and in letters of twice the size in one of 1280×800.
#include "ui/exchange/exchange_view.h"
#include "ui/find_keys.h"
#include "ui/request/url_edit.h"
#include "ui/window.h"

#include <QDir>
#include <QScopeGuard>

#include <algorithm>

namespace {

/// The first part of the bar that is not seen whole; "" where all are.
QString cutOf(const ui::FindBar *bar, const QWidget *window)
{
    for (const auto *part : bar->findChildren<QWidget *>()) {
        if (!part->isVisible() || part->parent() == support::lineOf(bar)) // which clips its own
            continue;
        const QRect inWindow(part->mapTo(window, QPoint()), part->size());
        const QRect inBar(part->mapTo(bar, QPoint()), part->size());
        const bool high = part->height() >= std::min(part->minimumSizeHint().height(), part->sizeHint().height());
        if (!high || !window->rect().contains(inWindow) || !bar->rect().contains(inBar))
            return QString::fromLatin1(part->metaObject()->className()) + u' ' + part->accessibleName();
    }
    return {};
}

} // namespace

class TestFindFits : public QObject {
    Q_OBJECT
private slots:
    void nothingIsCut_data();
    void nothingIsCut();
};

void TestFindFits::nothingIsCut_data()
{
    QTest::addColumn<int>("tab");
    QTest::addColumn<double>("scale");
    for (const double scale : {1.0, 2.0})
        for (const int tab : {0, 1, 2}) // in large letters the timeline leaves its bytes no height
            if (tab > 0 || scale < 2)
                QTest::addRow("find-%d-%d", static_cast<int>(scale * 100), tab) << tab << scale;
}

/// The window is made in that font: what it is at first, and what a picture is of.
void TestFindFits::nothingIsCut()
{
    QFETCH(int, tab);
    QFETCH(double, scale);
    const auto font = QApplication::font();
    auto large = font;
    large.setPointSizeF(font.pointSizeF() * scale);
    const auto back = qScopeGuard([&] { QApplication::setFont(font); });
    QApplication::setFont(large);
    auto window = support::makeFirstWindow();
    window->resize(scale > 1 ? QSize(1280, 800) : QSize(800, 600));
    QApplication::setActiveWindow(window.get());
    support::send(window.get());
    auto *view = window->exchange()->view();
    view->setCurrentIndex(tab);
    QTRY_VERIFY(view->currentWidget()->isVisible());
    const auto size = window->size();
    auto *url = window->findChild<ui::UrlEdit *>();
    url->setFocus();
    QTest::keyClick(url, Qt::Key_F, Qt::ControlModifier);
    auto *bar = ui::FindBar::on(view->currentWidget());
    QVERIFY(bar && bar->isVisible());
    support::typeInto(bar, u"e"_s);
    QTRY_COMPARE(cutOf(bar, window.get()), QString()); // when all lies as it will
    QCOMPARE(window->size(), size);
    const auto folder = qEnvironmentVariable("INTERIM_PICTURES");
    const auto name = QString::fromLatin1(QTest::currentDataTag()) + u".png"_s;
    QVERIFY(folder.isEmpty() || window->grab().save(QDir(folder).filePath(name)));
}

INTERIM_SUITE(TestFindFits)
#include "tst_find_fits.moc"
