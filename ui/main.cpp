// SPDX-License-Identifier: GPL-3.0-or-later
// The executable `interim`: the window, or a picture of it.

#include "ui/compare/compare_page.h"
#include "ui/compare/compare_setup.h"
#include "ui/compare/compare_table.h"
#include "ui/compare/compare_view.h"
#include "ui/exchange/exchange_page.h"
#include "ui/exchange/exchange_view.h"
#include "ui/exchange/timeline/timeline_view.h"
#include "ui/files/file_drop.h"
#include "ui/kit/style.h"
#include "ui/kit/theme.h"
#include "ui/shell/first_frame.h"
#include "ui/shell/program.h"
#include "ui/workspace/opening.h"
#include "ui/workspace/workspace.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>
#include <QUrl>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <variant>

using namespace Qt::StringLiterals;

namespace {

struct MainWords {
    Q_DECLARE_TR_FUNCTIONS(main)
};

struct Picture {
    QString path;
    QString view;
    QSize size{1280, 800};
};

struct Asked {
    QString theme; ///< "" for the one that is remembered
    Picture picture;
    int fontScale = 100;            ///< per cent
    std::optional<quint16> labPort; ///< where none was said, the one that it had last
};

int complain(const QString &line)
{
    fprintf(stderr, "interim: %s\n", qPrintable(line));
    return 2;
}

/// "1280x800"; an empty size when it is none.
QSize sizeOf(const QString &text)
{
    const auto parts = text.split('x'_L1);
    return parts.size() == 2 ? QSize(parts[0].toInt(), parts[1].toInt()) : QSize();
}

constexpr int runningMs = 2500; // after the send, a picture of an exchange that runs is taken

/// The views of --view; "start" sends nothing, "running" does not wait for the end, "exchange" and "replay" are the
/// timeline; the first of the pages is "exchange".
const QStringList pages{"exchange", "wire", "response", "findings"};
const QStringList views = QStringList{"start", "running", "replay"} + pages
    + QStringList{"codes", "clients", "servers", "compare", "compare-empty"};

void bringForward(ui::Workspace &window, const QString &view)
{
    auto *exchange = window.exchange()->view();
    if (view.startsWith("compare"_L1))
        window.bringForward(window.compare());
    else if (view == "codes"_L1)
        window.showCodes();
    else if (view == "clients"_L1 || view == "servers"_L1)
        window.showFacts(view == "servers"_L1);
    else if (view == "replay"_L1)
        exchange->setReplayAt(exchange->timeline()->duration() / 2);
    else
        exchange->setCurrentIndex(qMax(0, static_cast<int>(pages.indexOf(view))));
}

/// Compares the servers that were named, or else those of the lab, and tells when all rows stand.
void compareAll(ui::Workspace &window, const QStringList &urls, const std::function<void()> &then)
{
    window.bringForward(window.compare());
    auto *view = window.compare()->view();
    QObject::connect(view, &ui::CompareView::ended, &window, [view, then] {
        view->table()->selectRow(static_cast<int>(view->comparison()->rows().size()) - 1); // something that differs
        then();
    });
    view->setup()->setUrls(urls.size() > 1 ? urls : view->setup()->labUrls());
    view->run();
}

/// Lays the window out, waits for the exchange, if one is to be sent, and writes the picture.
void takePicture(ui::Workspace &window, const Picture &picture, bool send, const QStringList &urls)
{
    window.resize(picture.size);
    const auto shoot = [&window, picture] {
        window.resize(picture.size);
        bringForward(window, picture.view);
        QTimer::singleShot(300, &window, [&window, picture] {
            QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest); // of what has just come or gone
            const bool saved = window.grab().save(picture.path);
            if (!saved)
                complain(MainWords::tr("%1 cannot be written: choose another folder").arg(picture.path));
            QApplication::exit(saved ? 0 : 1);
        });
    };
    if (!send)
        return shoot();
    if (picture.view == "compare"_L1) {
        QObject::connect(window.lab(), &session::LabServer::started, &window, [&window, urls, shoot] {
            QTimer::singleShot(0, &window, [&window, urls, shoot] { compareAll(window, urls, shoot); });
        });
        return;
    }
    const bool running = picture.view == "running"_L1;
    if (!running)
        QObject::connect(window.exchange(), &ui::ExchangePage::ended, &window, shoot);
    QObject::connect(window.lab(), &session::LabServer::started, &window, [&window, running, shoot] {
        QTimer::singleShot(0, &window, &ui::MainWindow::run);
        if (running)
            QTimer::singleShot(runningMs, &window, shoot);
    });
}

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(MainWords::tr("An HTTP debugging workbench around Expect: 100-continue."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOption({"screenshot", MainWords::tr("Write a picture of the window and exit."), "file"});
    parser.addOption({"size", MainWords::tr("Size of the picture, e.g. 1280x800."), "WxH", "1280x800"});
    parser.addOption({"theme", MainWords::tr("light or dark."), "theme"});
    parser.addOption(
        {"view", MainWords::tr("What the picture shows: %1.").arg(views.join(", "_L1)), "view", "exchange"});
    parser.addOption({"font-scale", MainWords::tr("Scale of the font in per cent, 100 to 300."), "percent", "100"});
    parser.addOption({"lab-port",
                      MainWords::tr("Port of the lab, 0 for any; otherwise the one that it had last, 8417 at first."),
                      "port"});
    parser.addOption({"data", MainWords::tr("Folder of the history, the unsent request and the settings."), "folder"});
    QCommandLineOption firstFrame("first-frame"); // for tests/bench/run
    firstFrame.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOption(firstFrame);
    parser.addPositionalArgument(
        "what",
        MainWords::tr("Recordings (.interim) and requests of other tools (.har, .http, .rest) to open, or a URL "
                      "to compose; more URLs are compared."),
        "[FILE…|URL…]");
}

/// Where the history lives. A picture shows nothing of its user's unless it is asked to.
QString dataFolder(const QString &asked, bool picture, const QTemporaryDir &passing)
{
    if (asked.isEmpty() && !picture)
        return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation);
    const auto folder = asked.isEmpty() ? passing.path() : QDir(asked).absolutePath();
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder + u"/settings"_s);
    return folder;
}

