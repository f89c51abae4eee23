// SPDX-License-Identifier: GPL-3.0-or-later
// The same request to 1…64 targets at once, each over a connection of its own, from one gate; N times over, round
// after round, so that repeats do not disturb each other.
#pragma once

#include "compare/bars.h"
#include "compare/differences.h"
#include "record/exchange.h"
#include "session/errand.h"

#include <QObject>
#include <QStringList>

#include <memory>
#include <variant>
#include <vector>

namespace session {

class Sending;
class Workbench;

inline constexpr std::size_t mostComparisonRows = 64;
inline constexpr int mostComparisonRounds = 10'000;

struct ComparisonTarget {
    QString name;
    request::RequestSpec spec;
};

/// `base` with each URL in its stead, named by host and port, with the path where some share these, by the path alone
/// where all do. The QString is an error line: an odd URL, none at all, more than 64.
std::variant<std::vector<ComparisonTarget>, QString> comparisonTargets(const request::RequestSpec &base,
                                                                       const QStringList &urls);
/// One server, several requests (compare/variants.h). The QString is an error line.
std::variant<std::vector<ComparisonTarget>, QString> comparisonVariants(const request::RequestSpec &base);

/// One round's outcome of one row.
struct ComparisonSample {
    record::Outcome outcome = record::Outcome::Pending;
    wire::GateOutcome handshake = wire::GateOutcome::NotSent;
    int status = 0;            ///< 0: no final status
    std::int64_t pauseNs = -1; ///< -1: there was no pause
    std::int64_t finalNs = -1; ///< head sent to final status; -1: none came
    bool operator==(const ComparisonSample &) const = default;
};

struct ComparisonRow {
    QString name;
    request::RequestSpec spec;
    bool running = true; ///< the first round is
    bool thinned =
        false; ///< recorded earlier, with more events than all rows may have: the lines of heads are left out
    // Of the first round; events grow while it runs.
    std::vector<wire::Event> events;
    record::Exchange exchange;
    compare::Summary summary;
    std::string failure{}; ///< why the first round that failed got no final status; "" if none did
    compare::ContentPrint content;
    std::shared_ptr<const record::Record> record; ///< null while it runs, and where all rows' bytes are too many
    std::vector<ComparisonSample> samples;        ///< of the rounds that are over
    // Of these; brought up to date each round, beyond the fiftieth every fifty, and at the end.
    compare::Spread pause;
    compare::Spread final;
};

/// Exchanges that were recorded earlier, side by side; of these the first 64 count. Replays each and undoes the codings
/// of its content: for a pool thread. Fewer once `wanted` says that none are wanted any more.
std::vector<ComparisonRow> recordedRows(
    const std::vector<std::shared_ptr<const record::Record>> &records,
    const Errand::Wanted &wanted = [] { return true; });

class Comparison : public QObject {
    Q_OBJECT
public:
    /// Starts at once. Of `targets` the first 64 count; `rounds` is held to 1…10 000.
    Comparison(Workbench &workbench, std::vector<ComparisonTarget> targets, int rounds, QObject *parent = nullptr);
    /// Of recordedRows(): it is over from the start.
    Comparison(Workbench &workbench, std::vector<ComparisonRow> recorded, QObject *parent = nullptr);
    ~Comparison() override;

    const std::vector<ComparisonRow> &rows() const { return rows_; }
    int rounds() const { return rounds_; }
    /// Rounds that are over.
    int roundsDone() const { return done_; }
    bool running() const { return running_; }
    bool cancelled() const { return cancelled_; }
    /// Nanoseconds since the round under way began, by the engine's clock.
    std::int64_t elapsedNs() const;
    /// Every row came to a final status in every round.
    bool allAnswered() const;
    /// Against row `baseline`; empty for that row itself.
    std::vector<compare::Difference> differencesOf(std::size_t row, std::size_t baseline) const;

    /// Bytes of recordings that are kept, of all rows together.
    static constexpr std::uint64_t keptBytes = 64 << 20;

public slots:
    /// Ends what is under way and begins no further round; finished() follows.
    void cancel();
    void endWithProgram();

signals:
    void rowChanged(int row);
    /// The first round of a row is over; `beganAt` is the same for all rows of this comparison.
    void recorded(const std::shared_ptr<const record::Record> &record, qint64 beganAt);
    void roundFinished(int round);
    void finished();

private:
    void begin();
    void advance(std::size_t row);
    void take(std::size_t row);
    void endRound();
    void end(void (Sending::*how)());
    void spread();

    Workbench &workbench_;
    std::vector<ComparisonRow> rows_;
    std::vector<Sending *> sendings_; ///< by row; null once it is over
    int rounds_ = 1;
    int done_ = 0;
    std::size_t open_ = 0; ///< of this round
    std::uint64_t kept_ = 0;
    std::int64_t beganAt_ = 0; ///< milliseconds since 1970-01-01 UTC
    bool running_ = true;
    bool cancelled_ = false;
};

} // namespace session
