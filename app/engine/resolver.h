// SPDX-License-Identifier: GPL-3.0-or-later
// Name look-up by getaddrinfo on a thread of its own, so that each look-up is a true one (QHostInfo answers
// from a cache) and can be left at any instant. Literals need none.
#pragma once

#include "wire/request.h"

#include <QtCore/QObject>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace engine {

struct Resolved {
    std::vector<std::string> addresses; ///< numeric, in the order to try; a link-local one with %scope
    std::string error;                  ///< one line; "" unless it failed
};

class Resolver : public QObject {
    Q_OBJECT
public:
    explicit Resolver(QObject *parent = nullptr);
    ~Resolver() override;

    /// The address itself when `host` is one in numbers ("127.0.0.1", "::1", "fe80::1%eth0").
    static std::optional<std::string> literal(const std::string &host);
    /// The name in ASCII (IDNA), "" when it has no such form.
    static std::string asciiName(const std::string &host);

    /// Emits finished() later, once, unless cancelled.
    void start(const std::string &host, wire::AddressFamily family);
    void cancel();

signals:
    void finished(const engine::Resolved &result);

private:
    struct Job;
    std::shared_ptr<Job> job_;
};

} // namespace engine
