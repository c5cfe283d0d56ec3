"""The territories that one may filter by, as people type them."""

from finding.options import MEANT, Options

from .matching.communes import known_communes
from .models import Territory


class TerritoryOptions(Options):
    """Territories by their names; communes by all that the matcher understands, départements by their numbers too."""

    def named(self, text):
        """The options that the text means: « st-jean-de-luz », « 33000 », « Anglet (64) », « 33 »."""
        bearing, known = super().named(text), known_communes()
        match, departement = known.matcher.find(text), known.matcher.departement_code(text)
        if bearing and not match.certain:
            return bearing
        codes = [commune.code for commune in match.candidates]
        if not (codes and match.certain):
            codes.append(departement)
        return list(dict.fromkeys([*bearing, *self._coded(codes)]))

    def like(self, text):
        """The options that the text means or begins; failing that, the communes that look like it."""
        like = (commune.code for commune in known_communes().matcher.like(text))
        return super().like(text) or self._coded(like)[:MEANT]

    def remark(self, text):
        match = known_communes().matcher.find(text)
        return f"{match.commune.name} : {match.stray}." if match.commune and match.stray else ""

    def wider(self, value):
        """Those that contain a territory, the narrowest first; not the région, which holds them all."""
        holding = Territory.objects.filter(contained__slug=value).exclude(kind=Territory.Kind.REGION)
        slugs = sorted(holding.values_list("kind", "slug"), key=lambda pair: Territory.WIDENING.index(pair[0]))
        return [self.by_value[slug] for _kind, slug in slugs if slug != value and slug in self.by_value]

    def _coded(self, codes):
        slugs = known_communes().slugs
        return [self.by_value[slugs[code]] for code in codes if slugs.get(code) in self.by_value]
