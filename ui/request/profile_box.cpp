// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/profile_box.h"

#include "ui/kit/style.h"

#include "session/profiles.h"

#include <QAbstractItemView>
#include <QSignalBlocker>
#include <QStyleOptionComboBox>
#include <QStylePainter>

#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// Rich text, so that it is wrapped.
QString paragraphs(const QStringList &lines)
{
    QString html;
    for (const QString &line : lines)
        html += u"<p>%1</p>"_s.arg(line.toHtmlEscaped());
    return html;
}

} // namespace

// The list is filled when it is first needed: most people start the window without it.
ProfileBox::ProfileBox(RequestModel *model, QWidget *parent) : QComboBox(parent), model_(model)
{
    addItem(tr("Behave like…"), QString());
    setAccessibleName(tr("Behave like"));
    setAccessibleDescription(tr("A client whose head, Expect rule and wait the request takes over"));
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(18);
    connect(this, &QComboBox::activated, this, &ProfileBox::choose);
    connect(model_, &RequestModel::replaced, this, [this] {
        if (!choosing_)
            before_ = {};
        load();
    });
    connect(model_, &RequestModel::changed, this, [this] {
        if (std::exchange(changed_, session::departsFromProfile(model_->spec())) != changed_)
            load();
    });
    load();
}

void ProfileBox::fill()
{
    if (count() > 1)
        return;
    const QSignalBlocker block(this);
    const auto &profiles = session::Profiles::builtin().all();
    setItemText(0, tr("None"));
    int widest = 0;
    for (const auto &profile : profiles) {
        addItem(profile.title, profile.name);
        setItemData(count() - 1, paragraphs({profile.about}), Qt::ToolTipRole);
        widest = qMax(widest, fontMetrics().horizontalAdvance(profile.title));
    }
    view()->setMinimumWidth(widest + em(3));
}

void ProfileBox::showPopup()
{
    fill();
    QComboBox::showPopup();
}

void ProfileBox::focusInEvent(QFocusEvent *event)
{
    fill();
    load();
    QComboBox::focusInEvent(event);
}

/// The style cuts a long title without a mark, and does not know what was changed.
void ProfileBox::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    const int room = style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this).width();
    const auto mark = changed_ ? tr(" · changed") : QString();
    option.currentText =
        fontMetrics().elidedText(currentText(), Qt::ElideRight, room - fontMetrics().horizontalAdvance(mark)) + mark;
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

void ProfileBox::load()
{
    changed_ = session::departsFromProfile(model_->spec());
    setAccessibleName(changed_ ? tr("Behave like, changed") : tr("Behave like"));
    update();
    const auto name = QString::fromStdString(model_->spec().profile);
    if (!name.isEmpty())
        fill();
    const QSignalBlocker block(this);
    const auto *profile = name.isEmpty() ? nullptr : session::Profiles::builtin().find(name);
    setItemText(0, name.isEmpty() ? tr("Behave like…") : tr("None"));
    setCurrentIndex(qMax(0, findData(name)));
    if (profile)
        setToolTip(paragraphs(
            (changed_ ? QStringList{tr("Something of it is set otherwise by hand, and that counts.")} : QStringList())
            + QStringList{tr("Behaves like %1. %2").arg(profile->title, profile->about)}
            + session::profileSets(*profile, locale()) + profile->notes
            + QStringList{tr("Known from: %1").arg(session::profileSources(*profile).join(u"; "_s))}));
    else
        setToolTip(tr("Take over the head, the Expect rule and the wait of a known client; what is typed stays"));
}

void ProfileBox::choose(int index)
{
    auto spec = model_->spec();
    const auto before = spec.profile.empty() ? spec.expect : before_;
    if (!session::chooseProfile(spec, itemData(index).toString(), before))
        return;
    before_ = before;
    choosing_ = true;
    model_->replace(spec);
    choosing_ = false;
}

} // namespace ui
