"""Questions of the prerequisite check: vectors, matrices, slopes, the chain rule, exponential and logarithm."""
from __future__ import annotations

from mlp_lib.teaching.quiz import Option, Question

QUESTIONS = (
    Question(
        id="ready-weighted-sum",
        text=r"What is $\mathbf{w}^\top\mathbf{x}$ for $\mathbf{w} = (2, -1, 0.5)$ and $\mathbf{x} = (3, 4, 2)$?",
        options=(
            Option("11",
                   r"The sign of $-1$ got lost: $6 + 4 + 1 = 11$. With it, $6 - 4 + 1$. Refresh: *Weighted sums*."),
            Option("(6, −4, 1)",
                   r"These are the three products. A weighted sum adds them up to one number. Refresh: *Weighted "
                   r"sums*."),
            Option("3",
                   r"$2 \cdot 3 - 1 \cdot 4 + 0.5 \cdot 2 = 6 - 4 + 1$: each weight times its own input, added up. "
                   r"A neuron begins with just this.", True),
            Option("13.5",
                   r"That is the sum of the weights times the sum of the inputs, $1.5 \cdot 9$. Each weight belongs "
                   r"to one input. Refresh: *Weighted sums*."),
        ),
    ),
    Question(
        id="ready-matrix-times-vector",
        text=r"What is $\mathbf{W}\mathbf{a}$ for $\mathbf{W} = \begin{bmatrix} 1 & 2 \\ 0 & -1 \\ 3 & 1 "
             r"\end{bmatrix}$ and $\mathbf{a} = \begin{bmatrix} 2 \\ 1 \end{bmatrix}$?",
        options=(
            Option("(4, −1, 7)",
                   r"Each row of $\mathbf{W}$ gives one weighted sum: $1 \cdot 2 + 2 \cdot 1$, $0 \cdot 2 - 1 \cdot "
                   r"1$, $3 \cdot 2 + 1 \cdot 1$. Three rows, three numbers.", True),
            Option("(8, 2)",
                   r"Here the columns were added up, which is the sum over the wrong index: the sums run along the "
                   r"*rows*. Refresh: *A matrix times a vector*."),
            Option("A matrix with 3 rows and 2 columns",
                   r"That is what NumPy's `W * a` gives: the products before they are added up. The matrix product, "
                   r"`W @ a`, adds along each row. Refresh: *A matrix times a vector*."),
            Option("It does not exist",
                   r"A (3, 2) matrix takes 2 numbers and gives 3: the inner numbers must agree, and they do. "
                   r"Refresh: *A matrix times a vector*."),
        ),
    ),
    Question(
        id="ready-shapes",
        text=r"A layer makes 3 numbers out of 5 by $\mathbf{z} = \mathbf{W}\mathbf{x} + \mathbf{b}$. What are the "
             r"shapes of $\mathbf{W}$ and $\mathbf{b}$?",
        options=(
            Option("(5, 3) and (3,)",
                   r"That matrix takes 3 numbers and gives 5. Rows count what comes *out*. Refresh: *A matrix times "
                   r"a vector*."),
            Option("(3, 5) and (5,)",
                   r"The matrix is right, but $\mathbf{b}$ is added to $\mathbf{W}\mathbf{x}$, which has 3 numbers. "
                   r"Refresh: *A matrix times a vector*."),
            Option("(3, 5) and one number",
                   r"One number would shift all three outputs alike. Each output has a shift of its own. Refresh: "
                   r"*A matrix times a vector*."),
            Option("(3, 5) and (3,)",
                   r"One row and one bias for each number that comes out: (to, from), as in the whole book.", True),
        ),
    ),
    Question(
        id="ready-rows-and-axis",
        text=r"`X` holds three trips, a row for each, and has the shape (3, 2). What is the shape of "
             r"`X - X.mean(axis=0)`?",
        options=(
            Option("(2,)",
                   r"That is the shape of the mean alone. It is taken off each of the three rows. Refresh: *Many rows "
                   r"at once*."),
            Option("(3,)",
                   r"A mean over `axis=1` has this shape: one number for each trip. `axis=0` goes down the rows and "
                   r"leaves one for each column. Refresh: *Many rows at once*."),
            Option("(3, 2)",
                   r"The mean has the shape (2,), one number for each column, and NumPy takes it off every row: "
                   r"compared from the right, 2 meets 2.", True),
            Option("None: the shapes differ, so it is an error",
                   r"They differ, but they fit: (2,) is compared with (3, 2) from the right, and repeated for each "
                   r"row. Refresh: *Many rows at once*."),
        ),
    ),
    Question(
        id="ready-partial-derivative",
        text=r"A trip of $x = 3$ km took $y = 10$ minutes; the model says $wx + b$ with $w = 2$ and $b = 1$. The cost "
             r"is $C = (wx + b - y)^2$. What is $\partial C / \partial w$ there?",
        options=(
            Option("9",
                   r"That is the cost itself, $(-3)^2$. The question is how fast it changes with $w$. Refresh: "
                   r"*Slopes*."),
            Option("−18",
                   r"$2\,(wx + b - y) \cdot x = 2 \cdot (-3) \cdot 3$: the outer derivative times the inner one. It "
                   r"is below 0, so a larger $w$ lowers the cost.", True),
            Option("−6",
                   r"That is $\partial C / \partial b$. For $w$ the inner derivative is $x = 3$, and it is missing. "
                   r"Refresh: *Slopes*."),
            Option("−9",
                   r"The 2 from the square is missing. Refresh: *Slopes*."),
        ),
    ),
    Question(
        id="ready-chain-rule",
        text=r"A toll of one dollar more keeps 50 vehicles an hour away, $dq/dp = -50$. One vehicle an hour more "
             r"makes the trip 0.02 minutes longer, $dT/dq = 0.02$. How does the travel time change with the toll, "
             r"$dT/dp$?",
        options=(
            Option("−1 minute per dollar",
                   r"$dT/dp = dT/dq \cdot dq/dp = 0.02 \cdot (-50)$: rates along a chain multiply, and so do their "
                   r"units.", True),
            Option("−49.98 minutes per dollar",
                   r"The rates were added. Their units differ, so that cannot be; along a chain they multiply. "
                   r"Refresh: *The chain rule*."),
            Option("−2500 minutes per dollar",
                   r"One rate was divided by the other. Look at the units: minutes per vehicle times vehicles per "
                   r"dollar. Refresh: *The chain rule*."),
            Option("0.02 minutes per dollar",
                   r"That is the last link only. The toll acts on the flow first. Refresh: *The chain rule*."),
        ),
    ),
    Question(
        id="ready-two-paths",
        text=r"$C$ depends on $u$ and on $v$, and both depend on $w$: $\partial C/\partial u = 2$, $du/dw = 3$, "
             r"$\partial C/\partial v = -1$, $dv/dw = 4$. What is $dC/dw$?",
        options=(
            Option("−24",
                   r"All four were multiplied. Multiply *along* a path, then add the paths. Refresh: *The chain "
                   r"rule*."),
            Option("7",
                   r"$(2 - 1)(3 + 4)$ mixes the paths. Multiply along each path first. Refresh: *The chain rule*."),
            Option("6",
                   r"That is the path through $u$ alone. $w$ acts through $v$ as well. Refresh: *The chain rule*."),
            Option("2",
                   r"$2 \cdot 3 + (-1) \cdot 4$: multiply along each path, add over the paths. In a network there "
                   r"are very many paths, and backpropagation adds them up.", True),
        ),
    ),
    Question(
        id="ready-exponential-slope",
        text=r"What is the slope of $e^{-2x}$ at $x = 0$?",
        options=(
            Option("1",
                   r"That is the value at 0, $e^0$. The slope has the factor $-2$ from the exponent. Refresh: "
                   r"*Exponential and logarithm*."),
            Option("−2",
                   r"The exponential is its own derivative; the inner derivative is $-2$: "
                   r"$-2e^{-2 \cdot 0} = -2$.", True),
            Option("2",
                   r"The size is right, but the curve falls: the inner derivative is $-2$. Refresh: *Exponential "
                   r"and logarithm*."),
            Option("0",
                   r"$e^{-2x}$ is nowhere flat; that would be the rule for powers, $-2x\,e^{-2x-1}$, which does not "
                   r"hold where $x$ is in the exponent. Refresh: *Exponential and logarithm*."),
        ),
    ),
    Question(
        id="ready-log-of-product",
        text=r"Two travellers choose independently; the model gave their choices the probabilities 0.5 and 0.25. What "
             r"is $-\log(0.5 \cdot 0.25)$, with the natural logarithm?",
        options=(
            Option("0.96",
                   r"That is the product of the two logarithms. The logarithm turns a product into a *sum*. "
                   r"Refresh: *Exponential and logarithm*."),
            Option("0.29",
                   r"That is $-\log(0.5 + 0.25)$: the probabilities were added. Refresh: *Exponential and "
                   r"logarithm*."),
            Option("2.08",
                   r"$-\log 0.5 - \log 0.25 = 0.69 + 1.39$. The cross-entropy (16) is such a sum over all "
                   r"travellers.", True),
            Option("0.90",
                   r"That is with the logarithm to base 10. In this book $\log$ is the natural one, `np.log`. "
                   r"Refresh: *Exponential and logarithm*."),
        ),
    ),
)
