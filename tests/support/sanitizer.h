// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests' programs were built with, where a test must know.
#pragma once

namespace support {

// GCC defines a macro, clang a feature.
#if defined(__SANITIZE_THREAD__)
constexpr bool threadSanitizer = true;
#elif defined(__has_feature)
constexpr bool threadSanitizer = __has_feature(thread_sanitizer);
#else
constexpr bool threadSanitizer = false;
#endif

/// ThreadSanitizer's shadow counts several times what a process takes; AddressSanitizer's stays below the bounds
/// (with a quarantine of 16 MiB, see tests/CMakeLists.txt).
constexpr bool memoryIsOurs = !threadSanitizer;

} // namespace support
