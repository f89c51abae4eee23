// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/report/report_text.h"

#include "base/utf8.h"

using namespace Qt::StringLiterals;

namespace formats {

QString oneLine(QString text)
{
    for (QChar &c : text) {
        const ushort code = c.unicode();
        if (code < 0x20)
            c = QChar(static_cast<ushort>(0x2400 + code));
        else if (code == 0x7f)
            c = QChar(0x2421);
        else if (base::isDeceptive(code) || c.category() == QChar::Other_Format)
            c = QChar(0xfffd);
    }
    return text;
}

QString htmlText(const QString &text)
{
    QString out;
    for (const QChar c : oneLine(text)) {
        switch (c.unicode()) {
        case '<': out += u"&lt;"_s; break;
        case '>': out += u"&gt;"_s; break;
        case '&': out += u"&amp;"_s; break;
        case '"': out += QStringLiteral("&quot;"); break;
        case '\'': out += u"&#39;"_s; break;
        default: out += c;
        }
    }
    return out;
}

} // namespace formats
