"""The worksheet: its numbers against the library, differences and loops; right answers are right."""
from decimal import ROUND_HALF_EVEN, Context, Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worksheet_loops import plain, round_of

from mlp_lib import backward, forward, loss, numerical_gradient, worksheet
from mlp_lib.course.worksheet.slip import NAMES
from mlp_lib.course.worksheet.slips import slips as all_slips

LARGE = [{"sizes": (2, 2, 2), "observations": 2},
         {"sizes": (3, 2, 2), "output": "sigmoid", "observations": 3, "reduction": "mean"}]
VARIANTS = [{}, {"sizes": (2, 2, 2)}, {"output": "sigmoid"}, {"observations": 3, "reduction": "mean"},
            {"sizes": (1, 1, 1, 1)}, {"sizes": (2, 2, 2, 1)}, {"sizes": (2, 1)}, *LARGE]
EACH = pytest.mark.parametrize("variant", [
    pytest.param(variant, marks=pytest.mark.long) if variant in LARGE else variant for variant in VARIANTS], ids=str)


def three_digits(value):
    """Rounded to three significant digits."""
    return float(f"{value:.3g}")


def three_decimals(value):
    """Rounded to three decimals, halves to the even digit as the decimals stand."""
    return float(Decimal(value).quantize(Decimal("0.001"), ROUND_HALF_EVEN, Context(prec=40)))


@EACH
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_numbers_are_those_of_the_library_of_differences_and_of_loops(variant, seed):
    sheet = worksheet.draw(seed, **variant)
    net, x, y, how = sheet.net, sheet.x, sheet.y, {"reduction": sheet.reduction}
    trace, grad = forward(net, x), backward(net, forward(net, x), y, **how)
    slope = net.with_theta(numerical_gradient(net, x, y, **how))
    loops = round_of(**plain(sheet))
    assert sheet.values == pytest.approx(loops, rel=1e-12, abs=1e-15) and sheet.values.keys() == loops.keys()
    new = net.with_theta(net.theta - sheet.eta * grad.theta)
    error = 2 * (trace.a[net.L] - y) / (len(x) if sheet.reduction == "mean" else 1)
    for e in sheet.entries.values():
        l, i, j, n = e.l, e.i - 1, e.j - 1, e.n - 1
        if e.kind in ("C", "new C"):
            want = loss(net if e.kind == "C" else new, x, y, **how)
        elif e.kind == "dC/da":
            want = (error if l == net.L else grad.delta[l + 1] @ net.W[l + 1])[n, i]
        elif e.kind == "dz/dw":
            want = trace.a[l - 1][n, j]
        elif e.kind in ("dC/dw", "new w"):
            want = (grad if e.kind == "dC/dw" else new).W[l][i, j]
        elif e.kind in ("dC/db", "new b"):
            want = (grad if e.kind == "dC/db" else new).b[l][i]
        else:
            table = {"z": trace.z, "a": trace.a, "dC/dz": grad.delta}.get(e.kind)
            want = net.sigma[l].derivative(trace.z[l])[n, i] if e.kind == "da/dz" else table[l][n, i]
        assert e.value == pytest.approx(want, rel=1e-12, abs=1e-15), e.name
        if e.kind in ("dC/dw", "dC/db"):
            assert e.value == pytest.approx(slope.W[l][i, j] if j >= 0 else slope.b[l][i], rel=1e-6, abs=1e-8)


@EACH
def test_given_numbers_are_short_and_the_same_in_every_run(variant):
    for seed in range(2):
        sheet = worksheet.draw(seed, **variant)
        again = worksheet.draw(seed, **variant)
        for one, two in ((sheet.net.theta, again.net.theta), (sheet.x, again.x), (sheet.y, again.y)):
            np.testing.assert_array_equal(one, two)
            np.testing.assert_allclose(one, one.round(1), atol=1e-12)
        assert repr(sheet) == repr(again) and sheet.eta in (0.1, 0.2, 0.5, 2.0)


@pytest.mark.long
@settings(max_examples=120, deadline=None)
@given(seed=st.integers(0, 10_000), variant=st.sampled_from(VARIANTS), data=st.data())
def test_no_right_answer_is_ever_called_wrong(seed, variant, data):
    """Readers who round each number, to digits or decimals at their whim, and reckon on with what they wrote."""
    sheet = worksheet.draw(seed, **variant)
    ways = data.draw(st.sampled_from([three_digits, three_decimals, "mixed", "exact"]))
    coin = np.random.default_rng(data.draw(st.integers(0, 1000)))
    skipped = data.draw(st.sampled_from([0.0, 0.5]))

    def keep(name, value):
        if ways == "exact":
            return value
        return (ways if callable(ways) else (three_digits, three_decimals)[coin.integers(2)])(value)
    written = round_of(**plain(sheet), keep=keep)
    texts = {name: repr(value) for name, value in written.items() if coin.random() >= skipped}
    verdicts = worksheet.check_all(sheet, texts)
    assert {name: verdicts[name].message for name in texts if not verdicts[name].passed} == {}


@EACH
def test_exact_answers_rounded_are_right_alone_and_in_every_spelling(variant):
    sheet = worksheet.draw(3, **variant)
    for name, value in sheet.values.items():
        for text in (f"{value:.3f}", f"{value:.3g}", f"{value:.5f}", f"{value:.3f}".replace(".", ","),
                     f" {value:.3f} ".replace("-", "−"), f"{value:.3e}", f"{value * 3!r}/3"):
            assert sheet.check(name, text).passed is True, (name, value, text)


def test_every_kind_of_slip_has_a_name_and_comes_up():
    kinds = {kind for variant in VARIANTS for sheet in [worksheet.draw(1, **variant)]
             for entry in sheet.rules.values() for slip in all_slips(sheet, entry) for kind in slip.kinds}
    assert kinds == set(NAMES)
