"""The index in memory: words, sets, counts, orders, distances. It knows no Django and no word of the trade."""
