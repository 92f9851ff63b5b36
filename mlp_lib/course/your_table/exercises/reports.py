"""An exercise on a report: which of its sentences the test rows bear."""
from __future__ import annotations

from mlp_lib.teaching.exercise import Exercise, Form, Mistake

from ._words import but, judge_words

ROWS = ("A", "B", "C", "D", "E", "F")
WORDS = ("holds", "does not")
RIGHT = ("does not", "does not", "holds", "does not", "holds", "does not")
TOLD = {
    (0, "holds"): ("its interval goes from below 0 to above: with other test rows the linear model leads.", 1),
    (1, "holds"): ("rows were divided at random, so every bridge of the test had been learned from. This figure is for "
                   "another section of a bridge that is known.", 2),
    (2, "does not"): ("here the interval lies wholly above 0, and far from it.", 1),
    (3, "holds"): ("importance says what *this net* looks at. Age goes with traffic and with old designs, and the net "
                   "cannot know which of them does the damage.", 3),
    (4, "does not"): ("that is what the numbers in brackets are: each net by itself, on the same test rows.", 1),
    (5, "holds"): ("then the test rows have chosen, and the figure is the best of ten tries. The validation rows are "
                   "there to choose by.", 2),
}


REPORT = Exercise(
    id="sentences-of-a-report",
    title="Which sentences hold?",
    prompt=r"""
        A report on the corrosion of 40 bridges, 12 sections each: 480 rows, 288 to learn from, 96 to choose by, 96 to
        test on, divided at random. Root mean squared error on the test rows, mm: average of five networks 4.1 (single
        ones 4.0 to 4.6), linear model 4.4, no input at all 7.3. The net's error is lower than the linear model's by
        0.3 (95 % interval −0.2 to 0.8), and lower than without input by 3.2 (2.5 to 3.9). The age has the
        largest importance. Which of these sentences do the numbers support?

        (A) The net is better than the linear model. (B) For a bridge that is not in the table, expect an error of about
        4.1 mm. (C) The inputs tell something of the corrosion. (D) Age is what causes the corrosion. (E) Another start
        of the weights changes the error by some tenths of a mm. (F) With another seed of the split the net reaches
        3.6, so the report may say 3.6.
        """,
    hand_in='Hand in six words, `"holds"` or `"does not"`.',
    kind="choice", level="core", minutes=6,
    hints=(
        r"Look at the intervals first: does 0 lie in them? And ask of each figure what was changed for its spread: the "
        r"test rows, or the starting weights.",
        r"A figure is about rows that come as the test rows came. What had been learned from before, and how often "
        r"were the test rows asked?",
        r"A column is important to a model when the model reads it. What else goes up and down with that column?",
    ),
    form=Form(ROWS, (), (WORDS,)),
    solution=RIGHT, judge=judge_words(ROWS, WORDS, RIGHT, TOLD),
    why=r"""Two of the sentences hold. The report itself is sound; it was divided for another question than the one that
        B asks. With the bridge as its group it would answer that one too.""",
    planted=(
        *(Mistake(but(RIGHT, row, word), text) for (row, word), (text, _) in TOLD.items()),
        Mistake(("holds",) * 3, "6 words were wanted"),
        Mistake(but(RIGHT, 2, "yes"), "`yes` is none of the words"),
    ),
)
