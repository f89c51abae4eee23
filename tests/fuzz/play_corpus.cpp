// SPDX-License-Identifier: GPL-3.0-or-later
// Plays every file of a corpus folder through a fuzz target once, for builds without libFuzzer.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace {

std::vector<std::filesystem::path> filesBelow(const std::filesystem::path &folder)
{
    std::vector<std::filesystem::path> files;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file())
            files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

void play(const std::filesystem::path &path)
{
    std::ifstream file(path, std::ios::binary);
    const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(bytes.data()), bytes.size());
}

} // namespace

int main(int count, char **words)
{
    std::size_t played = 0;
    for (int i = 1; i < count; ++i) {
        for (const auto &path : filesBelow(words[i])) {
            std::printf("%s\n", path.c_str());
            std::fflush(stdout);
            play(path);
            ++played;
        }
    }
    std::printf("%zu inputs\n", played);
    return played > 0 ? 0 : 1; // an empty corpus proves nothing
}
