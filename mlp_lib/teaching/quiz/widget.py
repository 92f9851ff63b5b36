"""The notebook's form of a quiz: radio buttons tied to the answers, so that the browser answers without a kernel."""
from __future__ import annotations

from collections.abc import Iterable

import ipywidgets as widgets

from .. import markup
from .page import Numbered
from .record import LETTERS, Question
from .words import answer, place

# Widgets cut long option texts off; this makes them wrap, in Jupyter and on a phone.
STYLE = """<style>
.mlp-quiz, .mlp-quiz .widget-htmlmath, .mlp-quiz .widget-stack { overflow: visible }
.mlp-quiz .widget-htmlmath-content { line-height: 1.5; white-space: normal }
.mlp-quiz .widget-radio-box { column-gap: 1.5em; margin: 0 0 .5em !important }
.mlp-quiz .widget-radio-box label { height: auto; line-height: 1.5; white-space: normal;
  padding: .25em 0 .25em 28px }
.mlp-quiz .widget-radio-box input { height: 1.5em; margin: 0 0 0 -24px }
.mlp-letters .widget-radio-box { flex-flow: row wrap }
</style>"""


class Asked(widgets.VBox):
    """One question as a widget: `.choice` is the radio group, nothing chosen at first, `.answers` the Stack."""

    def __init__(self, number: int, count: int, question: Question) -> None:
        self.question = question
        math = any("$" in option.text for option in question.options)      # radio labels cannot typeset
        texts = [o.text for o in question.options]
        listed = "".join(f"<li>{markup.inline(text)}</li>" for text in texts)
        wide = widgets.Layout(width="auto", margin="0")
        head = widgets.HTMLMath(f'{STYLE}<div class="mlp-question"><p><small>{place(number, count)}</small></p>'
                                f"{markup.paragraphs(question.text)}"
                                + (f'<ol type="A">{listed}</ol>' if math else "") + "</div>", layout=wide)
        self.choice = widgets.RadioButtons(options=list(LETTERS[:len(texts)]) if math else texts, index=None,
                                           layout=wide)
        if math:
            self.choice.add_class("mlp-letters")
        self.answers = widgets.Stack([widgets.HTMLMath(answer(o), layout=wide) for o in question.options],
                                     selected_index=None, layout=wide)
        self.link = widgets.jsdlink((self.choice, "index"), (self.answers, "selected_index"))
        super().__init__([head, self.choice, self.answers])
        self.add_class("mlp-quiz").add_class("tex2jax_process")


class Column(widgets.VBox):
    """Questions one below the other, under `head` (HTML), with `said` as their text."""

    def __init__(self, said: str, asked: Iterable[Numbered], head: str = "") -> None:
        self.said = said
        above = [widgets.HTML(head, layout=widgets.Layout(width="auto"))] if head else []
        self.asked = [Asked(*one) for one in asked]
        super().__init__([*above, *self.asked])

    def __repr__(self) -> str:
        return self.said
