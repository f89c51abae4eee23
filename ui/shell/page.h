// SPDX-License-Identifier: GPL-3.0-or-later
// What stands under one of the window's tabs. The window knows no more of it than this.
#pragma once

#include <QWidget>

class QSettings;

namespace ui {

class Menus;

class Page : public QWidget {
    Q_OBJECT
public:
    /// What may stand at the sides of a page.
    enum class Docks { None, Right, Both };

    using QWidget::QWidget;

    /// Of its tab.
    virtual QString title() const = 0;
    virtual QString toolTip() const { return {}; }
    /// What the window's title says of it.
    virtual QString caption() const { return title(); }
    /// What it is run with, above the tabs; pages may share one. Null: nothing stands there.
    virtual QWidget *head() const { return nullptr; }
    /// Beside the tabs. Null: nothing, or nothing yet.
    virtual QWidget *tools() const { return nullptr; }
    /// For the status bar. As above.
    virtual QWidget *status() const { return nullptr; }
    virtual Docks docks() const { return Docks::Both; }
    /// Its own entries and keys, once, in the order of the pages.
    virtual void addTo(Menus &menus) { Q_UNUSED(menus); }

    virtual void run() = 0;
    virtual void cancel() = 0;
    virtual bool running() const = 0;
    /// Whether cancel() has something to do.
    virtual bool cancellable() const { return running(); }
    /// To where its work begins.
    virtual void focus() = 0;
    /// Looks for something in its main view, where that can be searched.
    virtual void openFind() {}
    /// Colours or letters have changed.
    virtual void restyle() = 0;

    /// The window is, or is no more, too low for two halves above each other.
    virtual void setLow(bool low) { Q_UNUSED(low); }
    /// Its parts as wide and high as they are at first: the window has another form.
    virtual void spread() {}
    /// How its parts lie, in a window of usual size.
    virtual void remember(QSettings &settings) const { Q_UNUSED(settings); }
    virtual void restore(const QSettings &settings) { Q_UNUSED(settings); }
    /// The window is about to close. False where something has to end first: freed() tells when.
    virtual bool leave() { return true; }

    bool inFront() const { return inFront_; }
    /// For the window alone.
    void setInFront(bool inFront)
    {
        inFront_ = inFront;
        if (inFront)
            entered();
    }

signals:
    /// Title, caption, tools, status, or what runs and can be cancelled.
    void changed();
    /// It is to come to the front.
    void wanted();
    /// The page that was in front before it is.
    void dismissed();
    /// Its parts lie in another way.
    void moved();
    /// After leave().
    void freed();

protected:
    /// It comes to the front, and is not shown yet.
    virtual void entered() {}

private:
    bool inFront_ = false;
};

} // namespace ui
