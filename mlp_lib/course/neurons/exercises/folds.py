"""An exercise on layers that fold: how many straight pieces a deep and narrow network can make."""
from __future__ import annotations

from mlp_lib.teaching.exercise import Exercise, Form, Mistake, Slip, each

FOLDS = Exercise(
    id="folded-line",
    title="Seven folds",
    prompt=r"""
        $f(x) = 2\max(0, x) - 4\max(0, x - \tfrac12)$ folds the interval from 0 to 1 in the middle. A network has seven
        hidden layers of two such units each, and each layer folds what the one before it gives. Of how many straight
        pieces is its output made, for $x$ from 0 to 1? And how many units does *one* hidden layer of $\max(0, z)$ need
        at the least for as many?
        """,
    hand_in="Answer with two numbers, `pieces, units`.",
    kind="number", level="stretch", minutes=4,
    hints=(
        r"One fold makes two pieces, up and down. The next fold works on each of them: what becomes of a piece that "
        r"climbs from 0 to 1?",
        r"Between two pieces there is a bend. How many bends can one unit of a single hidden layer make?",
    ),
    form=Form(("pieces", "units")),
    solution=(128, 127),
    why=r"""Each fold makes two pieces of every one, $2^7 = 128$. In a single hidden layer a unit bends the output at
        one place, where its sum is 0, and 128 pieces have 127 bends between them. That many pieces, but not yet *this*
        curve: its first slope is 128, each bend changes the slope by twice that, and units with these bends give the
        first piece an even multiple of 128. One unit more, bent at $x = 0$, sets it right. Fourteen units against 128:
        that is what depth can save, for a curve that is folded.""",
    judge=each("pieces, units", (128, 127), (1, 2)),
    slips=(
        Slip((128, 128), "The pieces are right. 128 units are what it takes to draw this very curve. For as many "
                         "pieces one fewer will do: a unit makes one bend, and bends lie between pieces."),
        Slip((14, 13), "Here the pieces are added up, two for each layer. A fold works on all that is there: it "
                       "doubles them.", 1),
        Slip((15, 14), "That is what fourteen units make side by side, in one layer. One behind the other they "
                       "double the pieces.", 1),
        Slip((49, 48), r"The pieces do not grow like $7^2$: each layer doubles them.", 1),
        Slip((64, 63), "That is one fold too few: the first layer folds as well.", 1),
        Slip((127, 128), "The numbers are right, but the order is not: first the pieces."),
        Slip((128, 129), "The pieces are right. There are fewer bends than pieces, not more.", 2),
        Slip((128, 14), "The pieces are right. Fourteen units in *one* layer make 15 pieces at the most.", 2),
    ),
    planted=(
        Mistake((128, 64), "`pieces` is right. `units` is 64: too small. Hint 2"),
        Mistake((256, 255), "`pieces` is 256: too large"),
        Mistake(128, "2 results"),
    ),
)
