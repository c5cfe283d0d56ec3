"""The EcoIndex of a page, from 0 to 100, as its reference computes it (github.com/cnumr/ecoindex_reference).

Each of three numbers is placed among the twentieths of the pages of the web; elements count three times, requests
twice.
"""

from bisect import bisect_right

ELEMENTS = (
    *(0, 47, 75, 159, 233, 298, 358, 417, 476, 537, 603, 674),
    *(753, 843, 949, 1076, 1237, 1459, 1801, 2479, 594601),
)
REQUESTS = (0, 2, 15, 25, 34, 42, 49, 56, 63, 70, 78, 86, 95, 105, 117, 130, 147, 170, 205, 281, 3920)
KILOBYTES = (
    *(0, 1.37, 144.7, 319.53, 479.46, 631.97, 783.38, 937.91, 1098.62, 1265.47, 1448.32, 1648.27),
    *(1876.08, 2142.06, 2465.37, 2866.31, 3401.59, 4155.73, 5400.08, 8037.54, 223212.26),
)
GRADES = {"A": 80, "B": 70, "C": 55, "D": 40, "E": 25, "F": 10}  # each begins above its number


def ecoindex(elements, requests, kilobytes):
    places = 3 * place(elements, ELEMENTS) + 2 * place(requests, REQUESTS) + place(kilobytes, KILOBYTES)
    return 100 - 5 * places / 6


def place(number, bounds):
    """Return where a number stands among the twentieths of the web, from 0 to 20."""
    rank = bisect_right(bounds, number)
    if rank == len(bounds):
        return len(bounds) - 1
    low, high = bounds[rank - 1], bounds[rank]
    return rank - 1 + (number - low) / (high - low)


def grade(score):
    return next((letter for letter, least in GRADES.items() if score > least), "G")
