// SPDX-License-Identifier: GPL-3.0-or-later
// "Behave like": what known HTTP clients put into a head and do about Expect, as data (resources/profiles), and a
// request made to do the same. What a person typed stays as typed.
#pragma once

#include "request/request.h"

#include <QLocale>
#include <QString>
#include <QStringList>
#include <QVector>

#include <optional>
#include <string>
#include <vector>

namespace session {

/// A field of the client's head that is not imitated, since it differs from call to call or machine to machine.
struct HeadException {
    std::string field;
    QString why;
};

/// Nothing in an optional: it is not known, and the request's own setting stays.
struct Profile {
    QString name;  ///< the file's, "curl-7.88"
    QString title; ///< with its version
    QString language;
    QString about;                           ///< one or two sentences
    QString headUnknown;                     ///< why the head is not known; "" where it is
    std::vector<std::string> order;          ///< as RequestSpec::fieldOrder
    std::vector<request::HeaderLine> fields; ///< besides Host, framing and Expect
    std::vector<std::string> leavesOut;      ///< what Interim would add and this client does not send
    std::string contentType;                 ///< for content without a type of its own; "" for none
    QVector<HeadException> exceptions;
    request::ExpectRule rule = request::ExpectRule::Off;
    std::optional<std::uint64_t> threshold;
    std::string value; ///< how it writes 100-continue
    std::optional<std::int64_t> waitNs;
    std::optional<wire::AfterWait> afterWait;
    std::optional<request::On417> on417;
    QStringList notes;
    QStringList sources; ///< "facts:clients/ID", "measured: …"
    /// The real client was run and its head and wait were recorded.
    bool measured() const;
};

class Profiles {
public:
    /// Compiled in under :/interim/profiles; read on first use.
    static const Profiles &builtin();
    static Profiles load(const QString &folder);

    /// By title.
    const QVector<Profile> &all() const { return all_; }
    const Profile *find(const QString &name) const;
    /// What is wrong with the files, one line each; empty when all is well.
    const QStringList &errors() const { return errors_; }

private:
    QVector<Profile> all_;
    QStringList errors_;
};

/// The request behaves like this client from now on. Typed fields and a typed media type stay, removed ones stay out;
/// the Expect settings become the client's. A profile that the request had must have been taken back.
void applyProfile(request::RequestSpec &spec, const Profile &profile);
/// Takes out what applyProfile() put in and nobody has changed since; Expect settings become those of `before`.
void takeBackProfile(request::RequestSpec &spec, const Profile &profile, const request::ExpectSettings &before = {});
/// Takes back the profile that the request has, and applies the one of this name; "" for none. False when there is none
/// of that name: then nothing is changed.
bool chooseProfile(request::RequestSpec &spec, const QString &name, const request::ExpectSettings &before = {});

/// Something that the request's profile sets stands otherwise in it: it does not quite behave like that client.
bool departsFromProfile(const request::RequestSpec &spec);

/// What a profile sets, a line each: head, Expect, wait, 417.
QStringList profileSets(const Profile &profile, const QLocale &locale = {});
/// Where it is known from, as people read it.
QStringList profileSources(const Profile &profile);

} // namespace session
