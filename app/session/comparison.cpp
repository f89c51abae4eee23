// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/comparison.h"

#include "compare/variants.h"
#include "engine/client/shared_bounds.h"
#include "engine/net/clock.h"
#include "model/comparison_text.h"
#include "record/recorder.h"
#include "request/sensitive.h"
#include "request/url.h"
#include "session/response_content.h"
#include "session/workbench.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace session {

namespace {

/// Of a content with its codings undone, that is compared byte for byte; each row has one.
constexpr std::uint64_t mostPrintedBytes = 4 << 20;

struct ComparisonWords {
    Q_DECLARE_TR_FUNCTIONS(session::Comparison)
};

compare::ContentPrint printOf(const record::Record &record, const std::vector<wire::Event> &events,
                              const compare::Summary &summary)
{
    compare::ContentPrint print;
    if (!summary.answered)
        return print;
    const ContentPlan plan = planContent(events, summary.response);
    ContentLimits limits;
    limits.pretty = 0;
    limits.output = mostPrintedBytes;
    const Content content = loadContent(record, plan, QLocale::c(), {}, limits);
    record::StreamingDigest digest;
    digest.reset();
    digest.update(content.content());
    print.size = plan.size;
    print.digest = digest.value();
    print.whole = plan.complete && content.received.size() == plan.size && content.decoded.size() < limits.output;
    return print;
}

void keepFailure(ComparisonRow &row, const compare::Summary &summary)
{
    if (row.failure.empty() && summary.outcome != record::Outcome::FinalStatus)
        row.failure = summary.error;
}

ComparisonSample sampleOf(const compare::Summary &summary)
{
    ComparisonSample sample;
    sample.outcome = summary.outcome;
    sample.handshake = summary.handshake.outcome;
    if (summary.handshake.pauseEnded >= 0)
        sample.pauseNs = summary.handshake.pauseNs();
    if (summary.answered) {
        sample.status = summary.response.status;
        sample.finalNs = summary.toFinalNs;
    }
    return sample;
}

compare::Spread spreadOfSamples(const std::vector<ComparisonSample> &samples, std::int64_t ComparisonSample::*time)
{
    std::vector<std::int64_t> times;
    for (const ComparisonSample &sample : samples)
        if (sample.*time >= 0)
            times.push_back(sample.*time);
    return compare::spreadOf(std::move(times));
}

/// Of what was recorded earlier: many recordings have more events than may be held. What tells of heads line by line
/// goes first; phases, ends and what we did stay.
void thin(std::vector<wire::Event> &events, record::Exchange &exchange, std::size_t keep)
{
    const auto detail = [](const wire::Event &event) {
        return !wire::isLocal(event.kind) && event.kind != wire::Kind::RequestHead
            && event.kind != wire::Kind::FinalResponse && event.kind != wire::Kind::ContentData
            && event.kind != wire::Kind::MessageEnd;
    };
    if (events.size() <= keep)
        return;
    events.erase(std::remove_if(events.begin() + static_cast<std::ptrdiff_t>(keep), events.end(), detail),
                 events.end());
    for (record::Attempt &attempt : exchange.attempts)
        attempt.interims.resize(std::min<std::size_t>(attempt.interims.size(), keep));
}

/// Requests that were sent to one URL are told apart by their number.
QString recordedName(std::size_t before, const request::RequestSpec &spec)
{
    const auto parsed = request::parseUrl(spec.url);
    const auto *url = std::get_if<request::Url>(&parsed);
    const std::string where = url ? url->authority() + url->target : spec.url;
    return u"%1. %2"_s.arg(before + 1).arg(QString::fromLatin1(request::maskedUrl(where).c_str()));
}

std::uint64_t heldBy(const record::Record &record)
{
    std::uint64_t held = record.facts.size() * sizeof(record::Fact);
    for (const record::TapePair &tapes : record.tapes)
        held += tapes.sent.held() + tapes.received.held();
    return held;
}

void spread(ComparisonRow &row)
{
    row.pause = spreadOfSamples(row.samples, &ComparisonSample::pauseNs);
    row.final = spreadOfSamples(row.samples, &ComparisonSample::finalNs);
}

/// `kept`: bytes of recordings, of all rows until here.
void keepFirst(ComparisonRow &row, std::shared_ptr<const record::Record> record, std::vector<wire::Event> events,
               std::uint64_t &kept)
{
    row.events = std::move(events);
    row.exchange = record::summarize(row.events);
    row.summary = compare::summaryOf(row.exchange);
    row.content = printOf(*record, row.events, row.summary);
    row.running = false;
    keepFailure(row, row.summary);
    const std::uint64_t held = heldBy(*record);
    if (kept + held > Comparison::keptBytes)
        return;
    kept += held;
    row.record = std::move(record);
}

} // namespace

