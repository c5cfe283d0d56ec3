"""What a search means, document by document: slow, plain, and what the index is compared with.

Words have no synonyms here, no compounds and no misspellings: those have their own tests.
"""

from itertools import combinations
from math import log

from engine.analysis import ask, telling, words_of
from engine.geography import distance
from engine.matching import BEGUN, FAMILY, FEW, FINENESS, NEIGHBOURS, OTHER_FORM, SHORTEST_PREFIX, WHOLE_NAME
from engine.morphology import LONGEST_NAME, beginning, root, singular, stem, whole_name
from engine.occurrences import FIELDS, LEVELS, SATURATION


class Reference:
    """All the documents, and a request."""

    def __init__(self, schema, documents, request):
        self.schema, self.documents, self.request = schema, documents, request
        self.asked = ask(request.text)
        self.levels = {document.pk: levels_of(document) for document in documents}

    def found(self, without=None):
        return [document for document in self.documents if self.holds(document, without)]

    def holds(self, document, without):
        request = self.request
        facets = {name: set(values) & set(document.values[name]) for name, values in request.values.items() if values}
        numbers = {
            name: self.is_between(document.numbers[bound.number], bound) for name, bound in request.bounds.items()
        }
        unknown = dict.fromkeys(request.unknown, False)
        held = facets | numbers | unknown | {"q": self.has_words(document), "autour": self.is_around(document)}
        return all(holds for name, holds in held.items() if name != without)

    def counts(self, facet):
        counts = {}
        for document in self.found(without=facet):
            for value in set(document.values[facet]):
                counts[value] = counts.get(value, 0) + 1
        return counts

    def page(self, sort):
        return [document.pk for document in sorted(self.found(), key=lambda one: self.sort_key(one, sort))]

    def scored(self):
        default = self.schema.default_sort
        found = sorted(self.found(), key=lambda one: (self.tier(one), -self.points(one), self.sort_key(one, default)))
        return [(document.pk, self.tier(document), self.points(document)) for document in found]

    def tier(self, document):
        """0 when its title is what was asked, 1 when it holds all the words, 2 otherwise."""
        said = {stem(word) for part in document.texts["title"] for word in words_of(part)}
        if not self.asked.words or not said.issuperset(map(stem, self.asked.words)):
            return 2
        words = {singular(word) for part in document.texts["title"] for word in words_of(part)}
        is_whole = whole_name(self.asked.words) in self.levels[document.pk]
        return 0 if is_whole and words.issuperset(map(singular, self.asked.words)) else 1

    def nearest(self):
        """To the metre; equals in the default order."""
        default, circle = self.schema.default_sort, self.request.around
        near = {
            one.pk: min(round(1000 * distance(point, circle.centre)) for point in one.points) if circle else 0
            for one in self.found()
        }
        return sorted(near, key=lambda pk: (near[pk], self.page(default).index(pk)))

    def sort_key(self, document, sort):
        parts = []
        for field in self.schema.sorts[sort]:
            name = field.removeprefix("-")
            value = document.numbers[name] if name in document.numbers else document.keys[name]
            sign = -1 if name != field else 1
            parts += [value is None, 0 if value is None else value if isinstance(value, str) else sign * value]
        return (*parts, document.pk)

    @staticmethod
    def is_between(number, bound):
        low, high = bound.low, bound.high
        return number is not None and (low is None or number >= low) and (high is None or number <= high)

    def is_around(self, document):
        circle = self.request.around
        return circle is None or any(distance(point, circle.centre) <= circle.radius for point in document.points)

    def has_words(self, document):
        asked = self.asked
        wanted = [self.has_word(document, word) for word in asked.words]
        wanted += [self.has_phrase(document, phrase) for phrase in asked.phrases]
        unwanted = [self.has_form(document, word) for word in asked.unwanted]
        unwanted += [self.has_phrase(document, phrase) for phrase in asked.unwanted_phrases]
        return all(wanted) and not any(unwanted)

    def has_word(self, document, word):
        begins = word == self.asked.typed and self.begins(document, word) != []
        return begins or self.has_form(document, word) or (self.is_rare(word) and self.kin(document, word) != [])

    def is_rare(self, word):
        """Few documents hold it: those that hold a word of its family are found too."""
        return sum(self.has_form(document, word) for document in self.documents) < FEW  # beyond what RARE says, here

    def kin(self, document, word):
        return [other for other in self.levels[document.pk] if other[0] != " " and root(other) == root(word)]

    def has_form(self, document, word):
        return self.forms(document, word) != []

    def forms(self, document, word):
        return [other for other in self.levels[document.pk] if stem(other) == stem(word)]

    def begins(self, document, word):
        word = beginning(word)
        return [other for other in self.levels[document.pk] if len(word) >= SHORTEST_PREFIX and other.startswith(word)]

    def has_phrase(self, document, phrase, same=str):
        for parts in document.texts.values():
            for words in map(words_of, parts):
                pieces = [words[start : start + len(phrase)] for start in range(len(words))]
                if [same(word) for word in phrase] in [[same(word) for word in piece] for piece in pieces]:
                    return True
        return False

    def points(self, document):
        points = sum(self.word_points(document, word) for word in self.asked.words)
        points += sum(self.rated(document, [word]) for phrase in self.asked.phrases for word in phrase)
        runs = [run for run in self.asked.runs if self.has_phrase(document, run, stem)]
        points += sum(max(1, round(NEIGHBOURS * self.rarity(self.with_run(run)))) for run in runs)
        words = self.asked.words
        spans = [words[start:end] for start, end in combinations(range(len(words) + 1), 2)]
        return points + sum(self.name_points(document, span) for span in spans if len(span) <= LONGEST_NAME)

    def name_points(self, document, words):
        whole = whole_name(words)
        holders = [one for one in self.documents if whole in self.levels[one.pk]]
        level = self.levels[document.pk].get(whole)
        return max(1, round(level * WHOLE_NAME * self.rarity(holders))) if level else 0

    def with_run(self, run):
        return [document for document in self.documents if self.has_phrase(document, run, stem)]

    def word_points(self, document, word):
        points = self.form_points(document, word)
        if self.is_rare(word):
            kin = self.rated(document, self.all_words(lambda other: other[0] != " " and root(other) == root(word)))
            points = max(points, max(1, round(FAMILY * kin)) if kin else 0)
        prefix = beginning(word)
        if word != self.asked.typed or len(prefix) < SHORTEST_PREFIX:
            return points
        begun = self.rated(document, self.all_words(lambda other: other.startswith(prefix)))
        return max(points, max(1, round(BEGUN * begun)) if begun else 0)

    def form_points(self, document, word):
        """A plural is the same word; another form is worth a little less."""
        forms = {other: self.levels[document.pk][other] for other in self.forms(document, word)}
        same = max((level for other, level in forms.items() if singular(other) == singular(word)), default=0)
        others = max((max(1, round(OTHER_FORM * level)) for level in forms.values()), default=0)
        holders = [one for one in self.documents if self.has_form(one, word)]
        level = max(same, others)
        return max(1, round(level * self.rarity(holders))) if level else 0

    def all_words(self, wanted):
        return {word for levels in self.levels.values() for word in levels if wanted(word)}

    def rated(self, document, words):
        level = max((self.levels[document.pk].get(word, 0) for word in words), default=0)
        holders = [one for one in self.documents if any(word in self.levels[one.pk] for word in words)]
        return max(1, round(level * self.rarity(holders))) if level else 0

    def rarity(self, holders):
        return FINENESS * log(1 + (len(self.documents) - len(holders) + 0.5) / (len(holders) + 0.5))


def levels_of(document):
    """How much each word tells of the document, and each short name as a whole."""
    weights = {}
    for name, parts in document.texts.items():
        field, several = FIELDS[name], [words_of(part) for part in parts]
        words, wholes = [word for words in several for word in words], set()
        if field.is_named:
            names = [telling(words) for words in several]
            wholes = {whole_name(name) for name in names if 0 < len(name) <= LONGEST_NAME}
        for word in words if field.length_matters else set(words):
            weights[word] = weights.get(word, 0) + field.weight_among(len(words))
        for whole in wholes:
            weights[whole] = weights.get(whole, 0) + field.weight
    return {word: int(LEVELS * weight / (SATURATION + weight)) + 1 for word, weight in weights.items()}
