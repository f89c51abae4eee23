// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps interim_resources a real library while resources/ is compiled into it by rcc.

namespace {
[[maybe_unused]] constexpr int anchor = 0;
}