std::variant<std::vector<ComparisonTarget>, QString> comparisonTargets(const request::RequestSpec &base,
                                                                       const QStringList &urls)
{
    if (urls.isEmpty())
        return ComparisonWords::tr("there is no server to compare: name at least one URL");
    if (urls.size() > static_cast<qsizetype>(mostComparisonRows))
        return ComparisonWords::tr("%1 servers are too many: name at most %2").arg(urls.size()).arg(mostComparisonRows);
    std::vector<ComparisonTarget> targets;
    std::vector<QString> paths;
    std::map<QString, int> uses;
    for (const QString &url : urls) {
        ComparisonTarget target{{}, base};
        target.spec.url = url.toLatin1().toStdString();
        const auto parsed = request::parseUrl(target.spec.url);
        if (const auto *error = std::get_if<request::UrlError>(&parsed))
            return QString::fromStdString(error->text);
        const auto &read = std::get<request::Url>(parsed);
        target.name = QString::fromLatin1(read.authority().c_str());
        paths.push_back(QString::fromLatin1(request::maskedUrl(read.target).c_str())); // on every screen it stands
        ++uses[target.name];
        targets.push_back(std::move(target));
    }
    const bool oneServer = uses.size() == 1 && targets.size() > 1;
    for (std::size_t i = 0; i < targets.size(); ++i)
        if (uses[targets[i].name] > 1)
            targets[i].name = oneServer ? paths[i] : targets[i].name + paths[i];
    return targets;
}

std::variant<std::vector<ComparisonTarget>, QString> comparisonVariants(const request::RequestSpec &base)
{
    const auto parsed = request::parseUrl(base.url);
    if (const auto *error = std::get_if<request::UrlError>(&parsed))
        return QString::fromStdString(error->text);
    if (base.rawHead)
        return ComparisonWords::tr("a head typed raw goes out as it is and has no variants: compose it from fields");
    std::vector<ComparisonTarget> targets;
    for (compare::Variant &variant : compare::variantsOf(base))
        targets.push_back({model::variantText(variant), std::move(variant.spec)});
    return targets;
}

Comparison::Comparison(Workbench &workbench, std::vector<ComparisonTarget> targets, int rounds, QObject *parent)
    : QObject(parent)
    , workbench_(workbench)
    , rounds_(std::clamp(rounds, 1, mostComparisonRounds))
{
    targets.resize(std::min(targets.size(), mostComparisonRows));
    for (ComparisonTarget &target : targets) {
        ComparisonRow row;
        row.name = std::move(target.name);
        row.spec = std::move(target.spec);
        rows_.push_back(std::move(row));
    }
    begin();
}

std::vector<ComparisonRow> recordedRows(const std::vector<std::shared_ptr<const record::Record>> &records,
                                        const Errand::Wanted &wanted)
{
    std::vector<ComparisonRow> rows;
    std::size_t events = 0;
    std::uint64_t kept = 0;
    for (const auto &record : records) {
        if (rows.size() == mostComparisonRows || !wanted())
            break;
        ComparisonRow row;
        row.spec = record->spec;
        row.name = recordedName(rows.size(), row.spec);
        keepFirst(row, record, record::replay(*record), kept);
        if (events + row.events.size() > engine::SharedBounds::mostEvents) {
            thin(row.events, row.exchange, engine::SharedBounds(std::min(records.size(), mostComparisonRows)).share);
            row.thinned = true;
        }
        events += row.events.size();
        row.samples.push_back(sampleOf(row.summary));
        spread(row);
        rows.push_back(std::move(row));
    }
    return rows;
}

Comparison::Comparison(Workbench &workbench, std::vector<ComparisonRow> recorded, QObject *parent)
    : QObject(parent)
    , workbench_(workbench)
    , rows_(std::move(recorded))
    , done_(1)
    , running_(false)
{}

