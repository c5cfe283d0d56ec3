"""How an importer reads and writes the fields of an entry.

A value is what JSON can hold: it is compared with the row of the file, and remembered in the `SourceRecord`.
"""

from decimal import Decimal


class Attribute:
    """A field of the entry itself."""

    is_saved_with_entry = True

    def __init__(self, name):
        self.name = name

    def read(self, entry):
        return as_json(getattr(entry, self.name))

    def write(self, entry, value):
        setattr(entry, self.name, value)


class Link(Attribute):
    """A foreign key, told by a key of what it points to: `{key: pk}`."""

    def __init__(self, name, targets, key="slug"):
        super().__init__(name)
        self.targets = targets
        self.key = key

    def read(self, entry):
        target = getattr(entry, self.name)
        return getattr(target, self.key) if target else ""

    def write(self, entry, value):
        setattr(entry, f"{self.name}_id", self.targets[value] if value else None)


class Links(Link):
    """A many-to-many field, told by the sorted keys of what it points to."""

    is_saved_with_entry = False

    def read(self, entry):
        return sorted(getattr(target, self.key) for target in getattr(entry, self.name).all())

    def write(self, entry, value):
        getattr(entry, self.name).set([self.targets[key] for key in value])


class Rows:
    """Rows that depend on the entry, each told by a JSON value that identifies it."""

    is_saved_with_entry = False

    def __init__(self, name):
        self.name = name

    def read(self, entry):
        return [self.read_row(row) for row in getattr(entry, self.name).all()]

    def write(self, entry, value):
        """Make the rows that are missing and remove those that are too many; the others keep what staff added."""
        here = {repr(self.read_row(row)): row for row in getattr(entry, self.name).all()}
        wanted = {repr(told): (position, told) for position, told in enumerate(value)}
        for told in here.keys() - wanted.keys():
            here[told].delete()
        for told, (position, row) in wanted.items():
            if told not in here:
                self.add_row(entry, row, position)

    def read_row(self, row):
        raise NotImplementedError

    def add_row(self, entry, told, position):
        raise NotImplementedError


def as_json(value):
    """Amounts as the database keeps them, dates and texts as they are."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return str(value) if isinstance(value, str) else value
