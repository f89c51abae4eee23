// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/client/runner.h"

#include "base/text.h"
#include "engine/client/decisions.h"
#include "engine/client/exchange_driver.h"
#include "engine/client/redirect.h"
#include "engine/net/clock.h"
#include "engine/net/dialer.h"
#include "engine/net/error_lines.h"
#include "record/attempt.h"
#include "record/bounds.h"
#include "request/compose.h"
#include "request/url.h"
#include "wire/http1/framing.h"

namespace engine {

using record::Fact;
using record::FactKind;

namespace {

// What one attempt is to send, and why.
struct Plan {
    record::Reason reason = record::Reason::Other;
    std::string words;
    request::RequestSpec spec;
    bool sameConnection = false;
    std::optional<request::Route> tunnelVia{}; ///< this is the CONNECT of a tunnel: to that proxy
    std::vector<Decision> changes{};           ///< against the request that it follows
};

/// A second answer on the connection is what a follow-up is there to find.
constexpr std::int64_t followUpLingerNs = 100'000'000;
constexpr std::size_t pieceBytes = 4 << 10; // that are read between two looks at what all have made together

// `/` of the same place, and nothing of the first request's that could be what puts the server out of step.
request::RequestSpec followUpOf(const request::RequestSpec &spec, const request::Url &url)
{
    request::RequestSpec next;
    next.url = (url.tls ? "https://" : "http://") + url.authority() + "/";
    next.version = spec.version;
    next.timeouts = spec.timeouts;
    next.tls = spec.tls;
    next.proxy = spec.proxy;
    next.connectTo = spec.connectTo;
    next.unixSocket = spec.unixSocket;
    next.expect.rule = request::ExpectRule::Off;
    next.lingerNs = spec.lingerNs.value_or(followUpLingerNs);
    return next;
}

wire::Submission submissionOf(const request::ComposedRequest &composed, const request::RequestSpec &spec)
{
    wire::Submission submission;
    submission.headLength = composed.head.size();
    submission.bodyLength = composed.wireLength;
    submission.method = composed.method;
    submission.version = composed.version;
    submission.upgrade = composed.upgrade;
    submission.gated = composed.expect.waits;
    submission.expectSent = composed.expect.sent;
    submission.policy.waitNs = spec.expect.waitNs;
    submission.policy.afterWait = spec.expect.afterWait;
    submission.policy.accept104 = spec.expect.accept104;
    submission.policy.bodyAfterFinal = spec.expect.bodyAfterFinal;
    return submission;
}

// Chunk framing without content still has its last chunk.
std::variant<std::unique_ptr<BodySource>, std::string> bodyOf(const request::ComposedRequest &composed,
                                                              request::BodySpec body)
{
    if (!body.present() && composed.wireLength > 0)
        body.kind = request::BodyKind::Text;
    return BodySource::open(body, composed.chunked);
}

// Who is spoken to, for error lines: behind a proxy it is not the address that the connection leads to.
std::string whoAnswers(const request::Route &route, const Plan &plan, const request::Url &url,
                       const std::string &address)
{
    if (!route.unixSocket.empty())
        return unixSocketName(route.unixSocket);
    const std::string place = request::hostPort(address, route.port);
    if (route.proxy == request::ProxyKind::None)
        return place;
    if (route.proxy == request::ProxyKind::Socks)
        return request::hostPort(url.host, url.port) + " through the SOCKS proxy " + place;
    if (route.tunnel && !plan.tunnelVia)
        return request::hostPort(url.host, url.port) + " through the tunnel";
    return "the proxy " + place;
}

} // namespace

class Runner::Private {
public:
    Private(Runner *owner, request::RequestSpec request, std::shared_ptr<SharedBounds> others)
        : q(owner)
        , spec(std::move(request))
        , together(std::move(others))
        , recorder({}, together ? together->tapes : record::TapeLimits())
    {}

