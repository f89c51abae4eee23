// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests' programs were built with, where a test must know.
#pragma once

namespace support {

// GCC defines a macro, clang has a feature.
#ifndef __has_feature
#define __has_feature(name) 0
#endif
#if defined(__SANITIZE_THREAD__) || __has_feature(thread_sanitizer)
constexpr bool threadSanitizer = true;
#else
constexpr bool threadSanitizer = false;
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
constexpr bool addressSanitizer = true;
#else
constexpr bool addressSanitizer = false;
#endif

/// ThreadSanitizer's shadow counts several times what a process takes; AddressSanitizer puts a zone around each block
/// and keeps 16 MiB of what was freed (tests/CMakeLists.txt).
constexpr bool memoryIsOurs = !threadSanitizer;
constexpr long memoryFactor = addressSanitizer ? 2 : 1;

} // namespace support
