// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/workbench.h"

#include "record/bounds.h"
#include "record/file.h"
#include "record/regular_file.h"
#include "session/file_writer.h"
#include "session/lab_server.h"

#include <QCoreApplication>
#include <QFile>
#include <QThread>

using namespace Qt::StringLiterals;

namespace session {

namespace {

struct WorkbenchWords {
    Q_DECLARE_TR_FUNCTIONS(session::Workbench)
};

QString cannotOpen(const QString &path, const std::string &why)
{
    return WorkbenchWords::tr("cannot open %1: %2").arg(path, QString::fromStdString(why));
}

} // namespace

Workbench::Workbench(QObject *parent) : QObject(parent), thread_(new QThread(this))
{
    thread_->setObjectName(u"engine"_s);
    thread_->start();
}

Workbench::~Workbench()
{
    delete lab_; // while its thread still runs
    thread_->quit();
    thread_->wait();
}

Sending *Workbench::send(const request::RequestSpec &spec, QObject *parent)
{
    return send(std::vector{spec}, parent).front();
}

std::vector<Sending *> Workbench::send(const std::vector<request::RequestSpec> &specs, QObject *parent)
{
    std::vector<Sending *> sendings;
    for (const request::RequestSpec &spec : specs)
        sendings.push_back(new Sending(spec, parent));
    Sending::startOn(thread_, sendings);
    return sendings;
}

LabServer *Workbench::lab()
{
    if (!lab_)
        lab_ = new LabServer(thread_, this);
    return lab_;
}

QString saveRecord(const record::Record &record, const QString &path)
{
    const QString why = writeFile(path, record::serialize(record), FileAccess::OwnerOnly);
    return why.isEmpty() ? QString() : WorkbenchWords::tr("cannot save %1: %2").arg(path, why);
}

std::variant<record::Record, QString> openRecord(const QString &path)
{
    const record::FileText file = record::readFile(QFile::encodeName(path).toStdString(), record::mostFileBytes);
    if (!file.error.empty())
        return cannotOpen(path, file.error);
    auto read = record::deserialize(file.bytes);
    if (auto *error = std::get_if<record::FileError>(&read))
        return cannotOpen(path, error->text);
    return std::get<record::Record>(std::move(read));
}

QString leftOut(const record::Record &record)
{
    QStringList names;
    for (const std::string &name : record.unknownSettings)
        names << u"--"_s + QString::fromStdString(name);
    return names.isEmpty()
        ? QString()
        : WorkbenchWords::tr("settings of a newer Interim are left out: %1").arg(names.join(u", "_s));
}

} // namespace session
