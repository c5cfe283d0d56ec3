"""Which archives stay: all those of a day, one of each of the last days, weeks and months."""

from datetime import UTC, datetime, timedelta

from .making import PREFIX, STAMP

DAYS, WEEKS, MONTHS = 7, 5, 12
PERIODS = ((DAYS, "%Y%m%d"), (WEEKS, "%G%V"), (MONTHS, "%Y%m"))


def let_go(folder, moment=None):
    """Erase the archives of a folder that no period keeps; return their names."""
    made = {made_at(path): path for path in folder.glob(f"{PREFIX}*")}
    kept = kept_moments(made.keys() - {None})
    gone = [path for moment, path in made.items() if moment and moment not in kept]
    for path in gone:
        path.unlink()
    return sorted(path.name for path in gone)


def kept_moments(moments):
    """The latest moment of each of the last seven days, five weeks and twelve months that have one.

    Those of the day before the latest all stay: one made before an update is wanted after it.
    """
    kept = {moment for moment in moments if moment > max(moments) - timedelta(days=1)}
    for number, period in PERIODS:
        latest = {moment.strftime(period): moment for moment in sorted(moments)}
        kept |= {latest[key] for key in sorted(latest)[-number:]}
    return kept


def made_at(path):
    """When an archive was made, from its name; None for another file."""
    try:
        return datetime.strptime(path.name.removeprefix(PREFIX).partition(".")[0], STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
