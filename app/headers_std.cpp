// SPDX-License-Identifier: GPL-3.0-or-later
// A target of its own compiles headers_std.h; it needs one source.