Comparison::~Comparison() = default;

void Comparison::begin()
{
    std::vector<request::RequestSpec> specs;
    for (const ComparisonRow &row : rows_)
        specs.push_back(row.spec);
    open_ = rows_.size();
    if (done_ == 0)
        beganAt_ = engine::Clock::wallMs();
    sendings_ = workbench_.send(specs, this);
    for (std::size_t i = 0; i < sendings_.size(); ++i) {
        connect(sendings_[i], &Sending::finished, this, [this, i] { take(i); });
        if (done_ == 0)
            connect(sendings_[i], &Sending::eventsAppended, this, [this, i] { advance(i); });
    }
    if (rows_.empty())
        QMetaObject::invokeMethod(this, &Comparison::endRound, Qt::QueuedConnection);
}

void Comparison::advance(std::size_t row)
{
    const auto &events = sendings_[row]->events();
    auto &mine = rows_[row].events;
    mine.insert(mine.end(), events.begin() + static_cast<std::ptrdiff_t>(mine.size()), events.end());
    emit rowChanged(static_cast<int>(row));
}

void Comparison::take(std::size_t index)
{
    ComparisonRow &row = rows_[index];
    const Sending &sending = *sendings_[index];
    if (done_ == 0)
        keepFirst(row, sending.record(),
                  row.events.size() == sending.events().size() ? std::move(row.events) : sending.events(), kept_);
    if (done_ == 0)
        emit recorded(sending.record(), beganAt_);
    const bool first = done_ == 0;
    const compare::Summary later = first ? compare::Summary() : compare::summaryOf(record::summarize(sending.events()));
    const compare::Summary &summary = first ? row.summary : later;
    if (!first && !cancelled_)
        keepFailure(row, summary);
    // A round that was cut by a cancel measured nothing.
    if (first || !cancelled_ || summary.outcome == record::Outcome::FinalStatus)
        row.samples.push_back(sampleOf(summary));
    sendings_[index]->deleteLater();
    sendings_[index] = nullptr;
    --open_;
    emit rowChanged(static_cast<int>(index));
    if (open_ == 0)
        endRound();
}

void Comparison::endRound()
{
    ++done_;
    const bool more = done_ < rounds_ && !cancelled_ && !rows_.empty();
    if (!more || done_ <= 50 || done_ % 50 == 0)
        spread();
    emit roundFinished(done_);
    if (more && !cancelled_) // a slot may have cancelled
        return begin();
    if (more)
        spread();
    running_ = false;
    emit finished();
}

void Comparison::spread()
{
    for (ComparisonRow &row : rows_)
        session::spread(row);
}

void Comparison::cancel()
{
    end(&Sending::cancel);
}

void Comparison::endWithProgram()
{
    end(&Sending::endWithProgram);
}

void Comparison::end(void (Sending::*how)())
{
    cancelled_ = true;
    for (Sending *sending : sendings_)
        if (sending)
            (sending->*how)();
}

std::int64_t Comparison::elapsedNs() const
{
    std::int64_t elapsed = 0;
    for (const Sending *sending : sendings_)
        if (sending)
            elapsed = std::max(elapsed, sending->elapsedNs());
    return elapsed;
}

bool Comparison::allAnswered() const
{
    return !rows_.empty() && std::ranges::all_of(rows_, [this](const ComparisonRow &row) {
        return !row.running && row.samples.size() == static_cast<std::size_t>(done_)
            && std::ranges::all_of(row.samples, [](const ComparisonSample &sample) {
                   return sample.outcome == record::Outcome::FinalStatus;
               });
    });
}

std::vector<compare::Difference> Comparison::differencesOf(std::size_t row, std::size_t baseline) const
{
    if (row == baseline || row >= rows_.size() || baseline >= rows_.size())
        return {};
    const auto side = [](const ComparisonRow &of) {
        const bool repeated = of.samples.size() > 1;
        return compare::Side{of.summary, of.content, repeated && of.pause.count > 0 ? &of.pause : nullptr,
                             repeated && of.final.count > 0 ? &of.final : nullptr};
    };
    return compare::differences(side(rows_[baseline]), side(rows_[row]));
}

} // namespace session
