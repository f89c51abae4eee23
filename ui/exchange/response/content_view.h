// SPDX-License-Identifier: GPL-3.0-or-later
// A response's content, decoded: indented, as text, as a picture, in hex, and to be saved.
#pragma once

#include "ui/exchange/response/content_loader.h"

#include "session/search.h"

#include <QWidget>

class QLabel;
class QStackedWidget;
class QToolButton;

namespace ui {

class ElidedLabel;
class HexPane;
class ImagePane;
class Segments;
class TextPane;

class ContentView : public QWidget {
    Q_OBJECT
public:
    enum Mode { Pretty, Raw, Image, Hex };

    explicit ContentView(QWidget *parent = nullptr);

    /// Holds no content, and reads none.
    void clear();
    /// Another response is chosen: what was said of the content of the one before is no longer.
    void leave();
    /// In place of content.
    void showWords(const QString &words);
    /// Reads it on a pool thread. `target`: of the request, for the name of a file.
    void load(std::shared_ptr<const record::Record> record, session::ContentPlan plan, std::string target);
    void restyle();
    Mode mode() const;
    /// Null until the content has been read.
    const LoadedContent *loaded() const { return loaded_.get(); }
    /// Saves the content, decoded or as it was received, and says so in the view. Returns the failure, or "".
    QString saveTo(const QString &path, bool decoded);

    /// Of a find bar: the text or the bytes as they are shown, all of them; null: no content, or a picture, is.
    session::Search::Read searched() const;
    model::FindHit standsAt() const;
    void showHit(const model::FindHit &hit);

public slots:
    void setMode(int mode);

signals:
    void shown();
    /// There is another text to be searched, or none.
    void contentChanged();

private:
    QWidget *makeBar();
    void came(std::shared_ptr<const LoadedContent> content);
    void showInfo();
    void showMode(Mode mode);
    const session::PagedText *pages() const;
    void enableMode(Mode mode, bool on);
    void askWhereToSave(bool decoded);
    void say(const QString &line, bool error);

    std::shared_ptr<const LoadedContent> loaded_;
    session::ContentPlan plan_;
    std::string target_;
    ContentLoader *loader_;
    Segments *modes_ = nullptr;
    ElidedLabel *info_ = nullptr;
    QLabel *notes_ = nullptr;
    QLabel *said_ = nullptr;
    QToolButton *save_ = nullptr;
    QAction *saveReceived_ = nullptr;
    QStackedWidget *panes_ = nullptr;
    QLabel *empty_ = nullptr;
    TextPane *text_ = nullptr;
    ImagePane *image_ = nullptr;
    HexPane *hex_ = nullptr;
};

/// Words in the middle of an empty place.
QLabel *emptyLabel(QWidget *parent);

} // namespace ui
