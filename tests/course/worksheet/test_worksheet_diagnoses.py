"""What the worksheet says: planted slips, what follows from a wrong number, and whatever else may be typed."""
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mlp_lib import MLP, worksheet
from mlp_lib.teaching.answers import read


def by_hand():
    """A sheet whose numbers are worked out in the tests below: sigma(0) = 1/2 everywhere."""
    net = MLP([2, 2, 2], "sigmoid", rng=0, init="zeros")
    net.W[1], net.b[1] = [[1.0, 0.5], [-0.5, 1.0]], [-2.0, -1.5]
    net.W[2], net.b[2] = [[2.0, -1.0], [3.0, 0.6]], [0.3, -0.7]
    return worksheet.Sheet(net, [1.0, 2.0], [0.5, 2.1], eta=0.1)


RIGHT = {"z1_1": "0", "z1_2": "0", "a1_1": "1/2", "a1_2": "0,5", "z2_1": "0.8", "z2_2": "1.1", "a2_1": "0.8",
         "a2_2": "1.1", "C": "1.09",
         "dC/da2_1": "0.6", "dC/da2_2": "-2", "dC/dz2_1": "0.6", "dC/dz2_2": "-2", "dC/da1_1": "-4.8",
         "dC/da1_2": "-1.8", "da/dz1_1": "1/4", "dC/dz1_1": "-1.2", "dC/dz1_2": "-0.45"}


def test_a_sheet_given_by_hand():
    verdicts = worksheet.check_all(by_hand(), RIGHT)
    assert {name: verdicts[name].outcome for name in RIGHT} == dict.fromkeys(RIGHT, "right")


@pytest.mark.parametrize("name, text, kind, says", [
    ("dC/dz1_1", "-4.8", "slope", "σ′"), ("dC/dz1_1", "-2.4", "activation", "slope a(1 − a)"),
    ("z2_1", "0.5", "bias", "b₁⁽²⁾"), ("z2_1", "2.8", "transposed", "to and from"), ("z2_1", "-0.2", "path", "w₁,₁⁽²⁾"),
    ("z2_2", "-0.7", "z for a", "activation a"), ("a1_1", "0", "activation", "σ was forgotten"),
    ("C", "0.545", "half", "½"),
    ("dC/da2_2", "-1", "two", "2 was dropped"), ("dC/da2_2", "2", "sign", "a − y"), ("dC/da2_1", "-0.3", "two", "sign"),
    ("dC/da1_1", "-5.018", "updated", "E19"), ("dC/da1_1", "3.2", "transposed", "first index"),
    ("dC/da1_1", "-6", "path", "neuron 1"), ("dC/dw1_11", "-4.8", "slope", "σ′"),
    ("dC/dw1_12", "-1.2", "input", "input"),
    ("dC/dw1_12", "-0.45", "transposed", "to and from"), ("dC/dw2_11", "0", "z for a", "activation"),
    ("new w2_11", "2.03", "sign", "minus"), ("new w2_11", "1.7", "eta", "η"),
    # x for a; the to-neuron's own activation; what (23) prints; eta and sign; a neighbour's gradient; the 2, seen late
    ("z2_1", "0.3", "layer", "not the input x"), ("dC/dw2_11", "0.6", "layer", "x₁"),
    ("dC/dw2_21", "-2.2", "layer", "where the weight arrives"), ("dC/dz2_1", "0.1284", "other slope", "(23) prints σ′"),
    ("new w2_21", "2", "eta", "forgotten, and the sign"), ("new w2_21", "2", "sign", "forgotten, and the sign"),
    ("new w2_11", "2.1", "neighbour", "∂C/∂w₂,₁⁽²⁾"), ("new w2_21", "3.05", "two", "the 2 was dropped"),
    ("dC/da2_2", "-0.5", "half", "½ stands in place of the 2"),
    ("new C", "1.09", "old", "before the update"), ("new C", "0.1226", "half", "½"),
])
def test_planted_slips_get_their_words(name, text, kind, says):
    verdict = by_hand().check(name, text, {box: RIGHT[box] for box in RIGHT if name != "z2_1" and box != name})
    assert verdict.passed is False and verdict.outcome == "slip"
    assert kind in verdict.slips and says in verdict.message
    assert "on the way" not in verdict.message


def test_the_loss_after_the_update():
    """By hand: z = 0.72 and 0.27 in layer 1, 0.9809 and 1.9820 in layer 2; 0.4809² + 0.1180²."""
    assert by_hand().check("new C", "0.2452").message == "Right."
    assert by_hand().check("new C", "0.245", {"C": "1.09", "new w2_11": "1.97"}).passed


