// SPDX-License-Identifier: GPL-3.0-or-later
// A program run to its end, with its time and its peak memory (wait4). The kernel counts the parent's own peak into
// the child's (it is the child's until exec), so that the parent must stay small while it measures.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

namespace zoo {

struct ChildEnd {
    int status = -1; ///< exit status; -1: did not start or was killed
    int signal = 0;  ///< that ended it
    double seconds = 0;
    long peakKib = 0; ///< largest resident set
};

/// Output and errors go to files; the child is killed after `limitMs`.
inline ChildEnd runChild(const std::vector<std::string> &words, const std::string &output, const std::string &errors,
                         int limitMs)
{
    std::vector<char *> arguments;
    for (const std::string &word : words)
        arguments.push_back(const_cast<char *>(word.c_str()));
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, 1, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_addopen(&files, 2, errors.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    const auto began = std::chrono::steady_clock::now();
    pid_t pid = -1;
    ChildEnd end;
    const int failed = posix_spawn(&pid, words.front().c_str(), &files, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    if (failed != 0)
        return end;
    int status = 0;
    rusage usage{};
    while (wait4(pid, &status, WNOHANG, &usage) == 0) {
        if (std::chrono::steady_clock::now() - began > std::chrono::milliseconds(limitMs))
            ::kill(pid, SIGKILL);
        std::this_thread::sleep_for(std::chrono::milliseconds(3));
    }
    end.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    end.peakKib = usage.ru_maxrss;
    if (WIFEXITED(status))
        end.status = WEXITSTATUS(status);
    else
        end.signal = WTERMSIG(status);
    return end;
}

} // namespace zoo
