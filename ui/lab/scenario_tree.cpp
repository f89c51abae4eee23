// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/scenario_tree.h"

#include "ui/kit/style.h"
#include "ui/kit/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QSettings>
#include <QSignalBlocker>
#include <QStyledItemDelegate>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr auto foldedKey = "lab/folded"_L1;

enum Role {
    SentenceRole = Qt::UserRole,
    IndexRole, // of a scenario
    GroupRole, // of a heading: its group's name
    ShownRole, // of a heading: how many below it fit
};

/// A heading: its mark, its title, how many, its sentence. A scenario: its name, and its sentence below.
class ScenarioDelegate : public QStyledItemDelegate {
public:
    explicit ScenarioDelegate(ScenarioTree *tree) : QStyledItemDelegate(tree), tree_(tree) {}

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const int line = option.fontMetrics.height();
        return {em(10), isHeading(index) ? line + em(0.6) : 2 * line + em(0.8)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto &theme = Theme::current();
        const bool chosen = option.state & QStyle::State_Selected;
        const auto ground = chosen                   ? theme.selection
            : option.state & QStyle::State_MouseOver ? theme.raised
                                                     : theme.surface;
        painter->save();
        painter->fillRect(option.rect, ground);
        const auto box = option.rect.adjusted(em(0.8), em(0.25), -em(0.8), -em(0.25));
        isHeading(index) ? paintHeading(painter, box, ground, option.font, index)
                         : paintScenario(painter, box.adjusted(em(1.1), 0, 0, 0), ground, option.font, index);
        if (option.state & QStyle::State_HasFocus) {
            painter->setPen(theme.accent);
            painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
        }
        painter->restore();
    }

private:
    static bool isHeading(const QModelIndex &index) { return !index.parent().isValid(); }

    static QFont small(QFont font)
    {
        font.setPointSizeF(font.pointSizeF() * 0.85);
        return font;
    }

    /// Returns where it ends.
    static int write(QPainter *painter, const QRect &box, const QFont &font, const QColor &ink, int where,
                     const QString &text)
    {
        if (box.width() <= 0)
            return box.left();
        painter->setFont(font);
        painter->setPen(ink);
        const QFontMetrics metrics(font);
        const QString fitting = metrics.elidedText(text, Qt::ElideRight, box.width());
        painter->drawText(box, where | Qt::AlignLeft | Qt::TextSingleLine, fitting);
        return box.left() + metrics.horizontalAdvance(fitting);
    }

    void paintHeading(QPainter *painter, QRect box, const QColor &ground, const QFont &font,
                      const QModelIndex &index) const
    {
        const auto &theme = Theme::current();
        const auto muted = Theme::readable(theme.muted, ground);
        auto bold = font;
        bold.setBold(true);
        write(painter, box, font, muted, Qt::AlignVCenter, tree_->isExpanded(index) ? u"▾"_s : u"▸"_s);
        box.setLeft(box.left() + em(1.1));
        box.setLeft(
            write(painter, box, bold, Theme::readable(theme.ink, ground), Qt::AlignVCenter, index.data().toString())
            + em(0.5));
        write(painter, box, small(font), muted, Qt::AlignVCenter,
              u"%1 · %2"_s.arg(index.data(ShownRole).toInt()).arg(index.data(SentenceRole).toString()));
    }

    static void paintScenario(QPainter *painter, const QRect &box, const QColor &ground, const QFont &font,
                              const QModelIndex &index)
    {
        const auto &theme = Theme::current();
        write(painter, box, fixedFont(), Theme::readable(theme.ink, ground), Qt::AlignTop, index.data().toString());
        write(painter, box, small(font), Theme::readable(theme.muted, ground), Qt::AlignBottom,
              index.data(SentenceRole).toString());
    }

    ScenarioTree *tree_;
};

} // namespace

