// SPDX-License-Identifier: GPL-3.0-or-later
// The request being composed: one value that every editor reads and writes, and that is sent as it stands.
#pragma once

#include "request/request.h"

#include <QObject>

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
    request::RequestSpec spec_;
};

} // namespace ui
