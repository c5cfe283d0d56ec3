"""What readers looked for in vain, by word: what staff may add, or call by another name."""

from datetime import timedelta

from django.db import OperationalError, models, transaction
from django.db.models import F
from django.utils import timezone

from directory.models import is_busy
from engine.analysis import MAX_LETTERS

KEPT = timedelta(days=365)
MOST = 500  # words of a month: a robot fills no more


class MissedWordQuerySet(models.QuerySet):
    def count_words(self, words):
        """Count folded words once more this month; of a new month, forget what is a year old.

        Beyond `MOST` words a month, only those already known are counted. While somebody else writes, nothing is.
        """
        try:
            with transaction.atomic():
                for word in words:
                    self._count(word, timezone.localdate().replace(day=1))
        except OperationalError as error:
            if not is_busy(error):
                raise

    count_words.alters_data = True

    def _count(self, word, month):
        known = self.filter(word=word, month=month).update(times=F("times") + 1)
        if known or self.filter(month=month).count() >= MOST:
            return
        self.forget()
        self.create(word=word, month=month)

    def forget(self):
        """Erase the words of months that are a year old; return how many they were."""
        month = timezone.localdate().replace(day=1)
        return self.filter(month__lt=month - KEPT).delete()[0]

    forget.alters_data = True


class MissedWord(models.Model):
    """A word of searches that found nothing in a month, and how many; nothing of who searched."""

    word = models.CharField("mot", max_length=MAX_LETTERS)
    month = models.DateField("mois", help_text="Son premier jour.")
    times = models.PositiveIntegerField("recherches", default=1)

    objects = MissedWordQuerySet.as_manager()

    class Meta:
        verbose_name = "recherche sans réponse"
        verbose_name_plural = "recherches sans réponse"
        ordering = ["-month", "-times", "word"]
        constraints = [
            models.UniqueConstraint(
                fields=["word", "month"],
                name="missed_word_is_counted_once_a_month",
                violation_error_message="Ce mot est déjà compté ce mois-ci.",
            )
        ]

    def __str__(self):
        return self.word
