// SPDX-License-Identifier: GPL-3.0-or-later
// Name look-up by getaddrinfo on threads of its own, so that each look-up is a true one (QHostInfo answers from a
// cache) and can be left at any instant: nobody waits for a name service that never answers. Literals and localhost
// need none.
#pragma once

#include "request/request.h"

#include <QObject>

#include <functional>
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
    using LookUp = std::function<Resolved(const std::string &host, request::AddressFamily family)>;
    /// Threads of look-ups that may be open at once in the whole program; what is above waits its turn. A thread whose
    /// look-up was cancelled counts until getaddrinfo lets it go.
    static constexpr int mostThreads = 32;

    explicit Resolver(QObject *parent = nullptr);
    ~Resolver() override;

    /// The address itself when `host` is one in numbers ("127.0.0.1", "::1", "fe80::1%eth0"). A zone has to be an
    /// interface of this machine, and is left out where the address has no need of one.
    static std::optional<std::string> literal(const std::string &host);
    /// For tests: `lookUp` answers in place of getaddrinfo, on the look-ups' threads; {} for getaddrinfo again.
    static void answerBy(LookUp lookUp);

    /// `host` in ASCII (request/idn.h). Emits finished() later, once, unless cancelled; localhost (wire::isLocalhost)
    /// is answered without asking.
    void start(const std::string &host, request::AddressFamily family);
    void cancel();

signals:
    void finished(const engine::Resolved &result);

private:
    struct Job;
    class LookUps;
    std::shared_ptr<Job> job_;
};

} // namespace engine
