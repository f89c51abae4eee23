// SPDX-License-Identifier: GPL-3.0-or-later
// Cases of the zoo: text files of what a server does and how an exchange with it is to end. A case:
//
//   == fin-in-status-line
//   what: FIN in the middle of the status line
//   send: -d hello --max-time 900   (options of `interim-cli send`; {good}: the PEM file of that certificate;
//                                    {server}: the server's host and port, for a proxy)
//   url: http://127.0.0.1/a         (default http://127.0.0.1/; the port is the server's)
//   listen: never-accept            (or refuse, or small-window; default: an ordinary listener)
//   expect: closed-early            (the outcome's key)
//   status: 200                     (of the final response; none: there is none)
//   finding: cut-in-head            (repeatable: the key of an anomaly that the record must hold)
//   attempts: 2                     (default 1)
//   server:                         (what it does on each connection)
//     head                          (reads up to the blank line)
//     | HTTP/1.1 200 OK\r\n         (sends; escapes: \r \n \t \0 \\ \xHH; the line's own end adds nothing)
//     fin
//
// Further steps: `* 3 ab` sends three times, `forever ab` until the client goes, `drip 20 ab` a byte every 20 ms,
// `body 10` reads ten bytes more, `sip 10` reads a byte every 10 ms, `pause 50` (ms), `fin`, `rst` and `close` end the
// connection, `hold` reads no more and waits for the client to go, `drain` reads and waits, `goodbye` sends
// close_notify, `tls good` answers a handshake (good, other-name, expired, early, unknown, old, tls12, h2, client),
// `flood keyupdate` (or tickets, hellorequest; right after `tls tls12`: alerts, alerts-and-hellorequests) sends TLS
// messages without content until the client goes, and reads nothing, `raw ab` sends beneath TLS, `again` begins anew on
// the same connection, and `next` parts what the first connection gets from what the following ones get.
#pragma once

#include <cstdint>
#include <fstream>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace zoo {

enum class Do : std::uint8_t {
    Head,
    Body,
    Sip,
    Send,
    Forever,
    Drip,
    Pause,
    Fin,
    Rst,
    Close,
    Hold,
    Drain,
    Tls,
    Flood,
    Goodbye,
    Raw,
    Again,
};

struct Step {
    Do what = Do::Hold;
    std::uint64_t count = 1; ///< times, bytes or ms
    std::string text;        ///< bytes, or the name of a certificate
};
using Script = std::vector<Step>;

struct Case {
    std::string place; ///< file:line
    std::string name;
    std::string what;
    std::vector<std::string> options;
    std::string url = "http://127.0.0.1/";
    std::string listen;
    std::string outcome;
    std::optional<int> status;
    std::vector<std::string> findings;
    int attempts = 1;
    std::vector<Script> scripts; ///< for the first connection, the second...; the last one for all that follow
};

inline std::vector<std::string> wordsOf(const std::string &text)
{
    std::vector<std::string> words;
    bool open = false;
    for (const char c : text) {
        if (c == ' ')
            open = false;
        else if (open)
            words.back() += c;
        else {
            words.emplace_back(1, c);
            open = true;
        }
    }
    return words;
}

inline std::string bytesOf(const std::string &text)
{
    static const std::map<char, char> simple{{'r', '\r'}, {'n', '\n'}, {'t', '\t'}, {'0', '\0'}, {'\\', '\\'}};
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 >= text.size()) {
            bytes += text[i];
        } else if (text[++i] == 'x') {
            bytes += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
            i += 2;
        } else {
            bytes += simple.at(text[i]);
        }
    }
    return bytes;
}

/// Splits "word rest" at the first space.
inline std::pair<std::string, std::string> headAndRest(const std::string &line)
{
    const auto space = line.find(' ');
    return {line.substr(0, space), space == line.npos ? std::string() : line.substr(space + 1)};
}

inline Step readStep(const std::string &line)
{
    static const std::map<std::string, Do> plain{{"head", Do::Head},   {"fin", Do::Fin},        {"rst", Do::Rst},
                                                 {"close", Do::Close}, {"hold", Do::Hold},      {"drain", Do::Drain},
                                                 {"again", Do::Again}, {"goodbye", Do::Goodbye}};
    static const std::map<std::string, Do> counted{{"body", Do::Body}, {"pause", Do::Pause}, {"sip", Do::Sip}};
    static const std::map<std::string, Do> sends{{"|", Do::Send}, {"forever", Do::Forever}, {"raw", Do::Raw}};
    static const std::map<std::string, Do> countedSends{{"*", Do::Send}, {"drip", Do::Drip}};
    const auto [word, rest] = headAndRest(line);
    if (const auto found = plain.find(word); found != plain.end() && rest.empty())
        return {found->second, 1, {}};
    if (const auto found = counted.find(word); found != counted.end())
        return {found->second, std::stoull(rest), {}};
    if (const auto found = sends.find(word); found != sends.end())
        return {found->second, 1, bytesOf(rest)};
    if (const auto found = countedSends.find(word); found != countedSends.end()) {
        const auto [count, bytes] = headAndRest(rest);
        return {found->second, std::stoull(count), bytesOf(bytes)};
    }
    if (word == "tls")
        return {Do::Tls, 1, rest};
    if (word == "flood")
        return {Do::Flood, 1, rest};
    throw std::runtime_error("no such step: " + line);
}

inline void readKey(Case &one, const std::string &key, const std::string &value)
{
    if (key == "what")
        one.what = value;
    else if (key == "send")
        one.options = wordsOf(value);
    else if (key == "url")
        one.url = value;
    else if (key == "listen")
        one.listen = value;
    else if (key == "expect")
        one.outcome = value;
    else if (key == "status")
        one.status = std::stoi(value);
    else if (key == "finding")
        one.findings.push_back(value);
    else if (key == "attempts")
        one.attempts = std::stoi(value);
    else
        throw std::runtime_error("no such key: " + key);
}

inline void readLine(std::vector<Case> &cases, const std::string &line, bool &steps)
{
    if (line.starts_with("== ")) {
        cases.emplace_back();
        cases.back().name = line.substr(3);
        steps = false;
    } else if (cases.empty()) {
        throw std::runtime_error("a case begins with ==");
    } else if (line == "server:") {
        cases.back().scripts.emplace_back();
        steps = true;
    } else if (steps) {
        const auto step = line.substr(line.find_first_not_of(' '));
        if (step == "next")
            cases.back().scripts.emplace_back();
        else
            cases.back().scripts.back().push_back(readStep(step));
    } else {
        const auto colon = line.find(": ");
        if (colon == line.npos)
            throw std::runtime_error("no key: " + line);
        readKey(cases.back(), line.substr(0, colon), line.substr(colon + 2));
    }
}

/// Cases of one file; throws std::runtime_error with file:line on anything it does not know.
inline std::vector<Case> readCases(const std::string &path)
{
    std::ifstream file(path);
    std::vector<Case> cases;
    std::string line;
    bool steps = false;
    for (int number = 1; std::getline(file, line); ++number) {
        if (line.empty() || line[0] == '#')
            continue;
        const auto place = path.substr(path.rfind('/') + 1) + ':' + std::to_string(number);
        try {
            readLine(cases, line, steps);
        } catch (const std::exception &error) {
            throw std::runtime_error(place + ": " + error.what());
        }
        if (line.starts_with("== "))
            cases.back().place = place;
    }
    return cases;
}

} // namespace zoo
