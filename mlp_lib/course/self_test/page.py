"""The page's form of the self-test: all its questions in plain HTML, the first paper in view; `web/selftest.js` asks.

The questions are those of `mlp_lib.teaching.quiz.page`, each once; a paper is a list of their ids.
"""
from __future__ import annotations

import json
from zlib import crc32

from mlp_lib.course import sections
from mlp_lib.course.equations import SECTIONS
from mlp_lib.teaching import markup
from mlp_lib.teaching.quiz.page import ask

from .paper import Paper, shares
from .pool import SOURCES

OFFERED = 8                                             # papers on the page; a notebook draws any


def html(first: Paper, papers: tuple[Paper, ...]) -> str:
    """Return the page's form: `first` reads without a script, the others wait in a template."""
    count = len(first.asked)
    shown = {one.question.id for one in first.asked}
    questions, homes = {}, {}
    for paper in papers:
        for one in paper.asked:
            plain = sorted(zip(one.order, one.question.options, strict=True))       # as in the record
            questions[one.question.id] = type(one.question)(one.question.id, one.question.text,
                                                            tuple(option for _, option in plain))
            homes[one.question.id] = [f"{one.home.page}#{one.home.anchor}", one.part]
    listed = {paper.seed: [[one.question.id, "".join(map(str, one.order))] for one in paper.asked] for paper in papers}
    data = json.dumps({"papers": listed, "homes": homes}, separators=(",", ":"))
    edition = f"{crc32(data.encode()):08x}"
    in_view = "".join(ask(n, count, questions[one.question.id], True) for n, one in enumerate(first.asked, start=1))
    waiting = "".join(ask(0, count, question, True) for id, question in questions.items() if id not in shown)
    return (f'<div class="mlp-test mlp-quiz tex2jax_process" id="mlp-self-test" data-edition="{edition}">'
            f'<div class="mlp-paper">{in_view}</div>{_result()}</div><template id="mlp-more-questions">{waiting}'
            f'</template><script type="application/json" id="mlp-papers">{data}</script>')


def _result() -> str:
    """Return the lines of a result, all of them; the script fills in the numbers, and shows those that are wanted."""
    parts = "".join(f'<li data-part="{part}">{part}, S{SECTIONS[part][0]} to S{SECTIONS[part][1]}: <span></span> of '
                    f"{share}</li>" for part, share in shares().items())
    again = "".join(f'<li data-section="{home.page}#{home.anchor}"><a href="{home.page}.html#{home.anchor}">'
                    f"{markup.inline(f'{sections.of(home.page)[0].title}: {home.title}')}</a> <span></span></li>"
                    for home in dict.fromkeys(source.home for source in SOURCES))
    return (f'<div class="mlp-result" role="status" tabindex="-1" hidden><p><strong></strong></p><ul>{parts}</ul>'
            '<p class="mlp-read-again">Read again, where most went wrong first:</p>'
            f'<ul class="mlp-again">{again}</ul></div>')
