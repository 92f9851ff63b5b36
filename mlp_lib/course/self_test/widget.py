"""The notebook's form of the self-test: the quizzes' widgets, silent until the paper is marked."""
from __future__ import annotations

import ipywidgets as widgets

from mlp_lib.course import sections
from mlp_lib.teaching import markup
from mlp_lib.teaching.quiz.widget import Asked

from .paper import Paper, mark


class Sitting(widgets.VBox):
    """A paper to answer: `.asked` are the questions, `.button` marks them, `.result` says what to read again."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        count = len(paper.asked)
        self.asked = [Asked(n, count, one.question) for n, one in enumerate(paper.asked, start=1)]
        for asked in self.asked:
            asked.link.unlink()                          # answers wait until the end
            asked.answers.layout.display = "none"
        self.button = widgets.Button(description="Mark this paper")
        self.button.on_click(lambda _: self.mark())
        self.result = widgets.HTMLMath(layout=widgets.Layout(width="auto"))
        super().__init__([*self.asked, self.button, self.result])

    def __repr__(self) -> str:
        return f"Self-test, paper {self.paper.seed}: {len(self.paper.asked)} questions"

    def mark(self) -> None:
        """Show each question's answer, and the result."""
        for one, asked in zip(self.paper.asked, self.asked, strict=True):
            right = next(i for i, option in enumerate(one.question.options) if option.right)
            asked.answers.selected_index = right if asked.choice.index is None else asked.choice.index
            asked.answers.layout.display = ""
            asked.choice.disabled = True
        found = mark(self.paper, [asked.choice.index for asked in self.asked])
        parts = "".join(f"<li>{part}: {right} of {of}</li>" for part, (right, of) in found.parts.items())
        again = "".join(f'<li><a href="{s.page}.ipynb#{s.anchor}">'
                        f"{markup.inline(f'{sections.of(s.page)[0].title}: {s.title}')}</a> ({n})</li>"
                        for s, n in found.again.items())
        self.button.disabled = True
        self.result.value = (f"<p><strong>{found.right} of {len(self.asked)} right.</strong></p><ul>{parts}</ul>"
                             + (f"<p>Read again, where most went wrong first:</p><ul>{again}</ul>" if again else ""))
