# SPDX-License-Identifier: GPL-3.0-or-later
# What a benchmark says of several rounds: the median and its quartiles. The best of some rounds flatters whoever is luckier.
import statistics


def quartiles(values):
    """First quartile, median and third quartile; of one value three times that."""
    if len(values) == 1:
        return values[0], values[0], values[0]
    return tuple(statistics.quantiles(values, n=4, method="inclusive"))


def shown(values, form="{:.0f}"):
    """"12 (11 to 14)"."""
    low, middle, high = (form.format(v) for v in quartiles(values))
    return f"{middle} ({low} to {high})"


def ratios(ours, theirs):
    """Of the rounds one by one, so that what both sides of a round suffer from cancels out."""
    return [a / b for a, b in zip(ours, theirs)]
