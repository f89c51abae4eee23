// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/drafts/asides.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace session {

Asides::Asides(const QString &folder)
{
    for (std::size_t i = 1; i <= most; ++i) {
        const auto name = i == 1 ? u"aside.draft"_s : u"aside-%1.draft"_s.arg(i);
        files_.push_back(std::make_unique<DraftFile>(folder, nullptr, name));
    }
}

void Asides::read(QString *line)
{
    for (const auto &file : files_)
        if (auto draft = file->read(line))
            drafts_.push_back(std::move(*draft));
}

void Asides::push(const Draft &draft)
{
    std::erase(drafts_, draft);
    drafts_.push_front(draft);
    if (drafts_.size() > most)
        drafts_.pop_back();
    write();
}

Draft Asides::turn(const Draft &now)
{
    const Draft back = drafts_.front();
    drafts_.pop_front();
    drafts_.push_back(now);
    write();
    return back;
}

void Asides::write()
{
    for (std::size_t i = 0; i < drafts_.size(); ++i)
        files_[i]->write(drafts_[i]);
}

void Asides::flush()
{
    for (const auto &file : files_)
        file->flush();
}

} // namespace session
