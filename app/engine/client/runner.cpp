// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/client/runner.h"

#include "base/quantity.h"
#include "engine/client/exchange_budget.h"
#include "engine/client/exchange_driver.h"
#include "engine/client/plan.h"
#include "engine/net/clock.h"
#include "engine/net/dialer.h"
#include "engine/net/error_lines.h"
#include "request/serializer.h"
#include "request/url.h"

namespace engine {

using record::FactKind;
using record::Outcome;

class Runner::Private {
public:
    Private(Runner *owner, request::RequestSpec request, std::shared_ptr<SharedBounds> others)
        : q(owner)
        , spec(std::move(request))
        , recorder({}, others ? others->tapes : record::TapeLimits())
        , budget(std::move(others),
                 [this] { // later: this is the middle of a step
                     QMetaObject::invokeMethod(
                         q, [this] { endOverfull(); }, Qt::QueuedConnection);
                 })
    {}

    void start();
    void cancel(const char *why);
    void begin(Plan next);
    void beginThrough(std::unique_ptr<Transport> tunnel);
    void begin(Plan next, Composed made, std::unique_ptr<Transport> tunnel);
    void dial(std::unique_ptr<Transport> tunnel);
    void dialed();
    void submit();
    void ended(const Ending &ending);
    std::optional<Plan> planAfter(const Ending &ending);
    void tellHeadDecisions();
    Answered answered() const { return {plan, spec, composed, stream()}; }
    bool tunnelStands() const;
    Ending tunnelRefused(Ending ending) const;
    void endAttempt(const Ending &ending);
    bool endWatch();
    void fail(const char *key, const std::string &line, const char *closeReason);
    void abandon(Outcome outcome, const std::string &line, const char *closeReason);
    void finish();
    void dropDialer();
    void dropDriver();
    void endOverfull();
    const wire::Stream &stream() const { return scribe->machine()->stream(); }

