// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/workbench.h"

#include "record/file.h"
#include "session/file_writer.h"
#include "session/lab_server.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QThread>

namespace session {

namespace {

QString failure(const char *text, const QString &path, const QString &why)
{
    return QCoreApplication::translate("session::Workbench", text).arg(path, why);
}

} // namespace

Workbench::Workbench(QObject *parent)
    : QObject(parent)
    , thread_(new QThread(this))
{
    thread_->setObjectName(QStringLiteral("engine"));
    thread_->start();
}

Workbench::~Workbench()
{
    delete lab_; // while its thread still runs
    thread_->quit();
    thread_->wait();
}

Sending *Workbench::send(const wire::RequestSpec &spec, QObject *parent)
{
    return send(std::vector{spec}, parent).front();
}

std::vector<Sending *> Workbench::send(const std::vector<wire::RequestSpec> &specs, QObject *parent)
{
    std::vector<Sending *> sendings;
    for (const wire::RequestSpec &spec : specs)
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
    static constexpr auto text = QT_TRANSLATE_NOOP("session::Workbench", "cannot save %1: %2");
    const QString why = writeFile(path, record::serialize(record));
    return why.isEmpty() ? QString() : failure(text, path, why);
}

std::variant<record::Record, QString> openRecord(const QString &path)
{
    static constexpr auto text = QT_TRANSLATE_NOOP("session::Workbench", "cannot open %1: %2");
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(text, path, file.errorString());
    const QByteArray bytes = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return failure(text, path, file.errorString());
    auto read = record::deserialize({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    if (auto *error = std::get_if<record::FileError>(&read))
        return failure(text, path, QString::fromStdString(error->text));
    return std::get<record::Record>(std::move(read));
}

} // namespace session
