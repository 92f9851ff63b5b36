"""An exercise on the chain as a product of Jacobians: why it is multiplied from the side of the row."""
from __future__ import annotations

from mlp_lib.teaching.exercise import Exercise, Form, Mistake, Slip, each

_DIAGONAL = (r"a diagonal matrix costs only one multiplication for each entry, as $\odot$ does it. That is how one "
             r"should do it; but the task wants the count with full matrices, zeros and all.")

SIDES = Exercise(
    id="from-which-end",
    title="From which end?",
    prompt=r"""
        In a network 3-4-2 the chain from the cost back to $\mathbf{z}^{(1)}$ is row × $\mathbf{D}^{(2)}$ ×
        $\mathbf{W}^{(2)}$ × $\mathbf{D}^{(1)}$. Count the multiplications of numbers that it takes, if each factor is
        treated as a full matrix: an $(m \times k)$ times a $(k \times n)$ takes $m\,k\,n$ of them. First from the left
        end, beginning with row × $\mathbf{D}^{(2)}$, then from the right end, beginning with
        $\mathbf{W}^{(2)}\mathbf{D}^{(1)}$.
        """,
    hand_in="Answer with two numbers, `left, right`.",
    kind="number", level="stretch", minutes=5,
    hints=(
        r"Write the shapes down first. The row has as many columns as there are outputs, $\mathbf{D}^{(l)}$ is square, "
        r"$\mathbf{W}^{(2)}$ is (to, from).",
        r"From the left every product is a row again, $1 \times 2$ or $1 \times 4$. From the right, two of the three "
        r"products are matrices.",
    ),
    form=Form(("from the left", "from the right")),
    solution=(28, 56),
    why=r"""The shapes are $1 \times 2$, $2 \times 2$, $2 \times 4$ and $4 \times 4$. From the left:
        $1 \cdot 2 \cdot 2 + 1 \cdot 2 \cdot 4 + 1 \cdot 4 \cdot 4 = 28$. From the right:
        $2 \cdot 4 \cdot 4 + 2 \cdot 2 \cdot 4 + 1 \cdot 2 \cdot 4 = 56$. The result is the same. With a hundred units
        in each layer it is 30,000 against 2,010,000, 67 times the work. (In practice nobody multiplies by a diagonal
        matrix: $\odot$ does it in $n$ multiplications for a row, $n^2$ for a matrix. Then this short chain costs about
        three times as much from the right; only with a second $\mathbf{W}$ is there a full matrix times a full
        one, and $n^3$.)""",
    judge=each("left, right", (28, 56), (1, 2)),
    slips=(
        Slip((56, 28), "The numbers are right, but the order is not: the left end is the cheap one."),
        Slip((28, 28), "The second is the first again. From the right the first product, "
                       r"$\mathbf{W}^{(2)}\mathbf{D}^{(1)}$, is a matrix.", 2),
        Slip((14, 24), f"Here {_DIAGONAL}"),
        Slip((14, 22), f"Here {_DIAGONAL}"),
        Slip((14, 56), f"The second is right. In the first {_DIAGONAL}"),
        Slip((28, 24), f"The first is right. In the second {_DIAGONAL}"),
        Slip((28, 32), "The first is right. From the right there are two more products after the first.", 2),
        Slip((28, 48), "The first is right. From the right the last product, with the row, is missing.", 2),
    ),
    planted=(
        Mistake((28, 60), "`left` is right. `right` is 60: too large. Hint 2"),
        Mistake((30, 56), "`left` is 30: too large. Hint 1"),
        Mistake(28, "2 results"),
    ),
)

EXERCISES = (SIDES,)
