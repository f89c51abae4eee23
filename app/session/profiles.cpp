// SPDX-License-Identifier: GPL-3.0-or-later
// Reading of resources/profiles (README.md there), and the two ways between a request and a profile.
#include "session/profiles.h"

#include "guidance/library.h"
#include "request/typed_head.h"
#include "rules/json_reader.h"
#include "words/units.h"
#include "words/wire_bytes.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace session {

namespace {

constexpr std::int64_t millisecond = 1'000'000;
const QLatin1String measuredMark("measured: ");

struct ProfileWords {
    Q_DECLARE_TR_FUNCTIONS(session::Profiles)
};

std::vector<std::string> bytesOf(const QStringList &texts)
{
    std::vector<std::string> out;
    for (const QString &text : texts)
        out.push_back(text.toStdString());
    return out;
}

/// Name and value of each field, in a list of two.
std::vector<request::HeaderLine> fieldsIn(rules::JsonReader &json)
{
    std::vector<request::HeaderLine> fields;
    const QJsonValue list = json.optional("fields");
    const QJsonArray pairs = list.toArray();
    for (const QJsonValue &pair : pairs) {
        const QString name = pair.toArray().at(0).toString(), value = pair.toArray().at(1).toString();
        if (pair.toArray().size() != 2 || name.isEmpty() || value.isEmpty())
            json.error(u"fields: each is a list of a name and a value"_s);
        fields.push_back({name.toStdString(), value.toStdString()});
    }
    return fields;
}

void readHead(const QJsonValue &value, const QString &where, QStringList &errors, Profile &profile)
{
    rules::JsonReader json(value, where, errors);
    if (json.has("unknown")) {
        profile.headUnknown = json.text("unknown");
        return;
    }
    profile.order = bytesOf(json.texts("order"));
    profile.fields = fieldsIn(json);
    profile.leavesOut = bytesOf(json.optionalTexts("leaves-out"));
    profile.contentType = json.optionalText("content-type").toStdString();
    const QJsonArray exceptions = json.optional("exceptions").toArray();
    for (int i = 0; i < exceptions.size(); ++i) {
        rules::JsonReader one(exceptions.at(i), json.at("exceptions", i), errors);
        profile.exceptions.append({one.text("field").toStdString(), one.text("why")});
    }
}

/// A whole number from 0 on.
std::optional<std::int64_t> countIn(rules::JsonReader &json, const char *key)
{
    if (!json.has(key))
        return std::nullopt;
    const QJsonValue value = json.optional(key);
    const std::int64_t number = value.toInteger(-1);
    if (number < 0)
        json.error(QLatin1String(key) + u": must be a number of 0 or more"_s);
    return number;
}

void readExpect(const QJsonValue &value, const QString &where, QStringList &errors, Profile &profile)
{
    rules::JsonReader json(value, where, errors);
    const QString rule = json.oneOf("rule", {u"off"_s, u"threshold"_s, u"always"_s});
    profile.rule = rule == "threshold"_L1 ? request::ExpectRule::Threshold
        : rule == "always"_L1             ? request::ExpectRule::Always
                                          : request::ExpectRule::Off;
    if (const auto size = countIn(json, "threshold"))
        profile.threshold = static_cast<std::uint64_t>(*size);
    if (profile.threshold.has_value() != (profile.rule == request::ExpectRule::Threshold))
        json.error(u"a threshold belongs to the rule threshold, and to no other"_s);
    profile.value = json.optionalText("value").toStdString();
    if (!profile.value.empty())
        std::ranges::replace(profile.order, std::string("Expect"), "Expect: " + profile.value);
    if (!profile.value.empty() && profile.order.empty()) // without a head the value alone is ordered
        profile.order = {"*", "Expect: " + profile.value};
}

void readWait(const QJsonValue &value, const QString &where, QStringList &errors, Profile &profile)
{
    rules::JsonReader json(value, where, errors);
    const QString then = json.oneOf("then", {u"send"_s, u"keep"_s, u"stop"_s});
    profile.afterWait = then == "keep"_L1 ? wire::AfterWait::Keep
        : then == "stop"_L1               ? wire::AfterWait::Stop
                                          : wire::AfterWait::Send;
    if (const auto ms = countIn(json, "ms"))
        profile.waitNs = *ms * millisecond;
    if (profile.waitNs.has_value() == (profile.afterWait == wire::AfterWait::Keep))
        json.error(u"a wait has an end (ms), unless it is kept"_s);
}

void readSources(rules::JsonReader &json, Profile &profile)
{
    profile.sources = json.texts("sources");
    for (const QString &source : std::as_const(profile.sources)) {
        if (!source.startsWith(measuredMark) && !guidance::Library::builtin().knownReference(source))
            json.error(u"sources: \"%1\" is neither a fact nor a measurement"_s.arg(source));
    }
    if (profile.headUnknown.isEmpty() && !profile.measured())
        json.error(u"sources: a head that is known was measured"_s);
}

Profile profileIn(const QJsonObject &object, const QString &file, QStringList &errors)
{
    rules::JsonReader json(object, file, errors);
    Profile profile;
    profile.name = file.chopped(5); // .json
    profile.title = json.text("title");
    profile.language = json.text("language");
    profile.about = json.text("about");
    readHead(json.optional("head"), json.at("head"), errors, profile);
    readExpect(json.optional("expect"), json.at("expect"), errors, profile);
    if (json.has("wait"))
        readWait(json.optional("wait"), json.at("wait"), errors, profile);
    if (json.has("on-417")) {
        const bool retries = json.oneOf("on-417", {u"retry"_s, u"show"_s}) == "retry"_L1;
        profile.on417 = retries ? request::On417::Retry : request::On417::Show;
    }
    profile.notes = json.optionalTexts("notes");
    readSources(json, profile);
    return profile;
}

void applyExpect(request::ExpectSettings &expect, const Profile &profile)
{
    expect.rule = profile.rule;
    expect.threshold = profile.threshold.value_or(expect.threshold);
    expect.afterWait = profile.afterWait.value_or(expect.afterWait);
    expect.on417 = profile.on417.value_or(expect.on417);
    if (profile.waitNs)
        expect.waitNs = *profile.waitNs;
    else if (profile.afterWait == wire::AfterWait::Keep && expect.waitNs == 0)
        expect.waitNs = request::ExpectSettings().waitNs; // 0 would not wait at all
}

/// Back to what was before, where the profile's value still stands.
template <typename T>
void restore(T &now, const T &profiled, const T &before)
{
    if (now == profiled)
        now = before;
}

template <typename T>
void eraseLast(std::vector<T> &list, const T &value)
{
    const auto at = std::find(list.rbegin(), list.rend(), value);
    if (at != list.rend())
        list.erase(std::next(at).base());
}

/// A form has a type of its own, without which it is none.
bool takesType(const request::BodySpec &body)
{
    return body.mediaType.empty() && body.kind != request::BodyKind::Form && body.kind != request::BodyKind::Multipart;
}

QString headLine(const Profile &profile)
{
    if (!profile.headUnknown.isEmpty())
        return ProfileWords::tr("Head: as it was; %1").arg(profile.headUnknown);
    QStringList parts;
    for (const request::HeaderLine &line : profile.fields)
        parts << words::wireText(line.name + line.separator + line.value, 120);
    for (const std::string &name : profile.leavesOut)
        parts << ProfileWords::tr("no %1").arg(words::wireText(name, 60));
    if (!profile.contentType.empty())
        parts << ProfileWords::tr("Content-Type of content: %1").arg(words::wireText(profile.contentType, 60));
    for (const HeadException &exception : profile.exceptions)
        parts
            << ProfileWords::tr("not imitated: %1, which %2").arg(words::wireText(exception.field, 60), exception.why);
    return ProfileWords::tr("Head: order and case of its fields; %1").arg(parts.join(u"; "_s));
}

QString expectLine(const Profile &profile, const QLocale &locale)
{
    QString line = profile.rule == request::ExpectRule::Off ? ProfileWords::tr("Expect: off")
        : profile.rule == request::ExpectRule::Always
        ? ProfileWords::tr("Expect: always, with content")
        : ProfileWords::tr("Expect: for content larger than %1")
              .arg(words::sizeText(profile.threshold.value_or(0), locale));
    if (!profile.value.empty())
        line += ProfileWords::tr(", written %1").arg(words::wireText(profile.value, 60));
    return line;
}

QString waitLine(const Profile &profile, const QLocale &locale)
{
    if (!profile.afterWait)
        return ProfileWords::tr("Wait: as it was; not settled for this client");
    if (profile.afterWait == wire::AfterWait::Keep)
        return ProfileWords::tr("Wait: without end; here as long as a kept wait may go on (--keep-limit)");
    if (profile.waitNs == 0)
        return ProfileWords::tr("Wait: none, the content follows at once");
    const QString time = words::durationText(profile.waitNs.value_or(0), locale);
    return profile.afterWait == wire::AfterWait::Stop ? ProfileWords::tr("Wait: %1, then give up").arg(time)
                                                      : ProfileWords::tr("Wait: %1, then send the content").arg(time);
}

QString refusalLine(const Profile &profile)
{
    if (!profile.on417)
        return ProfileWords::tr("On 417: as it was; not settled for this client");
    return profile.on417 == request::On417::Retry ? ProfileWords::tr("On 417: repeat without Expect")
                                                  : ProfileWords::tr("On 417: show it");
}

} // namespace

