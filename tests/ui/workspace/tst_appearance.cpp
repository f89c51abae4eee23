// SPDX-License-Identifier: GPL-3.0-or-later
// The window in both themes, small and large: what is seen, and what a reader is told.
#include "ui/workspace/workspace.h"

#include "ui/guidance/guidance_pane.h"
#include "ui/window.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QStyleOptionButton>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>

using namespace Qt::StringLiterals;

class TestAppearance : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanupTestCase() { window_.reset(); }
    void themeSwitchesLive();
    void theViewsKeepTheirNames();
    void boxesAreSeenAndGrow();
    void guidanceIsNeverCut();
    void everyControlHasAName();
    void themesKeepContrast();

private:
    std::unique_ptr<ui::Workspace> window_;
};

void TestAppearance::initTestCase()
{
    window_ = support::makeFirstWindow();
    QTRY_VERIFY(window_->request()->spec().url.find("/refuse-417") != std::string::npos
                && window_->request()->spec().url.find(":0/") == std::string::npos);
}

void TestAppearance::themeSwitchesLive()
{
    support::send(window_.get());
    for (const auto choice : {ui::Theme::Choice::Dark, ui::Theme::Choice::Light}) {
        ui::Theme::choose(choice);
        window_->applyTheme();
        const QColor ground = window_->grab().toImage().pixelColor(window_->width() / 2, 4);
        QCOMPARE(ground.lightness() < 128, choice == ui::Theme::Choice::Dark);
    }
}

/// Another theme must not leave the bar with the tabs' sizes of the one before.
void TestAppearance::theViewsKeepTheirNames()
{
    QTabBar *views = nullptr;
    for (auto *bar : window_->findChildren<QTabBar *>())
        views = bar->accessibleName() == "Views" ? bar : views;
    QVERIFY(views);
    for (const auto choice : {ui::Theme::Choice::Dark, ui::Theme::Choice::Light}) {
        ui::Theme::choose(choice);
        window_->applyTheme();
        QCoreApplication::processEvents();
        QVERIFY(!views->usesScrollButtons());
        for (int i = 0; i < views->count(); ++i)
            QVERIFY(views->rect().contains(views->tabRect(i)));
    }
}

/// A check box that is not checked has a frame that stands out (WCAG 2.1, 1.4.11), and the font's size.
void TestAppearance::boxesAreSeenAndGrow()
{
    for (const auto choice : {ui::Theme::Choice::Dark, ui::Theme::Choice::Light}) {
        ui::Theme::choose(choice);
        window_->applyTheme();
        QCheckBox box("words", window_.get());
        box.resize(box.sizeHint());
        box.ensurePolished();
        QStyleOptionButton option;
        option.initFrom(&box);
        const QRect frame = box.style()->subElementRect(QStyle::SE_CheckBoxIndicator, &option, &box);
        QVERIFY(frame.width() >= ui::em(1));
        const QColor edge = box.grab().toImage().pixelColor(frame.left(), frame.center().y());
        QVERIFY2(ui::Theme::contrast(edge, ui::Theme::current().surface) >= 3, qPrintable(edge.name()));
    }
}

void TestAppearance::guidanceIsNeverCut()
{
    support::send(window_.get());
    const auto size = window_->size();
    for (const QSize small : {QSize(800, 600), QSize(640, 480)}) {
        window_->resize(small);
        const auto *pane = window_->guidancePane();
        QTRY_VERIFY2(pane->widget()->width() <= pane->viewport()->width(),
                     qPrintable(QString::number(pane->widget()->width() - pane->viewport()->width())));
    }
    window_->resize(size);
}

void TestAppearance::everyControlHasAName()
{
    for (auto *tabs : window_->findChildren<QTabWidget *>())
        for (int i = 0; i < tabs->count(); ++i)
            tabs->setCurrentIndex(i); // pages are made when they are looked at
    QStringList nameless;
    for (auto *widget : window_->findChildren<QWidget *>()) {
        const bool control = qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget)
            || qobject_cast<QAbstractSpinBox *>(widget) || qobject_cast<QLineEdit *>(widget);
        if (!control || widget->objectName().startsWith("qt_") || widget->objectName() == "ScrollLeftButton"
            || widget->objectName() == "ScrollRightButton")
            continue;
        const auto *button = qobject_cast<QAbstractButton *>(widget);
        const bool inner = qobject_cast<QComboBox *>(widget->parentWidget())
            || qobject_cast<QAbstractSpinBox *>(widget->parentWidget())
            || (widget->inherits("QLineEditIconButton") || widget->parentWidget()->inherits("QAbstractItemView")
                || widget->inherits("QTableCornerButton"));
        if (!inner && widget->accessibleName().isEmpty() && !(button && !button->text().isEmpty()))
            nameless.append(QString(widget->metaObject()->className()) + " in "
                            + widget->parentWidget()->metaObject()->className());
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(", ")));
}

void TestAppearance::themesKeepContrast()
{
    for (const auto *theme : {&ui::Theme::light(), &ui::Theme::darkTheme()}) {
        for (const auto &ground : {theme->surface, theme->raised})
            for (const auto &words : {theme->ink, theme->muted})
                QVERIFY(ui::Theme::contrast(words, ground) >= 4.5);
        for (const auto &bar :
             {theme->network, theme->head, theme->pause, theme->interim, theme->body, theme->success, theme->failure})
            QVERIFY(ui::Theme::contrast(ui::Theme::inkOn(bar), bar) >= 4.5);
    }
}

INTERIM_SUITE(TestAppearance)
#include "tst_appearance.moc"