    Runner *q;
    request::RequestSpec spec;
    record::Recorder recorder;
    ExchangeBudget budget;
    std::optional<record::Scribe> scribe; ///< from the start on
    bool running = false;
    bool finished = false;
    bool last = false; ///< nothing follows this attempt
    std::uint32_t attempts = 0;
    std::uint32_t connections = 0;
    std::string bodyError; // the file cannot be sent
    Plan plan;
    std::optional<std::pair<Plan, Composed>> behindTunnel; ///< what goes through the tunnel that `plan` opens
    std::string address;                                   ///< numeric, of the connection that stands
    request::ComposedRequest composed;
    Alarm whole{q}; // a child, so that it moves to the engine's thread with the runner
    Dialer *dialer = nullptr;
    ExchangeDriver *driver = nullptr;
};

void Runner::Private::start()
{
    running = true;
    scribe.emplace(recorder, Clock::now(), &budget);
    recorder.recording().startedAt = Clock::wallMs();
    bodyError = lookAtFiles(spec.body);
    recorder.recording().spec = spec;
    QObject::connect(&whole, &Alarm::fired, q, [this] {
        if (endWatch() || (driver && driver->endUnreadable()))
            return;
        const std::string line = "the exchange was not over within " + base::durationText(spec.timeouts.wholeNs);
        scribe->say(Clock::now(), FactKind::Timeout, "whole", line);
        abandon(Outcome::TimedOut, line, "timeout");
    });
    if (spec.timeouts.wholeNs > 0)
        whole.arm(spec.timeouts.wholeNs);
    begin({record::Reason::First, "the request", spec});
}

void Runner::Private::endOverfull()
{
    if (!running || endWatch())
        return;
    scribe->say(Clock::now(), FactKind::Error, "too-many-events", budget.met());
    abandon(Outcome::Aborted, budget.met(), "too-many-events");
}

// A new connection through an HTTP proxy to an https URL takes two attempts: CONNECT, and the request itself.
void Runner::Private::begin(Plan next)
{
    auto made = request::compose(next.spec);
    auto tunnel = bodyError.empty() ? tunnelFor(next, made) : std::nullopt;
    if (!tunnel)
        return begin(std::move(next), std::move(made), nullptr);
    behindTunnel.emplace(std::move(next), std::move(made));
    auto connect = request::compose(tunnel->spec);
    begin(std::move(*tunnel), std::move(connect), nullptr);
}

void Runner::Private::beginThrough(std::unique_ptr<Transport> tunnel)
{
    auto [next, made] = std::move(*behindTunnel);
    behindTunnel.reset();
    begin(std::move(next), std::move(made), std::move(tunnel));
}

void Runner::Private::begin(Plan next, Composed made, std::unique_ptr<Transport> tunnel)
{
    plan = std::move(next);
    if (!plan.sameConnection)
        ++connections;
    const auto *error = std::get_if<request::UrlError>(&made);
    if (!error)
        composed = std::get<request::ComposedRequest>(std::move(made));
    scribe->begin(Clock::now(), attempts++, connections - 1, wire::Role::Client, plan.reason, plan.words,
                  {composed.url.host, composed.url.port, {}, composed.url.tls});
    if (error) {
        fail("url", error->text, "");
    } else if (!bodyError.empty()) {
        fail("body-source", bodyError, "");
    } else {
        tellHeadDecisions();
        if (plan.sameConnection)
            submit();
        else
            dial(std::move(tunnel));
    }
    emit q->progressed();
}

void Runner::Private::tellHeadDecisions()
{
    std::vector<std::string> typed;
    if (plan.tunnelVia) { // nobody typed any of a CONNECT
        for (const request::HeaderLine &line : plan.spec.headers)
            typed.push_back(line.name);
    }
    for (Decision &decision : plan.changes)
        scribe->decide(Clock::now(), decision.what, std::move(decision.text));
    for (Decision &decision : headDecisions(composed, plan.spec, std::move(typed)))
        scribe->decide(Clock::now(), decision.what, std::move(decision.text));
}

void Runner::Private::dial(std::unique_ptr<Transport> tunnel)
{
    dialer = new Dialer(composed.url, plan.tunnelVia.value_or(composed.route), plan.spec, *scribe, q);
    QObject::connect(dialer, &Dialer::progressed, q, &Runner::progressed);
    QObject::connect(dialer, &Dialer::connected, q, [this] { dialed(); });
    QObject::connect(dialer, &Dialer::failed, q,
                     [this](record::Outcome outcome, const std::string &line) { abandon(outcome, line, ""); });
    if (tunnel)
        dialer->startThrough(std::move(tunnel), address);
    else
        dialer->start();
}

void Runner::Private::dialed()
{
    address = dialer->address();
    driver = new ExchangeDriver(dialer->takeTransport(), whoAnswers(plan, composed, address), *scribe, q);
    QObject::connect(driver, &ExchangeDriver::ended, q, [this](const Ending &ending) { ended(ending); });
    QObject::connect(driver, &ExchangeDriver::progressed, q, &Runner::progressed);
    dropDialer();
    submit();
}

void Runner::Private::submit()
{
    auto body = BodySource::of(composed, plan.spec.body);
    if (const auto *line = std::get_if<std::string>(&body))
        return fail("body-source", *line, "body-source");
    const auto decides = [this] { return !plan.tunnelVia && !last && headDecides(answered()); };
    std::string head = request::http1Head(composed);
    const std::uint64_t headLength = head.size();
    driver->run({submissionOf(composed, plan.spec, headLength), std::move(head),
                 std::get<std::unique_ptr<BodySource>>(std::move(body)), plan.spec.timeouts, plan.spec.lingerNs,
                 decides});
}

void Runner::Private::ended(const Ending &ending)
{
    const bool final = ending.outcome == Outcome::FinalStatus;
    const bool through = plan.tunnelVia && final && tunnelStands();
    auto next = plan.tunnelVia || last ? std::optional<Plan>() : planAfter(ending);
    Ending told = plan.tunnelVia && !through && final ? tunnelRefused(ending) : ending;
    if (through || (next && next->sameConnection))
        told.closeReason.clear();
    endAttempt(told);
    std::unique_ptr<Transport> tunnel = through ? driver->takeTransport() : nullptr;
    if (!next || !next->sameConnection)
        dropDriver();
    if (through)
        beginThrough(std::move(tunnel));
    else if (next)
        begin(std::move(*next));
    else
        finish();
}

std::optional<Plan> Runner::Private::planAfter(const Ending &ending)
{
    Stand stand;
    stand.final = ending.outcome == Outcome::FinalStatus;
    stand.reusable = ending.reusable;
    stand.contentLeft = ending.closeReason == "content-left";
    stand.inStep = driver->isInStep();
    stand.closed = driver->isClosed();
    stand.persistent = scribe->machine()->persistent();
    Next next = nextAfter(answered(), stand);
    for (Decision &decision : next.decisions)
        scribe->decide(Clock::now(), decision.what, std::move(decision.text));
    return std::move(next.plan);
}

bool Runner::Private::tunnelStands() const
{
    return stream().finalStatus() / 100 == 2 && driver->isInStep();
}

// RFC 9110 section 9.3.6: without a 2xx there is no tunnel, and what was asked for never left.
Ending Runner::Private::tunnelRefused(Ending ending) const
{
    ending.outcome = Outcome::ConnectFailed;
    ending.text = "the proxy " + request::hostPort(plan.tunnelVia->host, plan.tunnelVia->port) + " answered "
        + std::to_string(stream().finalStatus()) + " to CONNECT, so the request itself was not sent";
    return ending;
}

void Runner::Private::endAttempt(const Ending &ending)
{
    if (!ending.closeReason.empty() && driver && !driver->isClosed())
        scribe->closed(Clock::now(), ending.closeReason);
    scribe->end(Clock::now(), ending.outcome, ending.text);
}

// The time is over, or the user has seen enough, after the response: that was complete, and stays so.
bool Runner::Private::endWatch()
{
    if (plan.tunnelVia || !driver || !driver->endWatch())
        return false;
    last = true;
    return true;
}

void Runner::Private::cancel(const char *why)
{
    if (!running || endWatch())
        return;
    scribe->say(Clock::now(), FactKind::Abort, {}, why);
    abandon(Outcome::Aborted, why, "aborted");
}

// Of our own, before a byte could leave.
void Runner::Private::fail(const char *key, const std::string &line, const char *closeReason)
{
    scribe->say(Clock::now(), FactKind::Error, key, line);
    abandon(Outcome::Aborted, line, closeReason);
}

// Ends the exchange from outside the driver: nothing follows.
void Runner::Private::abandon(Outcome outcome, const std::string &line, const char *closeReason)
{
    if (!running)
        return;
    if (dialer)
        dialer->cancel(line);
    if (driver)
        driver->stop();
    endAttempt({outcome, line, closeReason});
    finish();
}

void Runner::Private::finish()
{
    running = false;
    finished = true;
    whole.cancel();
    recorder.finish(Clock::now() - scribe->epoch());
    dropDialer();
    dropDriver();
    emit q->progressed();
    QMetaObject::invokeMethod(q, &Runner::finished, Qt::QueuedConnection);
}

// Either may be the sender of the signal that led here.
void Runner::Private::dropDialer()
{
    if (!dialer)
        return;
    dialer->disconnect(q);
    dialer->deleteLater();
    dialer = nullptr;
}

void Runner::Private::dropDriver()
{
    if (!driver)
        return;
    driver->disconnect(q);
    driver->close();
    driver->deleteLater();
    driver = nullptr;
}

Runner::Runner(request::RequestSpec spec, QObject *parent, std::shared_ptr<SharedBounds> together)
    : LiveSource(parent)
    , d(std::make_unique<Private>(this, std::move(spec), std::move(together)))
{}

Runner::~Runner()
{
    // Before the recorder that their callbacks reach.
    delete d->dialer;
    delete d->driver;
}

void Runner::start()
{
    if (!d->running && !d->finished)
        d->start();
}

void Runner::cancel()
{
    d->cancel(record::cancelledByUser);
}

void Runner::endWithProgram()
{
    d->cancel(record::endedWithProgram);
}

void Runner::releaseBody()
{
    if (d->running && d->driver)
        d->driver->release();
}

const std::vector<wire::Event> &Runner::events() const
{
    return d->recorder.events();
}

Runner::Progress Runner::progress() const
{
    Progress progress;
    if (const wire::Machine *machine = d->scribe ? d->scribe->machine() : nullptr)
        progress.sent = machine->stream().bodyBytes();
    progress.toSend = d->composed.wireLength;
    return progress;
}

bool Runner::done() const
{
    return d->finished;
}

std::int64_t Runner::startedAt() const
{
    return d->scribe ? d->scribe->epoch() : 0;
}

std::string Runner::readTape(std::uint32_t connection, wire::Direction direction, wire::Span span,
                             std::uint64_t most) const
{
    return d->recorder.recording().readTape(connection, direction, span, most);
}

std::shared_ptr<const record::Record> Runner::takeWhole()
{
    return std::make_shared<const record::Record>(takeRecord());
}

record::Record Runner::takeRecord()
{
    return d->recorder.take();
}

} // namespace engine
