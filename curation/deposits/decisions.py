"""The answers that a page of rows sends, as decisions."""

from ..imports.corrections import NEW
from ..models import Decision
from .desk import FROM_THE_FILE, KEPT, LEFT

Subject = Decision.Subject
PERSONS = ("structure", "personne")
EVERYWHERE = "0"


class Answers:
    """What a form says of the picture that its page showed.

    Its fields: `cell:<line>:<column>`, `value:<line>:<field>` (line 0: all of them), `row:<line>` (written when it is
    ticked, among the `shown` ones), `asked:<rank of the question>`, `forget` a decision.
    """

    def __init__(self, deposit, user, data):
        self.deposit, self.user, self.data = deposit, user, data
        self.picture = deposit.plan

    def save(self):
        """Store what was answered; return how many decisions."""
        if forgotten := self.data.get("forget"):
            return self.deposit.decisions.filter(pk=forgotten).delete()[0] if forgotten.isdecimal() else 0
        made = [*self._cells(), *self._values(), *self._rows(), *self._answers()]
        for subject, line, about, answer in made:
            self._decide(subject, line, about, answer)
        return len(made)

    def _decide(self, subject, line, about, answer):
        values = {"answer": answer, "made_by": self.user}
        self.deposit.decisions.update_or_create(subject=subject, line=line, about=about, defaults=values)

    def _named(self, prefix):
        """Triples (line, name, value) of the fields of one sort."""
        for name, value in self.data.items():
            sort, _, rest = name.partition(":")
            line, _, about = rest.partition(":")
            if sort == prefix and line.isdecimal():
                yield int(line), about, value

    def _cells(self):
        rows = self.picture["rows"]
        written = {(row["line"], cell["column"]): cell["text"] for row in rows for cell in row["cells"]}
        for line, column, value in self._named("cell"):
            value = value.replace("\r\n", "\n").strip()  # as forms send the end of a line, whatever it was
            if written.get((line, column), value).strip() != value:
                yield Subject.CELL, line, column, value

    def _values(self):
        for line, name, value in self._named("value"):
            if value in (FROM_THE_FILE, KEPT):
                yield Subject.VALUE, line, name, value

    def _rows(self):
        left = {row["line"] for row in self.picture["rows"] if row["state"] == "left"}
        ticked = {line for line, _, _ in self._named("row")}
        for line in (int(one) for one in self.data.getlist("shown") if one.isdecimal()):
            if line in ticked and line in left:
                yield Subject.ROW, line, "", ""
            elif line not in ticked and line not in left:
                yield Subject.ROW, line, "", LEFT

    def _answers(self):
        for rank, _, answer in self._named("asked"):
            if rank >= len(self.picture["asked"]):
                continue
            asked = self.picture["asked"][rank]
            known = {one["identifier"] for one in asked["candidates"]} | {NEW, *PERSONS}
            if answer == LEFT:
                yield from ((Subject.ROW, line, "", LEFT) for line in asked["lines"])
            elif answer in known:
                yield Subject(asked["subject"]), asked["line"], asked["about"], answer