ScenarioTree::ScenarioTree(QWidget *parent) : QTreeWidget(parent)
{
    setAccessibleName(tr("Scenarios of the lab"));
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setIndentation(0);
    setExpandsOnDoubleClick(false); // a click does
    setMouseTracking(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setItemDelegate(new ScenarioDelegate(this));
    fill();
    showOnly({});
    connect(this, &QTreeWidget::itemClicked, this, &ScenarioTree::choose);
    for (const auto signal : {&QTreeWidget::itemExpanded, &QTreeWidget::itemCollapsed})
        connect(this, signal, this, &ScenarioTree::rememberFolds);
}

/// At first the group of the first request is open.
void ScenarioTree::fill()
{
    const QString first = QString::fromStdString(session::firstRequest({}).url);
    for (const auto &group : session::scenarioGroups()) {
        add(group);
        if (std::none_of(group.scenarios.begin(), group.scenarios.end(),
                         [&](const auto &scenario) { return scenario.path == first; }))
            folded_.append(group.name);
    }
    const QSettings settings;
    if (settings.contains(foldedKey))
        folded_ = settings.value(foldedKey).toStringList();
}

void ScenarioTree::add(const session::ScenarioGroup &group)
{
    const auto tip = [](const QString &title, const QString &about) {
        return u"<b>%1</b><br>%2"_s.arg(title.toHtmlEscaped(), about.toHtmlEscaped());
    };
    auto *heading = new QTreeWidgetItem(this, QStringList{group.title});
    heading->setData(0, GroupRole, group.name);
    heading->setData(0, SentenceRole, group.about);
    heading->setData(0, Qt::AccessibleDescriptionRole, group.about);
    heading->setToolTip(0, tip(group.title, group.about));
    for (const auto &scenario : group.scenarios) {
        auto *item = new QTreeWidgetItem(heading, QStringList{scenario.name});
        item->setData(0, IndexRole, scenarios_.size());
        item->setData(0, SentenceRole, scenario.about);
        item->setData(0, Qt::AccessibleDescriptionRole, scenario.about);
        item->setToolTip(0, tip(scenario.title, scenario.about));
        scenarios_.append(scenario);
    }
}

void ScenarioTree::showOnly(const QString &typed)
{
    const QSignalBlocker quiet(this); // what is opened here is not folded by its user
    typed_ = typed.simplified();
    fitting_ = 0;
    QTreeWidgetItem *first = nullptr;
    for (int i = 0; i < topLevelItemCount(); ++i) {
        auto *heading = topLevelItem(i);
        fitting_ += showIn(heading);
        for (int row = 0; !first && row < heading->childCount(); ++row)
            first = heading->child(row)->isHidden() ? nullptr : heading->child(row);
    }
    if (!typed_.isEmpty()) {
        setCurrentItem(first);
        scrollToTop();
    } else if (auto *item = currentItem()) {
        const bool folded = item->parent() && !item->parent()->isExpanded();
        setCurrentItem(folded ? item->parent() : item); // what is scrolled to is opened
        scrollToItem(currentItem());
    }
}

/// Of one group; returns how many fit.
int ScenarioTree::showIn(QTreeWidgetItem *heading)
{
    int shown = 0;
    for (int row = 0; row < heading->childCount(); ++row) {
        auto *item = heading->child(row);
        const bool fits = session::fits(scenarios_.at(item->data(0, IndexRole).toInt()), typed_);
        item->setHidden(!fits);
        shown += fits ? 1 : 0;
    }
    heading->setHidden(shown == 0);
    heading->setExpanded(!typed_.isEmpty() || !folded_.contains(heading->data(0, GroupRole).toString()));
    heading->setData(0, ShownRole, shown);
    heading->setData(0, Qt::AccessibleTextRole, tr("%1, scenarios: %2").arg(heading->text(0)).arg(shown));
    return shown;
}

void ScenarioTree::choose(QTreeWidgetItem *item)
{
    if (!item)
        return;
    if (item->parent())
        emit chosen(scenarios_.at(item->data(0, IndexRole).toInt()));
    else
        item->setExpanded(!item->isExpanded());
}

/// What is folded while a filter shows what fits is folded for as long.
void ScenarioTree::rememberFolds()
{
    if (!typed_.isEmpty())
        return;
    folded_.clear();
    for (int i = 0; i < topLevelItemCount(); ++i)
        if (!topLevelItem(i)->isExpanded())
            folded_.append(topLevelItem(i)->data(0, GroupRole).toString());
    QSettings().setValue(foldedKey, folded_);
}

void ScenarioTree::keyPressEvent(QKeyEvent *event)
{
    const bool plain =
        !(event->modifiers() & (Qt::ShiftModifier | Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    const bool chooses =
        event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
    if (plain && chooses)
        chooseCurrent();
    else
        QTreeWidget::keyPressEvent(event);
}

} // namespace ui