/// --help and --version print and end, also where there is no display.
void answerWithoutDisplay(int argc, char **argv)
{
    static const QStringList asked{"-h", "--help", "--help-all", "-v", "--version"};
    const bool any =
        std::any_of(argv + 1, argv + argc, [](const char *one) { return asked.contains(QLatin1String(one)); });
    if (!any)
        return;
    QCoreApplication application(argc, argv);
    ui::nameProgram();
    QCommandLineParser parser;
    addOptions(parser);
    parser.process(application);
}

/// Files are opened, a URL is composed, several URLs are compared.
void take(ui::Workspace &window, const QStringList &arguments, bool picture)
{
    QStringList files;
    QStringList urls;
    for (const auto &one : arguments) {
        const bool address = one.startsWith("file:"_L1, Qt::CaseInsensitive);
        (ui::namesFile(one) ? files : urls).append(address ? QUrl(one).toLocalFile() : one);
    }
    if (!urls.isEmpty()) {
        window.desk()->keepRequest();
        auto spec = window.request()->spec();
        spec.url = urls.first().toStdString();
        window.request()->replace(spec);
    }
    if (urls.size() > 1 && !picture) {
        window.bringForward(window.compare());
        window.compare()->view()->setup()->setUrls(urls);
    }
    if (!files.isEmpty())
        window.opening()->open(files, !picture);
}

/// What is asked for, or why it cannot be done.
std::variant<Asked, QString> askedOf(const QCommandLineParser &parser)
{
    const auto theme = parser.value("theme");
    if (!theme.isEmpty() && theme != "light" && theme != "dark")
        return MainWords::tr("--theme is light or dark, not %1").arg(theme);
    const Picture picture{parser.value("screenshot"), parser.value("view"), sizeOf(parser.value("size"))};
    if (!views.contains(picture.view))
        return MainWords::tr("--view is one of %1, not %2").arg(views.join(", "_L1), picture.view);
    if (picture.size.width() < 200 || picture.size.height() < 200)
        return MainWords::tr("--size is WIDTHxHEIGHT from 200x200 on, not %1").arg(parser.value("size"));
    const int scale = parser.value("font-scale").toInt();
    if (scale < 100 || scale > 300)
        return MainWords::tr("--font-scale is 100 to 300");
    bool isPort = true;
    std::optional<quint16> labPort;
    if (parser.isSet("lab-port"))
        labPort = parser.value("lab-port").toUShort(&isPort);
    else if (!picture.path.isEmpty()) // it must not take the window's
        labPort = 0;
    if (!isPort)
        return MainWords::tr("--lab-port is 0 to 65535, not %1").arg(parser.value("lab-port"));
    return Asked{theme, picture, scale, labPort};
}

void dress(const Asked &asked)
{
    auto font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * asked.fontScale / 100.0);
    QApplication::setFont(font);
    const auto stored = QSettings().value(u"view/theme"_s).toInt();
    ui::Theme::choose(asked.theme.isEmpty()       ? static_cast<ui::Theme::Choice>(qBound(0, stored, 2))
                          : asked.theme == "dark" ? ui::Theme::Choice::Dark
                                                  : ui::Theme::Choice::Light);
    ui::applyPalette();
}

/// Until the picture is taken, of a file once it is open.
int runForPicture(ui::Workspace &window, const Picture &picture, const QStringList &arguments)
{
    take(window, arguments, true);
    if (!std::any_of(arguments.begin(), arguments.end(), ui::namesFile)) {
        takePicture(window, picture, picture.view != "start" && picture.view != "compare-empty", arguments);
        return QApplication::exec();
    }
    QObject::connect(window.opening(), &ui::Opening::opened, &window, [&](const QString &error) {
        if (error.isEmpty())
            takePicture(window, picture, false, arguments);
        else
            QApplication::exit(complain(error));
    });
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    answerWithoutDisplay(argc, argv);
    for (int i = 1; i < argc; ++i)
        if (QLatin1String(argv[i]).startsWith("--screenshot"_L1) && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
            qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    ui::nameProgram();
    QCommandLineParser parser;
    addOptions(parser);
    parser.process(application);

    const QTemporaryDir passing;
    const auto folder = dataFolder(parser.value("data"), parser.isSet("screenshot"), passing);
    const auto read = askedOf(parser);
    if (const auto *wrong = std::get_if<QString>(&read))
        return complain(*wrong);
    const Asked &asked = std::get<Asked>(read);
    dress(asked);
    ui::Workspace window(folder, asked.labPort);
    ui::applyStyle();
    if (parser.isSet("first-frame"))
        new ui::FirstFrame(&window);
    window.show();
    QTimer::singleShot(0, &window, [] { QApplication::setWindowIcon(ui::programIcon()); });
    const auto arguments = parser.positionalArguments();
    if (!asked.picture.path.isEmpty())
        return runForPicture(window, asked.picture, arguments);
    // Later: it may ask which request is meant.
    QTimer::singleShot(0, &window, [&window, arguments] { take(window, arguments, false); });
    return QApplication::exec();
}