    void start();
    void cancel();
    void begin(Plan next);
    void beginThrough(std::unique_ptr<Transport> tunnel);
    void begin(Plan next, std::unique_ptr<Transport> tunnel);
    void dial(std::unique_ptr<Transport> tunnel);
    void dialed();
    void submit();
    void ended(const Ending &ending);
    std::optional<Plan> planAfter(const Ending &ending);
    void tellHeadDecisions();
    bool repeatsAfter417();
    bool headDecides() const;
    void tellContentLeft();
    Plan retryPlan(const Ending &ending);
    std::optional<Plan> redirectPlan();
    bool tunnelStands() const;
    Ending tunnelRefused(Ending ending) const;
    void endAttempt(const Ending &ending);
    bool endWatch();
    void abandon(const std::string &outcome, const std::string &line, const char *closeReason);
    void finish();
    void dropDialer();
    void dropDriver();

    std::vector<wire::Action> apply(Fact fact, std::string_view bytes = {});
    void count(std::size_t before, std::uint64_t textsBefore);
    std::string tooMuch() const;
    void endOverfull();
    void say(FactKind kind, const std::string &name, std::string text);
    void decide(record::Decision what, std::string text);
    const wire::Machine *machine() const { return recorder.machine(connection); }
    const wire::Stream &stream() const { return machine()->stream(); }

