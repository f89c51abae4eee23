// SPDX-License-Identifier: GPL-3.0-or-later
// The text of --help.
#include "cli/help.h"

#include "cli/terminal.h"

namespace cli {

int declined(const Misuse &misuse)
{
    if (!misuse.help)
        return misused(misuse.text);
    return writeOut(shownWords(helpText(), outputStyle())) ? Done : Failed;
}

constexpr char16_t helpWords[] =
    uR"(interim-cli: send one HTTP request through Expect: 100-continue and see what happened.

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

Request (send, curl, compare)
  -X, --method METHOD     GET, or POST with a body, unless given
  -H, --header 'N: V'     repeatable, sent as typed; 'N:' leaves a field out, 'N;' sends it empty
                          '@FILE' (without a colon in it) reads such lines from a file
      --expand-header 'N: {{VAR}}'  the same with variables of the environment, behind those of -H; \{{ is {{
      --raw-head FILE     the exact bytes of the head, with its blank line
  -d, --data TEXT         the body, as typed (@ has no meaning); no Content-Type is added
  -F, --form FIELD        a multipart form's field, repeatable: NAME=TEXT or NAME=@FILE
      --body-file FILE    the body from a file
      --body-size SIZE    a generated body: bytes, or a number with k, M or G
      --body-pattern P    of the generated body: text (default), zeros, random
      --chunked           Transfer-Encoding: chunked instead of Content-Length
      --http VERSION      1.1 (default) or 1.0
      --follow-up         a GET of / on the same connection afterwards: is it still in step?
Expect
      --expect RULE       auto (default: for a body larger than the threshold), off, always, or a value
      --threshold SIZE    default 1M, as in curl since 7.69
      --wait MS           default 1000; 0 sends the content at once
      --after-wait WHAT   send (default), keep or stop
      --keep-limit MS     how long keep waits on after the wait (default 300000); 0 is no limit
      --on-417 WHAT       retry (default: once, without Expect, unless Retry-After says when) or stop
      --accept-104        take 104 as 100
      --body-after-final  send the content even after a final status
      --wait-any          wait, and repeat after a 417, whatever the Expect field says; otherwise only for
                          100-continue (RFC 9110 section 10.1.1): after another value nothing is held back
      --profile NAME      behave like this client (interim-cli profiles lists them): its head, its Expect
                          rule, its wait; what is typed stays, and the options above win
Connection
      --insecure          accept any certificate; its faults are still recorded
      --cacert FILE       trust these PEM certificates as well
      --server-name NAME  the name for TLS, instead of the URL's host
      --cert FILE  --key FILE   our own certificate and its key, in PEM form
      --proxy URL         http://[user:password@]host:port or socks5://...; https goes through CONNECT
      --proxy-user USER   user:password for it, or @FILE with that in its first line
      --expand-proxy-user '{{VAR}}' the same with variables of the environment
      --connect-to PLACE  host:port to connect to in the URL's stead
      --unix-socket PATH  --abstract-unix-socket NAME   connect to this Unix socket, not to the URL's host; a
                          redirection to another origin is not followed then
      --redirects N       follow up to N redirections, each as an attempt of its own
  -4, --ipv4 / -6, --ipv6 one address family only
      --connect-timeout MS (default 10000, each address)   --head-timeout MS (60000)
      --idle-timeout MS (60000)   --max-time MS (none)     0 is no limit
      --linger MS         how long to watch the connection after the final response (default 0 where it
                          stays open; 50 after a refused Expect, 250 where the server says that it closes)
curl
      --shell SHELL       posix (default), powershell, cmd, or raw: printf and nc or openssl s_client
      --import COMMAND    of curl and send: the request is that of this curl command (POSIX shell,
                          PowerShell or cmd), as curl 7.88.1 sends it; with --shell printed as a command
      --import FILE       of curl and send: a request out of a HAR or an .http file (JetBrains, VS Code)
      --request WHICH     which one of the file, or of a command that makes several: its name, or its number
                          from 1 on
      --input-shell SHELL of --import: posix, powershell or cmd, where the guess from the text is wrong
      --env NAME          the environment of http-client.env.json (beside the file or above) whose variables
                          an .http file takes; values of http-client.private.env.json are printed as ***
Output
      --timeline          a drawing in text (default), coloured on a terminal unless NO_COLOR is set
      --json              one JSON document: schema/exchange.schema.json
      --save FILE         the recording, for replay and the window, for its owner alone (0600): it keeps every
                          byte, secrets too
      --show-secrets      credentials and cookies as they are in what is printed; otherwise ***. What is typed
                          on the command line is overwritten there at once, so that ps does not show it
      --fail              exit status 4 for a final status of 400 or more

Compare
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
      --list              the scenarios, and leave

Exit status: 0 a final status came, whatever it is (compare: to every row, every time);
1 the exchange failed, and why on standard error; 2 the words of the call are off; 4 with --fail, a final
status of 400 or more.
Later versions: --http 2.
)";

QString helpText()
{
    return QString::fromUtf16(helpWords);
}

} // namespace cli