def test_no_slip_is_named_twice_and_dropping_2_and_a_third_does_not_cancel():
    quarter = by_hand().check("dC/da2_2", "-0.5", RIGHT)
    assert quarter.message.count("the 2 was dropped") == 0
    sheet = worksheet.draw(4, observations=3, reduction="mean")
    both = sheet.check("dC/da2_1@2", f"{sheet.values['dC/da2_1@2'] * 3 / 2:.4f}")
    assert both.outcome == "slip" and set(both.slips) == {"share", "two"}


def test_a_slip_on_the_way_is_found_in_a_box_further_down():
    """E19 in the first box of layer 1 carried through to a weight: 0.25 (0.6 · 1.97 − 2 · 3.1) · 1."""
    verdict = by_hand().check("dC/dw1_11", "-1.2545", RIGHT)
    assert verdict.slips == ("updated",) and "E19" in verdict.message and "∂C/∂a₁⁽¹⁾" in verdict.message


def test_the_share_of_a_mean():
    sheet = worksheet.draw(2, observations=3, reduction="mean")
    for name in ("C", "dC/da2_1@1", "dC/dw1_12", "dC/db2_1"):
        assert sheet.check(name, f"{3 * sheet.values[name]:.4f}").slips[0] == "share", name


def test_numbers_that_follow_from_a_wrong_one_are_told_so():
    sheet, texts = by_hand(), dict(RIGHT, z1_1="2")                     # the bias -2 forgotten
    a = 1 / (1 + math.exp(-2))
    texts |= {"a1_1": f"{a:.3f}", "z2_1": f"{2 * a - 0.5 + 0.3:.3f}", "z2_2": f"{3 * a + 0.3 - 0.7:.3f}", "a2_1": "0.8"}
    verdicts = worksheet.check_all(sheet, texts)
    assert [verdicts[n].outcome for n in ("z1_1", "z1_2", "a1_1", "a1_2", "z2_1", "z2_2")] == [
        "slip", "right", "follows", "right", "follows", "follows"]
    assert "consistent with your z₁⁽¹⁾" in verdicts["z2_1"].message and verdicts["z2_1"].passed is False
    assert verdicts["a2_1"].outcome == "right"                           # right is right, whatever stands above
    slip = sheet.check("da/dz1_1", f"{2 * (1 - 2):.3f}", texts)          # a slip, with the reader's own z
    assert slip.slips == ("z for a",)
    skipped = sheet.check("z2_1", f"{2 * a - 0.2:.3f}", {"z1_1": "2"})   # the box between is empty
    assert skipped.outcome == "follows"


@pytest.mark.parametrize("text, value", [
    ("0.354", 0.354), ("0,354", 0.354), ("−0.354", -0.354), ("- 0.354", -0.354), ("+.5", 0.5), (",5", 0.5), ("5.", 5),
    ("1/3", 1 / 3),
    ("-1/3", -1 / 3), ("2*(0.8-0.5)", 0.6), ("2·(0,8−0,5)", 0.6), ("3.54e-1", 0.354), ("½", 0.5), ("0.3 / 2", 0.15),
    ("1e3", 1000), ("7.43·10^-1", 0.743), ("7.43*10**-1", 0.743), ("= 0.743", 0.743), ("≈ 0,743", 0.743),
    ("7,43 × 10⁻¹", 0.743), ("−743·10^(−3)", -0.743), ("7.43 x 10^-1", 0.743), ("7.43 E−1", 0.743), ("0.743 =", 0.743),
    ("z = 0.6·1.4 ≈ 0.84", 0.84), ("1/2*10^-1", 0.05), ("(1.5−1.9)²", 0.16), ("¾", 0.75), ("0e999", 0),
    ("7.43·10^{-1}", 0.743),
])
def test_answers_are_read(text, value):
    assert read(text).value == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize("text", ["abc", "1..2", "1/0", "2**9**9", "__import__('os')", "9" * 500, "1e999", "nan", "inf",
                                  "1,2,3", "(", "3j", "True", "[1]", "a1_1", "0x10 if 1 else 2", "'5'", "x" * 10_000,
                                  "(" * 50, "-" * 59 + "1x", "1_0z", "1e155", "-1e7", "7.43·10^99", "(-8)^(1/3)", "2½",
                                  "=", "0.1^-9", "9**9**9**9"])
def test_what_cannot_be_read_is_told_kindly(text):
    verdict = by_hand().check("z2_1", text)
    assert verdict.passed is False and verdict.outcome == "unreadable" and len(verdict.message) > 15


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=70))
def test_no_text_raises(text):
    assert by_hand().check("z1_1", text).outcome in ("right", "slip", "unknown", "unreadable", "empty", "coarse")


@pytest.mark.parametrize("text, digits", [("7.43·10^-1", 3), ("743*10**-3", 3), ("= 0.743", 3), ("0.7·10^0", 1)])
def test_how_finely_a_power_of_ten_is_written_is_read_too(text, digits):
    answer = read(text)
    assert answer.digits == digits and answer.half == pytest.approx(0.0005 if digits == 3 else 0.05)


