"""Components that hold other content: `{% load components %}`."""

from django import template
from django.template.loader import render_to_string

register = template.Library()


@register.simple_block_tag(end_name="endsection")
def section(content, title, ident, intro="", more="", more_url="", tone="", margin=True):
    """A part of a page: double rule, title in the margin (or above when `margin=False`), one sentence, one link.

    {% section "Partenaires" "partenaires" intro="Cinq secteurs." more="Tous" more_url=url %}…{% endsection %}
    """
    names = ("title", "ident", "intro", "more", "more_url", "tone", "margin", "content")
    values = (title, ident, intro, more, more_url, tone, margin, content)
    return render_to_string("components/section.html", dict(zip(names, values, strict=True)))


@register.simple_block_tag(end_name="endtext")
def text(content):
    """{% text as intro %}…{% endtext %}: a sentence too long for one line, to be given to a component."""
    return " ".join(filter(None, (line.strip() for line in content.splitlines())))


@register.simple_block_tag(end_name="endscroll")
def scroll(content, caption):
    """{% scroll "fin" %}<table class="table"><caption id="fin">…{% endscroll %}: a table in a box that scrolls."""
    return render_to_string("components/scroll.html", {"content": content, "caption": caption})
