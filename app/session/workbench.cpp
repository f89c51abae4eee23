// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/workbench.h"

#include "record/file.h"
#include "session/lab_server.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>
#include <QtCore/QThread>

#include <cerrno>

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
    auto *sending = new Sending(spec, parent);
    sending->startOn(thread_);
    return sending;
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
    // The rename at the end would put a plain file in a device's place.
    const QFileInfo there(path);
    if (there.exists() && !there.isFile())
        return failure(text, path, QCoreApplication::translate("session::Workbench", "it is no regular file"));
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return failure(text, path, file.errorString());
    const std::string bytes = record::serialize(record);
    const auto size = static_cast<qint64>(bytes.size());
    errno = 0;
    if (file.write(bytes.data(), size) != size || !file.commit()) {
        const int code = errno; // QSaveFile says "Unknown error" for what the flush at the end met
        return failure(text, path, code != 0 ? qt_error_string(code) : file.errorString());
    }
    return {};
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
