// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/find_bar.h"

#include "ui/kit/elided_label.h"
#include "ui/kit/line_edit.h"
#include "ui/kit/style.h"
#include "words/units.h"

#include <QApplication>
#include <QKeyEvent>
#include <QShortcut>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int againMs = 200;
constexpr int slowMs = 150;

QShortcut *addKey(QWidget *scope, const QList<QKeySequence> &keys)
{
    auto *shortcut = new QShortcut(scope);
    shortcut->setKeys(keys);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    return shortcut;
}

} // namespace

void findByFilter(QWidget *list, QLineEdit *filter)
{
    QObject::connect(addKey(list, {QKeySequence::Find}), &QShortcut::activated, filter, [filter] {
        filter->setFocus(Qt::ShortcutFocusReason);
        filter->selectAll();
    });
}

FindBar::FindBar(Findable *found, QWidget *view, QWidget *parent, QWidget *scope)
    : QWidget(parent)
    , found_(found)
    , view_(view)
    , scope_(scope ? scope : parent)
{
    setAccessibleName(tr("Find"));
    setWhatsThis(
        tr("Looks for text, for a regular expression or for bytes. Enter and F3 go to the next hit, with Shift to "
           "the one before; Esc closes the bar."));
    again_.setSingleShot(true);
    again_.setInterval(againMs);
    slow_.setSingleShot(true);
    slow_.setInterval(slowMs);
    connect(&again_, &QTimer::timeout, this, [this] { look(wanted_); });
    connect(&slow_, &QTimer::timeout, this, [this] { say(tr("searching…"), {}); });
    connect(&search_, &session::Search::done, this, &FindBar::came);
    addKeys();
    hide();
}

void FindBar::addKeys()
{
    connect(addKey(scope_, {QKeySequence::Find}), &QShortcut::activated, this, &FindBar::open);
    connect(addKey(scope_, {QKeySequence(Qt::Key_F3), Qt::CTRL | Qt::Key_G}), &QShortcut::activated, this,
            &FindBar::next);
    connect(addKey(scope_, {Qt::SHIFT | Qt::Key_F3, Qt::CTRL | Qt::SHIFT | Qt::Key_G}), &QShortcut::activated, this,
            &FindBar::previous);
}

FindBar *FindBar::on(QWidget *page)
{
    for (auto *bar : page->findChildren<FindBar *>())
        if (bar->parentWidget()->isVisible())
            return bar;
    return nullptr;
}

QString FindBar::said() const
{
    return count_ ? count_->line() : QString();
}

QString FindBar::noted() const
{
    return note_ ? note_->text() : QString();
}

void FindBar::open()
{
    build();
    auto *focus = QApplication::focusWidget();
    if (focus && !isAncestorOf(focus))
        before_ = focus;
    const bool wasOpen = isVisible();
    show();
    fit();
    line_->setFocus(Qt::ShortcutFocusReason);
    line_->selectAll();
    if (!wasOpen)
        look(Step::Stay);
}

void FindBar::close()
{
    hide();
    again_.stop();
    QWidget *back = before_ && before_->isVisible() ? before_.data() : view_;
    back->setFocus(Qt::ShortcutFocusReason);
}

model::FindQuery FindBar::query() const
{
    using Kind = model::FindQuery::Kind;
    const auto kind = hex_->isChecked() ? Kind::Hex : expression_->isChecked() ? Kind::Expression : Kind::Text;
    return {line_->text(), kind, matchCase_->isChecked()};
}

/// Searches, and then takes that step.
void FindBar::look(Step step)
{
    wanted_ = step;
    fresh_ = false;
    last_ = {};
    search_.drop();
    slow_.stop();
    again_.stop();
    const auto pattern = model::patternOf(query());
    setMark(line_, "wrong", !pattern.error.isEmpty());
    previous_->setEnabled(pattern.some());
    next_->setEnabled(pattern.some());
    if (!pattern.some())
        return say({}, pattern.error, !pattern.error.isEmpty());
    const auto read = found_->searched();
    if (!read)
        return say({}, tr("Nothing that can be searched is shown here."));
    slow_.start();
    search_.run(pattern, read);
}