@pytest.mark.parametrize("text", ["0e999", "1e155", "1e6", "-1000000", "1e-400"])
def test_no_number_in_any_box_overflows(text):
    net = MLP([2, 2, 2, 1], "sigmoid", rng=0)
    net.theta = 60 * net.theta
    for sheet in (by_hand(), worksheet.Sheet(net, [1.0, 2.0], [0.5]), worksheet.draw(2, output="sigmoid")):
        for verdicts in (worksheet.check_all(sheet, dict.fromkeys(sheet.entries, text)),
                         {name: sheet.check(name, "0.3", {"z1_1": text, "a1_2": text}) for name in sheet.entries}):
            assert all(verdict.message for verdict in verdicts.values())


def test_other_outcomes():
    sheet = worksheet.draw(1)
    assert sheet.check("z1_1", " ").passed is None and sheet.check("z1_1", "").outcome == "empty"
    assert sheet.check("a1_2", "0.92").outcome == "coarse"               # 0.9168
    cut = worksheet.draw(5).check("a1_1", "0.349")                       # 0.34978
    assert "cut" in cut.message and cut.passed
    unknown = sheet.check("dC/dw1_11", "17.3")
    assert unknown.outcome == "unknown" and unknown.slips == () and "δ₁⁽¹⁾ · x₁" in unknown.message
    with pytest.raises(ValueError, match=r"unknown box 'z1_11'.*Did you mean 'z1_1'"):
        sheet.check("z1_11", "1")
    with pytest.raises(ValueError, match="unknown box"):
        sheet.check("z1_1", "1", {"nothing": "2"})


def test_check_is_pure():
    sheet, others = worksheet.draw(1), {"z1_1": "0.7"}
    before = sheet.values
    assert sheet.check("a1_1", "0.668", others) == sheet.check("a1_1", "0.668", others)
    assert others == {"z1_1": "0.7"} and sheet.values == before


@pytest.mark.parametrize("arguments, words", [
    ({"sizes": (4, 2, 1)}, r"at most 3 layers of 3 units, got sizes \[4, 2, 1\]"),
    ({"output": "relu"}, "identity or sigmoid"),
    ({"observations": 4}, "from 1 to 3"), ({"reduction": "max"}, "reduction must be one of"), ({"seed": -1}, "seed"),
])
def test_what_does_not_fit_on_a_sheet_is_refused(arguments, words):
    with pytest.raises(ValueError, match=words):
        worksheet.draw(**arguments)


def test_wrong_shapes_and_networks_are_refused():
    net = MLP([2, 2, 1], "sigmoid", rng=0)
    with pytest.raises(ValueError, match="one observation per row"):
        worksheet.Sheet(net, [1.0, 2.0, 3.0], [1.0])
    with pytest.raises(ValueError, match="sigmoid hidden units"):
        worksheet.Sheet(MLP([2, 2, 1], "tanh", rng=0), [1.0, 2.0], [1.0])
    for theta, x, eta in ((1e200, 1.0, 0.1), (1.0, 1e7, 0.1), (1.0, 1.0, 1e300), (math.nan, 1.0, 0.1)):
        net.theta[...] = theta
        with pytest.raises(ValueError, match="a sheet holds numbers up to 1,000,000, got"):
            worksheet.Sheet(net, [x, 2.0], [1.0], eta=eta)


@pytest.mark.parametrize("call, words", [
    (lambda: worksheet.Sheet(None, [1.0, 2.0], [1.0]), "net must be an MLP, got NoneType"),
    (lambda: worksheet.check(None, "z1_1", "1"), r"sheet must be a Sheet, got NoneType. Make one by worksheet.draw"),
    (lambda: worksheet.check_all(None, {}), "sheet must be a Sheet"),
    (lambda: worksheet.Worksheet("2-2-1"), "sheet must be a Sheet, got str"),
    (lambda: worksheet.check_all(by_hand(), ["1"]), r"texts must map boxes to what was written there.*got \['1'\]"),
    (lambda: by_hand().check("z1_1", "1", None), "others must map boxes"),
    (lambda: worksheet.practice(9), "which must be one of 1, 2; got 9"),
    (lambda: worksheet.practice("1"), "which must be one of 1, 2; got '1'"),
    (lambda: worksheet.Worksheet(by_hand(), "3-3-3"), "unknown kind of sheet '3-3-3'"),
    (lambda: worksheet.show("1"), "seed must be a whole number"),
])
def test_what_is_no_sheet_is_refused_by_a_sentence(call, words):
    with pytest.raises((TypeError, ValueError), match=words):
        call()
