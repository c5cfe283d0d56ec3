"""The kinds of entries of the site, by name.

A kind is declared in the `kind` module of its app, and is known as soon as the app is installed. Whatever goes over
all of them (menus, site maps, the search, indexes, imports, the lists of the tests) goes through `KINDS`.
"""


class Kinds(dict):
    """Every kind by its name, in the order of the installed apps: a kind comes after those that it names."""

    def register(self, kind):
        """Class decorator: declare a kind. Raise ValueError rather than let it hide another one of the same name."""
        if kind.name in self:
            raise ValueError(f"two kinds of entries are called « {kind.name} »: {type(self[kind.name])} and {kind}")
        self[kind.name] = kind()
        return kind

    def searched(self):
        """Those that have a list, hence an index."""
        return {name: kind for name, kind in self.items() if kind.has_list}

    def ranked(self):
        """Return all the kinds in the order of the menus."""
        return sorted(self.values(), key=lambda kind: kind.rank)

    def in_menu(self):
        return [kind for kind in self.ranked() if kind.menu]

    def apps(self):
        """The labels of their apps, each once, in the order of the menus."""
        return list(dict.fromkeys(kind.app for kind in self.ranked()))

    def of_model(self, label):
        """Those whose entries are rows of the model."""
        return [kind for kind in self.values() if kind.model_label == label]


KINDS = Kinds()
