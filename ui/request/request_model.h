// SPDX-License-Identifier: GPL-3.0-or-later
// The request being composed: one value that every editor reads and writes, and that is sent as it stands.
#pragma once

#include "base/text.h"
#include "request/request.h"

#include <QObject>

#include <string>

namespace ui {

class RequestModel : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    const request::RequestSpec &spec() const { return spec_; }
    /// One editor's change; the others hear changed().
    template <typename Change>
    void edit(Change change)
    {
        const auto before = spec_;
        change(spec_);
        if (spec_.body.present() && !before.body.present())
            announceContent();
        if (!(spec_ == before))
            emit changed();
    }
    /// Another request altogether: editors load it.
    void replace(const request::RequestSpec &spec)
    {
        spec_ = spec;
        emit replaced();
        emit changed();
    }

signals:
    void changed();
    void replaced();

private:
    /// An import of a request without content may leave out the fields that announce some (curl -X POST sends no
    /// Content-Length): content that is given to it later is announced like any other.
    void announceContent()
    {
        std::erase_if(spec_.removed, [](const std::string &name) {
            return base::equalsIgnoringCase(name, "Content-Length")
                || base::equalsIgnoringCase(name, "Transfer-Encoding");
        });
    }

    request::RequestSpec spec_;
};

} // namespace ui