void FindBar::step(Step step)
{
    if (!line_ || line_->text().isEmpty())
        return open();
    if (fresh_)
        return go(step);
    if (!search_.running())
        look(step);
    else if (wanted_ == Step::Count)
        wanted_ = step;
}

void FindBar::renew()
{
    fresh_ = false;
    last_ = {};
    const bool looked = search_.running() || again_.isActive();
    search_.drop();
    slow_.stop();
    if (!looked)
        wanted_ = Step::Count; // who reads is not taken elsewhere
    if (line_ && isVisible())
        again_.start();
}

void FindBar::came(const session::Found &found)
{
    slow_.stop();
    last_ = found;
    found_->arrange(last_.result.hits);
    fresh_ = true;
    go(wanted_);
}

void FindBar::go(Step step)
{
    const auto &hits = last_.result.hits;
    const auto at = found_->standsAt();
    auto hit = std::lower_bound(hits.begin(), hits.end(), at,
                                [](const model::FindHit &a, const model::FindHit &b) { return a.before(b); });
    const bool onIt = hit != hits.end() && *hit == at;
    if (hits.empty() || step == Step::Count)
        return sayFound(onIt ? static_cast<std::size_t>(hit - hits.begin()) + 1 : 0, {});
    QString wrapped;
    if (step == Step::Next && onIt)
        ++hit;
    if (step == Step::Previous) {
        if (hit == hits.begin()) {
            hit = hits.end();
            wrapped = tr("Went on at the end");
        }
        --hit;
    } else if (hit == hits.end()) {
        hit = hits.begin();
        wrapped = tr("Went on at the beginning");
    }
    const auto place = static_cast<std::size_t>(hit - hits.begin()) + 1;
    found_->showHit(model::FindHit(*hit));
    sayFound(place, wrapped);
}

/// What was not searched, and why.
QStringList FindBar::gaps() const
{
    using End = model::FindResult::End;
    const auto &result = last_.result;
    const auto searched = words::sizeText(result.searched, locale());
    const auto all = words::sizeText(last_.of, locale());
    QStringList lines;
    if (result.end == End::TooHard)
        lines << tr("Given up after %1 of %2: there the expression takes too many steps").arg(searched, all);
    if (result.end == End::Stopped)
        lines << tr("Given up after %1, with %2 of %3 searched")
                     .arg(words::durationText(session::Search::mostMs * 1'000'000LL, locale()), searched, all);
    if (!last_.scope.isEmpty())
        lines << last_.scope;
    return lines;
}

void FindBar::sayFound(std::size_t place, const QString &wrapped)
{
    using End = model::FindResult::End;
    const auto end = last_.result.end;
    const auto hits = last_.result.hits.size();
    auto all = words::countText(hits, locale());
    if (end == End::MoreHits)
        all = tr("%1 and more").arg(all);
    auto notes = gaps();
    if (!wrapped.isEmpty())
        notes.prepend(end == End::MoreHits ? tr("%1: the first ones alone are gone through").arg(wrapped) : wrapped);
    say(hits == 0       ? tr("not found")
            : place > 0 ? tr("%1 of %2").arg(words::countText(place, locale()), all)
                        : tr("%1 found").arg(all),
        notes.join(u" · "_s));
}

void FindBar::say(const QString &count, const QString &note, bool wrong)
{
    count_->show(count);
    setMark(note_, "error", wrong);
    setMark(note_, "muted", !wrong);
    note_->setText(note);
    note_->setVisible(!note.isEmpty());
    line_->setAccessibleDescription(note.isEmpty() ? count : count + u". "_s + note);
    fit();
}

/// Esc closes the bar before it cancels a request.
bool FindBar::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape)
        event->accept();
    return QWidget::event(event);
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        step(event->modifiers() & Qt::ShiftModifier ? Step::Previous : Step::Next);
    else
        QWidget::keyPressEvent(event);
}

} // namespace ui
