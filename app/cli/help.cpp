// SPDX-License-Identifier: GPL-3.0-or-later
// The text of --help. The options of a request come from where they are read (cli/request_options.h), the others stand
// here.
#include "cli/help.h"

#include "cli/terminal.h"
#include "cli/text_layout.h"

using namespace Qt::StringLiterals;

namespace cli {
namespace {

constexpr qsizetype helpColumn = 26;
constexpr int widestLine = 110;

/// "  -X, --method METHOD     GET, or POST with a body, unless given", and below it what does not fit. What goes beyond
/// the column pushes the words on.
QString optionLines(const OptionRow &row)
{
    QString head = row.letter == 0 ? u"      --"_s : u"  -%1, --"_s.arg(QLatin1Char(row.letter));
    head += QString::fromStdString(std::string(row.name));
    if (!row.value.empty())
        head += u' ' + QString::fromStdString(std::string(row.value));
    head = head.leftJustified(helpColumn - 2) + u"  "_s;
    const QString beyond(head.size() - helpColumn, QChar::Nbsp); // keeps its place before the first word
    TextStyle style;
    style.width = widestLine;
    QStringList lines = wrapped(beyond + QString::fromStdString(row.help), style, QString(helpColumn, u' '));
    lines.first().replace(0, head.size(), head);
    return lines.join(u'\n') + u'\n';
}

QString sectionText(const OptionSection &section)
{
    QString text = section.title + u'\n';
    for (const OptionRow &row : section.options)
        text += optionLines(row);
    return text;
}

QString commandsText()
{
    return uR"(interim-cli: send one HTTP request through Expect: 100-continue and see what happened.

  interim-cli send [request options] URL     one exchange, live
  interim-cli lab [lab options]              the lab server in the foreground, until Ctrl-C
  interim-cli compare [request options] [compare options] URL URL...
                                             the same request to up to 64 servers at once, side by side
  interim-cli curl [request options] URL     the equivalent curl command; on standard error, a line for
                                             each thing that curl cannot carry
  interim-cli curl --import 'curl ...'       the request that a curl command stands for; on standard error,
                                             what of it was not taken
  interim-cli replay [--json] FILE.interim   a saved exchange, as it was
  interim-cli export [--as FORM] FILE...     saved exchanges (.interim) as an HTTP Archive, or requests as
                                             an .http file; on standard error, what it cannot carry
  interim-cli guide [CODE or RULE]           the guidance of a status code or a rule; alone, what there is
  interim-cli profiles [NAME]                the clients that --profile knows; what one of them does
  interim-cli snippet [NAME [request options] URL]
                                             as a program in a client library; alone, what there is
  interim-cli demo                           starts the lab and draws a 417 healed by the retry
  interim-cli --help | --version

)"_s;
}

QString curlText()
{
    return uR"(curl
      --shell SHELL       posix (default), powershell, cmd, or raw: printf and nc or openssl s_client
      --import COMMAND    of curl and send: the request is that of this curl command (POSIX shell,
                          PowerShell or cmd), as curl 7.88.1 sends it; with --shell printed as a command
      --import FILE       of curl and send: a request out of a HAR or an .http file (JetBrains, VS Code)
      --request WHICH     which one of the file, or of a command that makes several: its name, or its number
                          from 1 on
      --input-shell SHELL of --import: posix, powershell or cmd, where the guess from the text is wrong
      --env NAME          the environment of http-client.env.json (beside the file or above) whose variables
                          an .http file takes; values of http-client.private.env.json are printed as ***
)"_s;
}

QString otherCommandsText()
{
    return uR"(Compare
      --repeat N          N rounds, one after the other: how the pause spreads (median, 95 of 100, buckets)
      --align MOMENT      what stands at 0 of the axis: head (default: request head sent), start, first-byte
      --baseline N        the row that the others are held against, 1 (default) for the first
      --variants          one URL, several requests: Expect off, Expect on, HTTP/1.0; with --proxy each
                          of them straight and through it
      --report FILE       a report as well: .html (one page, no network, no script), .md or .json
      --targets NAME      the URLs of a set that was kept, before those of the call
      --save-targets NAME keep the URLs as a set, for later and for the window
      --json is then schema/comparison.schema.json; --save and --fail do not go with compare

Export
      --as FORM           har (default: HAR 1.2, an entry an attempt), http (JetBrains), vscode (REST Client);
                          the latter two also from .har and .http files
      --env NAME          as above, for .http files
      --output FILE       instead of standard output
      --show-secrets      credentials and cookies as they are, in a file for its owner alone; otherwise ***

Lab
      --port N (default 0: a free one)   --host ADDRESS (127.0.0.1)   --tls
      --certificate FILE  where to write the certificate that --tls makes, for --cacert
      --allow-remote      needed for a host that other machines can reach
      --allow-host NAME   answer for this name too (repeatable); to any foreign Host the answer is 421
      --json              a JSON object a request: schema/lab-record.schema.json
      --list              the scenarios by groups, and leave

Exit status: 0 a final status came, whatever it is (compare: to every row, every time);
1 the exchange failed, and why on standard error; 2 the words of the call are off; 4 with --fail, a final
status of 400 or more.
Later versions: --http 2.
)"_s;
}

} // namespace

int declined(const Misuse &misuse)
{
    if (!misuse.help)
        return misused(misuse.text);
    return writeOut(shownWords(helpText(), outputStyle())) ? Done : Failed;
}

QString helpText()
{
    QString text = commandsText();
    for (const OptionSection &section : requestSections())
        text += sectionText(section);
    return text + curlText() + sectionText(outputSection()) + u'\n' + otherCommandsText();
}

} // namespace cli
