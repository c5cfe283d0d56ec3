"""Projects made up by the thousand for measures: skewed like real ones, in French, the same for a given seed."""