    Runner *q;
    request::RequestSpec spec;
    std::shared_ptr<SharedBounds> together;
    record::Recorder recorder;
    std::int64_t startedAt = 0;
    bool running = false;
    bool finished = false;
    bool last = false;     ///< nothing follows this attempt
    bool overfull = false; ///< nothing more is read
    std::uint32_t attempt = 0;
    std::uint32_t connection = 0;
    std::uint32_t attempts = 0;
    std::uint32_t connections = 0;
    std::string bodyError; // the file cannot be sent
    Plan plan;
    std::optional<Plan> behindTunnel; ///< what goes through the tunnel that `plan` opens
    std::string address;              ///< numeric, of the connection that stands
    request::ComposedRequest composed;
    Alarm whole{q}; // a child, so that it moves to the engine's thread with the runner
    Dialer *dialer = nullptr;
    ExchangeDriver *driver = nullptr;
};

std::vector<wire::Action> Runner::Private::apply(Fact fact, std::string_view bytes)
{
    fact.at = fact.at ? fact.at - startedAt : Clock::now() - startedAt;
    fact.attempt = attempt;
    fact.connection = connection;
    // A read makes an event of two bytes at worst.
    const bool near = together && fact.kind == FactKind::Received
        && (together->events + bytes.size() > SharedBounds::mostEvents
            || together->texts + bytes.size() > SharedBounds::mostTexts);
    const std::size_t piece = near ? pieceBytes : bytes.size();
    std::vector<wire::Action> actions;
    do {
        if (overfull && fact.kind == FactKind::Received)
            break;
        const std::size_t before = recorder.events().size();
        const std::uint64_t textsBefore = recorder.eventTexts();
        const auto wanted = recorder.apply(fact, bytes.substr(0, piece));
        actions.insert(actions.end(), wanted.begin(), wanted.end());
        bytes.remove_prefix(std::min(piece, bytes.size()));
        count(before, textsBefore);
    } while (!bytes.empty());
    return actions;
}

void Runner::Private::count(std::size_t before, std::uint64_t textsBefore)
{
    if (together) {
        together->events += recorder.events().size() - before;
        together->texts += recorder.eventTexts() - textsBefore;
    }
    if (overfull || tooMuch().empty())
        return;
    overfull = true; // later: this is the middle of a step
    QMetaObject::invokeMethod(
        q, [this] { endOverfull(); }, Qt::QueuedConnection);
}

/// Which bound was met, in one line; "" for none.
std::string Runner::Private::tooMuch() const
{
    const auto line = [](std::size_t most, const char *who) {
        return "it was ended at " + std::to_string(most) + " events, the most that " + who;
    };
    const auto ofTexts = [](std::uint64_t most, const char *who) {
        return "it was ended at " + std::to_string(most >> 20) + " MiB of heads, the most that " + who;
    };
    const std::size_t own = recorder.events().size();
    const std::uint64_t texts = recorder.eventTexts();
    if (texts > record::mostEventTexts)
        return ofTexts(record::mostEventTexts, "one exchange may make");
    if (together && together->texts > SharedBounds::mostTexts && texts > together->textShare)
        return ofTexts(SharedBounds::mostTexts, "a comparison's rows may make together: send it alone to see more");
    if (own > record::mostEvents || recorder.recording().facts.size() > record::mostEvents)
        return line(record::mostEvents, "one exchange may make");
    if (together && together->events > SharedBounds::mostEvents && own > together->share)
        return line(SharedBounds::mostEvents, "a comparison's rows may make together: send it alone to see more");
    return {};
}

void Runner::Private::endOverfull()
{
    if (!running || endWatch())
        return;
    const std::string line = tooMuch();
    say(FactKind::Error, "too-many-events", line);
    abandon("aborted", line, "too-many-events");
}

void Runner::Private::say(FactKind kind, const std::string &name, std::string text)
{
    Fact fact;
    fact.kind = kind;
    fact.name = name;
    fact.text = std::move(text);
    apply(std::move(fact));
}

void Runner::Private::decide(record::Decision what, std::string text)
{
    say(FactKind::Decision, std::string(record::keyOf(what)), std::move(text));
}

void Runner::Private::start()
{
    running = true;
    startedAt = Clock::now();
    recorder.recording().startedAt = Clock::wallMs();
    bodyError = lookAtFiles(spec.body);
    recorder.recording().spec = spec;
    QObject::connect(&whole, &Alarm::fired, q, [this] {
        if (endWatch() || (driver && driver->endUnreadable()))
            return;
        const std::string line = "the exchange was not over within " + span(spec.timeouts.wholeNs);
        say(FactKind::Timeout, "whole", line);
        abandon("timed-out", line, "timeout");
    });
    if (spec.timeouts.wholeNs > 0)
        whole.arm(spec.timeouts.wholeNs);
    begin({record::Reason::First, "the request", spec});
}

// A new connection through an HTTP proxy to an https URL takes two attempts: CONNECT, and the request itself.
void Runner::Private::begin(Plan next)
{
    const auto made = request::compose(next.spec);
    const auto *request = std::get_if<request::ComposedRequest>(&made);
    if (next.sameConnection || !request || !request->route.tunnel || !bodyError.empty())
        return begin(std::move(next), nullptr);
    Plan tunnel{record::Reason::ProxyConnect,
                "a tunnel through the proxy " + request::hostPort(request->route.host, request->route.port),
                request::tunnelRequest(next.spec, request->route)};
    tunnel.tunnelVia = request->route;
    behindTunnel = std::move(next);
    begin(std::move(tunnel), nullptr);
}

void Runner::Private::beginThrough(std::unique_ptr<Transport> tunnel)
{
    Plan next = std::move(*behindTunnel);
    behindTunnel.reset();
    begin(std::move(next), std::move(tunnel));
}

void Runner::Private::begin(Plan next, std::unique_ptr<Transport> tunnel)
{
    plan = std::move(next);
    attempt = attempts++;
    if (!plan.sameConnection)
        connection = connections++;
    auto made = request::compose(plan.spec);
    const auto *error = std::get_if<request::UrlError>(&made);
    if (!error)
        composed = std::get<request::ComposedRequest>(std::move(made));
    Fact fact;
    fact.kind = FactKind::AttemptBegin;
    fact.name = record::keyOf(plan.reason);
    fact.text = plan.words;
    fact.target = {composed.url.host, composed.url.port, {}, composed.url.tls};
    apply(std::move(fact));
    if (error) {
        say(FactKind::Error, "url", error->text);
        abandon("aborted", error->text, "");
    } else if (!bodyError.empty()) {
        say(FactKind::Error, "body-source", bodyError);
        abandon("aborted", bodyError, "");
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
        decide(decision.what, std::move(decision.text));
    for (Decision &decision : headDecisions(composed, plan.spec, std::move(typed)))
        decide(decision.what, std::move(decision.text));
}

void Runner::Private::dial(std::unique_ptr<Transport> tunnel)
{
    dialer = new Dialer(
        composed.url, plan.tunnelVia.value_or(composed.route), plan.spec,
        [this](Fact fact) {
            if (!running)
                return;
            apply(std::move(fact));
            // Later: a slot that cancels must not do so in the middle of a step.
            QMetaObject::invokeMethod(q, &Runner::progressed, Qt::QueuedConnection);
        },
        q);
    QObject::connect(dialer, &Dialer::connected, q, [this] { dialed(); });
    QObject::connect(dialer, &Dialer::failed, q,
                     [this](const std::string &outcome, const std::string &line) { abandon(outcome, line, ""); });
    if (tunnel)
        dialer->startThrough(std::move(tunnel), address);
    else
        dialer->start();
}

void Runner::Private::dialed()
{
    ExchangeDriver::Hooks hooks;
    hooks.apply = [this](Fact fact, std::string_view bytes) { return apply(std::move(fact), bytes); };
    hooks.machine = [this] { return machine(); };
    address = dialer->address();
    const request::Route route = plan.tunnelVia.value_or(composed.route);
    driver = new ExchangeDriver(dialer->takeTransport(), whoAnswers(route, plan, composed.url, address),
                                std::move(hooks), q);
    QObject::connect(driver, &ExchangeDriver::ended, q, [this](const Ending &ending) { ended(ending); });
    QObject::connect(driver, &ExchangeDriver::progressed, q, &Runner::progressed);
    dropDialer();
    submit();
}

void Runner::Private::submit()
{
    auto body = bodyOf(composed, plan.spec.body);
    if (const auto *line = std::get_if<std::string>(&body)) {
        say(FactKind::Error, "body-source", *line);
        return abandon("aborted", *line, "body-source");
    }
    driver->run({submissionOf(composed, plan.spec), composed.head,
                 std::get<std::unique_ptr<BodySource>>(std::move(body)), plan.spec.timeouts, plan.spec.lingerNs,
                 [this] { return headDecides(); }});
}

void Runner::Private::ended(const Ending &ending)
{
    const bool through = plan.tunnelVia && ending.outcome == "final-status" && tunnelStands();
    auto next = plan.tunnelVia || last ? std::optional<Plan>() : planAfter(ending);
    Ending told = plan.tunnelVia && !through && ending.outcome == "final-status" ? tunnelRefused(ending) : ending;
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

// What planAfter() will do, as far as the head of the final response tells.
bool Runner::Private::headDecides() const
{
    if (plan.tunnelVia || last)
        return false;
    const auto &fields = stream().finalHead().fields;
    if (stream().finalStatus() == 417 && composed.expect.sent)
        return !noRetry(composed.expect, spec.expect, fields);
    if (plan.reason == record::Reason::FollowUp || spec.redirects <= 0)
        return false;
    const auto location = wire::valueOf(fields, "Location").value_or("");
    return redirected(plan.spec, stream().finalStatus(), location).next.has_value();
}

void Runner::Private::tellContentLeft()
{
    const wire::Framing framing = wire::responseFraming(stream().finalHead(), composed.method);
    decide(record::Decision::ContentLeft,
           "the rest of its content is not waited for: the head of the " + std::to_string(stream().finalStatus())
               + " decides"
               + (framing.mode == wire::FramingMode::UntilClose
                      ? ", and as it has neither Content-Length nor chunks, only a close would end the content"
                      : ""));
}

std::optional<Plan> Runner::Private::planAfter(const Ending &ending)
{
    const bool final = ending.outcome == "final-status";
    if (ending.closeReason == "content-left")
        tellContentLeft();
    if (final && stream().finalStatus() == 417 && composed.expect.sent && repeatsAfter417())
        return retryPlan(ending);
    if (final && plan.reason != record::Reason::FollowUp) {
        if (auto next = redirectPlan())
            return next;
    }
    if (!spec.followUp || plan.reason == record::Reason::FollowUp)
        return {};
    if (final && driver->isInStep() && machine()->persistent())
        return Plan{record::Reason::FollowUp, "is the connection still in step?", followUpOf(spec, composed.url), true};
    decide(record::Decision::FollowUpSkipped,
           !final                   ? "no follow-up: the exchange did not end well"
               : driver->isClosed() ? "no follow-up: the connection is closed"
                                    : "no follow-up: by its response the connection carries no further request");
    return {};
}

bool Runner::Private::repeatsAfter417()
{
    const auto none = noRetry(composed.expect, spec.expect, stream().finalHead().fields);
    if (none)
        decide(none->what, none->text);
    return !none;
}

Plan Runner::Private::retryPlan(const Ending &ending)
{
    std::string words = "417 refuses the expectation, so the request goes out again without Expect";
    words += ending.reusable ? ", on the same connection: the whole request had been sent and the connection persists"
        : stream().requestFlushed() ? ", on a new connection"
                                    : ", on a new connection: on this one the server may still wait for the content";
    decide(record::Decision::RetryWithoutExpect, words);
    return {record::Reason::RetryWithoutExpect, words, request::withoutExpect(plan.spec), ending.reusable};
}

std::optional<Plan> Runner::Private::redirectPlan()
{
    if (spec.redirects <= 0) // never asked for
        return {};
    const auto location = wire::valueOf(stream().finalHead().fields, "Location").value_or("");
    Redirection to = redirected(plan.spec, stream().finalStatus(), location);
    if (!to.refusal.empty())
        decide(record::Decision::RedirectNotFollowed, to.refusal);
    if (!to.next)
        return {};
    const std::string words = std::to_string(stream().finalStatus()) + " redirects to " + shownLocation(location);
    decide(record::Decision::Redirect, words);
    return Plan{record::Reason::Redirect, words, std::move(*to.next), false, {}, std::move(to.changes)};
}

bool Runner::Private::tunnelStands() const
{
    return stream().finalStatus() / 100 == 2 && driver->isInStep();
}

// RFC 9110 section 9.3.6: without a 2xx there is no tunnel, and what was asked for never left.
Ending Runner::Private::tunnelRefused(Ending ending) const
{
    ending.outcome = "connect-failed";
    ending.text = "the proxy " + request::hostPort(plan.tunnelVia->host, plan.tunnelVia->port) + " answered "
        + std::to_string(stream().finalStatus()) + " to CONNECT, so the request itself was not sent";
    return ending;
}

void Runner::Private::endAttempt(const Ending &ending)
{
    if (!ending.closeReason.empty() && driver && !driver->isClosed()) {
        Fact fact;
        fact.kind = FactKind::Closed;
        fact.name = ending.closeReason;
        fact.code = static_cast<std::int32_t>(wire::CloseHow::Fin);
        apply(std::move(fact));
    }
    say(FactKind::AttemptEnd, ending.outcome.c_str(), ending.text);
}

// The time is over, or the user has seen enough, after the response: that was complete, and stays so.
bool Runner::Private::endWatch()
{
    if (plan.tunnelVia || !driver || !driver->endWatch())
        return false;
    last = true;
    return true;
}

// Ends the exchange from outside the driver: nothing follows.
void Runner::Private::abandon(const std::string &outcome, const std::string &line, const char *closeReason)
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
    recorder.finish(Clock::now() - startedAt);
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
    : QObject(parent)
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
    if (!d->running || d->endWatch())
        return;
    Fact fact;
    fact.kind = FactKind::Abort;
    fact.text = record::cancelledByUser;
    d->apply(std::move(fact));
    d->abandon("aborted", record::cancelledByUser, "aborted");
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
    if (const wire::Machine *machine = d->machine())
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
    return d->startedAt;
}

std::string Runner::readTape(std::uint32_t connection, wire::Direction direction, wire::Span span,
                             std::uint64_t most) const
{
    const auto &tapes = d->recorder.recording().tapes;
    return connection < tapes.size() ? tapes[connection].of(direction).read(span, most) : std::string();
}

record::Record Runner::takeRecord()
{
    return d->recorder.take();
}

} // namespace engine