bool Profile::measured() const
{
    return std::any_of(sources.begin(), sources.end(),
                       [](const QString &source) { return source.startsWith(measuredMark); });
}

Profiles Profiles::load(const QString &folder)
{
    Profiles read;
    const QDir dir(folder);
    const auto names = dir.entryList(QDir::Files, QDir::Name);
    for (const QString &name : names) {
        if (name.endsWith(".json"_L1))
            read.all_.append(
                profileIn(rules::readJsonFile(dir.filePath(name), name, read.errors_), name, read.errors_));
    }
    std::ranges::stable_sort(read.all_, [](const Profile &a, const Profile &b) {
        return QString::compare(a.title, b.title, Qt::CaseInsensitive) < 0;
    });
    return read;
}

const Profiles &Profiles::builtin()
{
    static const Profiles profiles = load(u":/interim/profiles"_s);
    return profiles;
}

const Profile *Profiles::find(const QString &name) const
{
    const auto at =
        std::find_if(all_.begin(), all_.end(), [&name](const Profile &profile) { return profile.name == name; });
    return at == all_.end() ? nullptr : &*at;
}

void applyProfile(request::RequestSpec &spec, const Profile &profile)
{
    std::vector<request::HeaderLine> own;
    for (const request::HeaderLine &line : profile.fields) {
        if (!request::typedLine(spec, line.name) && !request::isRemoved(spec, line.name))
            own.push_back(line);
    }
    spec.headers.insert(spec.headers.begin(), own.begin(), own.end());
    spec.removed.insert(spec.removed.end(), profile.leavesOut.begin(), profile.leavesOut.end());
    spec.fieldOrder = profile.order;
    if (takesType(spec.body))
        spec.body.mediaType = profile.contentType;
    applyExpect(spec.expect, profile);
    spec.profile = profile.name.toStdString();
}

