// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/output_options.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace cli {

std::vector<OptionRow> outputOptions()
{
    return {
        {0, "timeline", {}, "a drawing in text (default), coloured on a terminal unless NO_COLOR is set"},
        {0, "json", {}, "one JSON document: schema/exchange.schema.json"},
        {0, "save", "FILE",
         "the recording, for replay and the window, for its owner alone (0600): it keeps every byte, secrets too"},
        {0,
         "show-secrets",
         {},
         "credentials and cookies as they are in what is printed; otherwise ***. What is typed on the command line is "
         "overwritten there at once, so that ps does not show it"},
        {0, "fail", {}, "exit status 4 for a final status of 400 or more"},
    };
}

bool readOutput(GivenOptions &given, OutputOptions &output)
{
    if (given.has("json") && given.has("timeline"))
        return given.refuse(u"--json and --timeline both: give one"_s);
    output.drawing = given.has("json") ? Drawing::Json : given.has("timeline") ? Drawing::Timeline : Drawing::Default;
    output.showSecrets = given.has("show-secrets");
    output.failOnStatus = given.has("fail");
    if (!given.has("save"))
        return true;
    output.savePath = fileName(given.value("save"));
    const QFileInfo folder(QFileInfo(output.savePath).absolutePath());
    // Saving replaces what is there: never a device or a folder.
    const QFileInfo there(output.savePath);
    if (output.savePath.isEmpty() || (there.exists() && !there.isFile()))
        return given.refuseValue("save", u"that is no regular file: name a file, such as exchange.interim"_s);
    if (!folder.isDir() || !folder.isWritable())
        return given.refuseValue("save", u"its folder is not there or cannot be written: name another"_s);
    return true;
}

std::optional<Misuse> needsAnExchange(const OutputOptions &output, bool jsonFits)
{
    const char *const option = !output.savePath.isEmpty() ? "--save"
        : output.failOnStatus                             ? "--fail"
        : output.drawing == Drawing::Timeline             ? "--timeline"
        : output.drawing == Drawing::Json && !jsonFits    ? "--json"
                                                          : nullptr;
    if (!option)
        return std::nullopt;
    return Misuse{u"%1 is of an exchange, and nothing is sent here: leave it out"_s.arg(QLatin1String(option))};
}

} // namespace cli
