// SPDX-License-Identifier: GPL-3.0-or-later
// A target of its own compiles the headers that all tests share; it needs one source.
