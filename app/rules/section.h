// SPDX-License-Identifier: GPL-3.0-or-later
// Sets facts of one attempt below its prefix; a name without a value is not set at all.
#pragma once

#include "rules/view.h"

#include <algorithm>

namespace rules {

class Section {
public:
    Section(View &view, QString prefix) : view_(view), prefix_(std::move(prefix)) {}
    template <typename... Args>
    void set(const char *name, Args &&...args)
    {
        view_.set(prefix_ + QLatin1String(name), std::forward<Args>(args)...);
    }
    void port(const char *name, std::uint16_t n) { set(name, static_cast<qint64>(n), Unit::Port); }
    void count(const char *name, std::uint64_t n) { set(name, static_cast<qint64>(n)); }
    void bytes(const char *name, std::uint64_t n) { set(name, static_cast<qint64>(n), Unit::Bytes); }
    void time(const char *name, std::int64_t ns)
    {
        set(name, static_cast<qint64>(std::max<std::int64_t>(ns, 0)), Unit::Nanoseconds);
    }
    void wire(const QString &name, std::string_view bytes) { view_.setWire(prefix_ + name, bytes); }
    void wire(const char *name, std::string_view bytes) { wire(QString::fromLatin1(name), bytes); }
    void text(const char *name, std::string_view key)
    {
        set(name, QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size())));
    }

private:
    View &view_;
    QString prefix_;
};

} // namespace rules