void takeBackProfile(request::RequestSpec &spec, const Profile &profile, const request::ExpectSettings &before)
{
    for (const request::HeaderLine &line : profile.fields) {
        const auto at = std::ranges::find(spec.headers, line);
        if (at != spec.headers.end())
            spec.headers.erase(at);
    }
    for (const std::string &name : profile.leavesOut)
        eraseLast(spec.removed, name);
    restore(spec.fieldOrder, profile.order, {});
    restore(spec.body.mediaType, profile.contentType, {});
    request::ExpectSettings profiled = before;
    applyExpect(profiled, profile);
    restore(spec.expect.rule, profiled.rule, before.rule);
    restore(spec.expect.threshold, profiled.threshold, before.threshold);
    restore(spec.expect.waitNs, profiled.waitNs, before.waitNs);
    restore(spec.expect.afterWait, profiled.afterWait, before.afterWait);
    restore(spec.expect.on417, profiled.on417, before.on417);
    spec.profile.clear();
}

bool chooseProfile(request::RequestSpec &spec, const QString &name, const request::ExpectSettings &before)
{
    const Profiles &profiles = Profiles::builtin();
    const Profile *next = profiles.find(name);
    if (!next && !name.isEmpty())
        return false;
    if (const Profile *now = profiles.find(QString::fromStdString(spec.profile)))
        takeBackProfile(spec, *now, before);
    spec.profile.clear(); // of a profile that is no more
    if (next)
        applyProfile(spec, *next);
    return true;
}

bool departsFromProfile(const request::RequestSpec &spec)
{
    const Profile *profile =
        spec.profile.empty() ? nullptr : Profiles::builtin().find(QString::fromStdString(spec.profile));
    if (!profile)
        return false;
    auto again = spec;
    takeBackProfile(again, *profile, spec.expect);
    applyProfile(again, *profile);
    const auto stands = [&spec](const request::HeaderLine &line) {
        return std::ranges::find(spec.headers, line) != spec.headers.end();
    };
    return !(again == spec) || !std::ranges::all_of(profile->fields, stands);
}

QStringList profileSets(const Profile &profile, const QLocale &locale)
{
    return {headLine(profile), expectLine(profile, locale), waitLine(profile, locale), refusalLine(profile)};
}

QStringList profileSources(const Profile &profile)
{
    QStringList out;
    for (const QString &source : profile.sources)
        out << (source.startsWith(measuredMark) ? source : guidance::Library::builtin().shownReference(source));
    return out;
}

} // namespace session
