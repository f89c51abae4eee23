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
#if defined(__SANITIZE_ADDRESS__)
constexpr bool addressSanitizer = true;
#elif defined(__has_feature)
constexpr bool addressSanitizer = __has_feature(address_sanitizer);
#else
constexpr bool addressSanitizer = false;
#endif

/// ThreadSanitizer's shadow counts several times what a process takes; AddressSanitizer puts a zone around each block
/// and keeps 16 MiB of what was freed (tests/CMakeLists.txt).
constexpr bool memoryIsOurs = !threadSanitizer;
constexpr long memoryFactor = addressSanitizer ? 2 : 1;

} // namespace support
