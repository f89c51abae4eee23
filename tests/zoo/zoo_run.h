// SPDX-License-Identifier: GPL-3.0-or-later
// Plays every case with `interim-cli send` as a child, a few at once, and keeps what came of it in files.
#pragma once

#include "zoo/child.h"
#include "zoo/hostile_server.h"

#include <array>
#include <fstream>

namespace zoo {

struct Outcome {
    ChildEnd end;
    int accepted = 0;     ///< connections that reached the server
    std::string document; ///< paths: --json, --save, standard error
    std::string record;
    std::string errors;
};

constexpr int hangMs = 600'000; // against hangs alone: ten million chunks take minutes on a busy machine

inline std::string urlFor(const Case &one, std::uint16_t port)
{
    std::string url = one.url;
    const auto path = url.find('/', url.find("://") + 3);
    return url.insert(path, ':' + std::to_string(port));
}

class ZooRun {
public:
    /// `program` is interim-cli; files go to `folder`.
    ZooRun(std::string program, std::string folder) : program_(std::move(program)), folder_(std::move(folder))
    {
        for (const char *name : certificates)
            std::ofstream(pemOf(name)) << identities_.named(name).pem();
    }

    std::vector<Outcome> playAll(const std::vector<Case> &cases)
    {
        std::vector<Outcome> outcomes(cases.size());
        std::atomic<std::size_t> next = 0;
        const auto work = [&] {
            for (std::size_t i = next++; i < cases.size(); i = next++)
                outcomes[i] = play(cases[i]);
        };
        std::vector<std::thread> hands;
        for (int i = 0; i < atOnce; ++i)
            hands.emplace_back(work);
        for (std::thread &hand : hands)
            hand.join();
        return outcomes;
    }

private:
    static constexpr int atOnce = 4; // most of them wait for a time-out
    static constexpr std::array certificates{"good", "other-name", "expired", "early"};

    std::string pemOf(const std::string &name) const { return folder_ + '/' + name + ".pem"; }

    std::string optionOf(std::string option, std::uint16_t port) const
    {
        constexpr std::string_view place = "{server}";
        if (const auto at = option.find(place); at != option.npos)
            return option.replace(at, place.size(), "127.0.0.1:" + std::to_string(port));
        if (option.starts_with('{') && option.ends_with('}'))
            return pemOf(option.substr(1, option.size() - 2));
        return option;
    }

    Outcome play(const Case &one) const
    {
        HostileServer server(one, identities_);
        Outcome outcome;
        outcome.document = folder_ + '/' + one.name + ".json";
        outcome.record = folder_ + '/' + one.name + ".interim";
        outcome.errors = folder_ + '/' + one.name + ".txt";
        std::vector<std::string> words{program_, "send", "--json", "--save", outcome.record};
        for (const std::string &option : one.options)
            words.push_back(optionOf(option, server.port()));
        words.push_back(urlFor(one, server.port()));
        outcome.end = runChild(words, outcome.document, outcome.errors, hangMs);
        server.stop();
        outcome.accepted = server.accepted();
        return outcome;
    }

    std::string program_;
    std::string folder_;
    Identities identities_;
};

} // namespace zoo
