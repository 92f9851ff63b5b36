"""An exercise on the raw table: what each of its columns is good for."""
from __future__ import annotations

from mlp_lib.teaching.exercise import Exercise, Form, Mistake

from ._words import but, judge_words

ROWS = ("beam", "span", "load", "steel", "sag_inch", "ordered", "owner")
WORDS = ("number", "category", "mend", "leave out")
RIGHT = ("leave out", "number", "mend", "category", "leave out", "leave out", "leave out")
TOLD = {
    (0, "number"): ("a number that only counts the beams says nothing of the next beam. A network can learn it by "
                    "heart all the same.", 1),
    (0, "category"): ("240 beams make 240 columns, each of them 1 in a single row: that is learning by heart.", 1),
    (0, "mend"): ("nothing is broken in it. Ask what it can tell of a beam that is not in the table.", 1),
    (1, "category"): ("12.5 m lies between 10 m and 15 m, and a network should know: words have no order.", 2),
    (1, "mend"): ("its cells are numbers without exception.", 2),
    (1, "leave out"): ("the span is known before the beam is loaded, and it matters.", 3),
    (2, "number"): ("not yet: row 31 holds `12 kN`. What is to become of that cell?", 2),
    (2, "category"): ("as words, 11.9 and 12.0 have nothing in common.", 2),
    (2, "leave out"): ("the load matters most of all. One cell is wrong, not the column.", 3),
    (3, "number"): ("235, 355 and 460 could be a number, but here it is written with letters.", 2),
    (3, "mend"): ("three grades, in 240 rows, written alike: nothing is broken.", 2),
    (3, "leave out"): ("the grade is known when the beam is ordered. It may well matter.", 3),
    (4, "number"): ("an inch is 25.4 mm, so this column *is* the target. With it any model is perfect, and no use.", 3),
    (4, "category"): ("an inch is 25.4 mm, so this column *is* the target.", 3),
    (4, "mend"): ("its cells are sound; that is the trouble. Divide `sag` by 25.4.", 3),
    (5, "number"): ("a date as a number of days would say: the later, the more sag. Leave it out, or make something of "
                    "it that has a reason, such as the age at the test.", 1),
    (5, "category"): ("nearly every beam has a date of its own.", 1),
    (5, "mend"): ("the dates are sound. Is there a reason why a beam should sag by its date?", 1),
    (6, "number"): ("names are no numbers.", 2),
    (6, "category"): ("with one word in all 240 rows, a column of 1 says nothing.", 1),
    (6, "mend"): ("nothing is broken, and nothing is told either: look at how many different words it has.", 1),
}


TABLE = Exercise(
    id="columns-of-a-table",
    title="What is each column good for?",
    prompt=r"""
        A table of 240 beams is to predict `sag`, the deflection in mm, for beams that are still on paper. Its other
        columns:

        `beam`, the whole numbers 1 to 240. `span` in m, 4 to 16. `load` in kN, 2 to 40, but row 31 holds the text
        `12 kN`. `steel`, one of S235, S355 and S460. `sag_inch`, the deflection in inches. `ordered`, a day between
        March 2019 and May 2024. `owner`, in all rows *Northern Region*.

        For each column choose: take it as a *number*, as a *category* (one-hot columns), *mend* it first, or *leave
        out*.
        """,
    hand_in="Hand in seven words, in the order of the columns above.",
    kind="choice", level="core", minutes=5,
    hints=(
        r"Ask of each column: could it say anything of a beam that is not in the table? A name, a counter, and a "
        r"column that is the same everywhere cannot.",
        r"Numbers have an order and distances, words have none. A column of numbers with one text in it is read as "
        r"text from top to bottom.",
        r"Ask when a value is known. What is measured together with the target, or computed from it, is not there when "
        r"you predict.",
    ),
    form=Form(ROWS, (), (WORDS,)),
    solution=RIGHT, judge=judge_words(ROWS, WORDS, RIGHT, TOLD),
    why=r"""A date is no input as it stands, but the age or the season that is in it may be one. The worst of these
        columns is `sag_inch`: nothing goes wrong with it, all goes too well.""",
    planted=(
        *(Mistake(but(RIGHT, row, word), text) for (row, word), (text, _) in TOLD.items()),
        Mistake(RIGHT[:6], "7 words were wanted"),
        Mistake(but(RIGHT, 3, "one-hot"), "`one-hot` is none of the words"),
    ),
)
