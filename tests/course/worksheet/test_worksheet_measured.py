"""How true the worksheet's verdicts are: slips of the list that are named, right boxes in twenty ways of writing."""
from collections import Counter, defaultdict

import numpy as np
import pytest
from worksheet_loops import plain, round_of
from worksheet_slips import Round, slips_of

from mlp_lib import worksheet

pytestmark = pytest.mark.long
VARIANTS = [{}, {"sizes": (2, 2, 2)}, {"output": "sigmoid"}, {"observations": 3, "reduction": "mean"},
            {"sizes": (2, 2, 2), "observations": 2}, {"sizes": (2, 2, 2, 1)}, {"sizes": (2, 3, 1)},
            {"sizes": (2, 3, 2), "output": "sigmoid"},
            {"sizes": (3, 2, 2), "output": "sigmoid", "observations": 3, "reduction": "mean"}]


@pytest.fixture(scope="module")
def drawn():
    """Return [(sheet, round, number of a slip -> [(box, kinds, wrong number)])], four random sheets of each kind."""
    rng, found = np.random.default_rng(2026), []
    for variant in 4 * VARIANTS:
        sheet = worksheet.draw(int(rng.integers(10_000)), **variant)
        numbers, slips = Round(**plain(sheet)), defaultdict(list)
        for name in sheet.entries:
            for number, kinds, value in slips_of(numbers, name):
                slips[number].append((name, kinds, value))
        found.append((sheet, numbers, slips))
    return found


def names(kinds, verdict):
    """Whether a verdict names a slip: all kinds of "a+b", or of one of "a|b"."""
    return any(set(several.split("+")) <= set(verdict.slips) for several in kinds.split("|"))


@pytest.mark.parametrize("digits, seed", [(4, 1), (3, 2)])
def test_slips_of_the_list_are_named_and_hardly_one_is_taken_for_another(drawn, digits, seed):
    """600 random slips, at random boxes; the right numbers, rounded, stand above."""
    rng, told = np.random.default_rng(seed), Counter()
    listed = sorted({number for *_, slips in drawn for number in slips})
    assert listed == list(range(1, 535))                                 # every slip can be made on some sheet
    planted = [number for _ in range(2) for number in rng.permutation(listed)][:600]
    for number in planted:
        fitting = [one for one in drawn if number in one[2]]
        sheet, numbers, slips = fitting[rng.integers(len(fitting))]
        name, _, value = slips[number][rng.integers(len(slips[number]))]
        text, boxes = f"{value:.{digits}g}", list(sheet.entries)
        above = {box: f"{numbers.right[box]:.{digits}g}" for box in boxes[:boxes.index(name)]}
        verdict = sheet.check(name, text, above)
        same = [kinds for _, kinds, other in slips_of(numbers, name) if f"{other:.{digits}g}" == text]
        slip = "named" if any(names(kinds, verdict) for kinds in same) else "taken for another"
        told[slip if verdict.outcome == "slip" else verdict.outcome] += 1
        told["kinds"] += len(verdict.slips)
    print(f"of 600 slips, {digits} digits: {dict(told)}")
    assert told["named"] >= 0.95 * 600 and told["taken for another"] <= 0.01 * 600
    assert told["right"] <= 0.025 * 600                     # a slip within what rounding may do cannot be seen
    assert told["kinds"] < 1.5 * 600                        # the verdict does not name everything


def test_random_wrong_numbers_are_seldom_taken_for_a_usual_slip(drawn):
    """A diagnosis that names something for every number would be no diagnosis."""
    rng, named = np.random.default_rng(1), 0
    for k in range(300):
        sheet, numbers, _ = drawn[k % len(drawn)]
        name = list(sheet.entries)[rng.integers(len(sheet.entries))]
        right = {box: f"{value:.4g}" for box, value in numbers.right.items() if box != name}
        named += sheet.check(name, f"{rng.uniform(-3, 3):.4f}", right).outcome == "slip"
    print(f"a slip named for {named} of 300 random numbers")
    assert named < 75


def scientific(value):
    """Mantissa and exponent of a number with four digits, as texts."""
    mantissa, exponent = f"{value:.3e}".split("e")
    return mantissa, int(exponent)


HIGH = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
WAYS = [                                                    # twenty ways to write a number
    lambda v: f"{v:.3f}", lambda v: f"{v:.3g}", lambda v: f"{v:.5f}", repr,
    lambda v: f"{v:.3f}".replace(".", ","), lambda v: f"{v:.4f}".replace("0.", ".", 1) if abs(v) < 1 else f"{v:.4f}",
    lambda v: f"{v:.3f}".replace("-", "−"), lambda v: f"{v:+.4f}", lambda v: f" {v:.3f} ".replace("-", "- "),
    lambda v: f"{v:.3e}", lambda v: f"{v:.3E}".replace("-", "−"),
    lambda v: "{}·10^{}".format(*scientific(v)), lambda v: "{}*10**{}".format(*scientific(v)),
    lambda v: "{} × 10".format(scientific(v)[0].replace(".", ",")) + str(scientific(v)[1]).translate(HIGH),
    lambda v: "{} x 10^({})".format(*scientific(v)), lambda v: f"= {v:.3f}", lambda v: f"≈ {v:.3f}",
    lambda v: f"w = {v:.4f}", lambda v: f"{round(v * 10_000)}/10000", lambda v: f"2·({v / 2 + 1:.5f} − 1)",
]


def test_two_thousand_right_boxes_in_twenty_ways_of_writing(drawn):
    """Readers who round what they write, and reckon on with the rounded numbers or with their own."""
    rng, written, wrong = np.random.default_rng(3), Counter(), {}
    while sum(written.values()) < 2000:
        for sheet, *_ in drawn:
            keeps, places = rng.integers(3), {}
            right = round_of(**plain(sheet), keep=lambda name, value: (
                value, float(f"{value:.3g}"), round(value, 3))[keeps])     # noqa: B023
            for name in right:
                places[name] = int(rng.integers(len(WAYS)))
                written[places[name]] += 1
            verdicts = worksheet.check_all(sheet, {name: WAYS[k](right[name]) for name, k in places.items()})
            wrong |= {(repr(sheet), name, WAYS[places[name]](right[name])): verdict.message
                      for name, verdict in verdicts.items() if not verdict.passed}
    print(f"{sum(written.values())} boxes, {len(wrong)} called wrong")
    assert wrong == {} and len(written) == 20
