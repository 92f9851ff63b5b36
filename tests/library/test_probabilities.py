"""Probabilities by hand: confusion, log-loss, calibration bins; scikit-learn's are in the oracles."""
import numpy as np
import pytest

from mlp_lib import probabilities


def test_confusion_by_hand():
    table = probabilities.confusion([0, 0, 1, 2, 2], [0, 1, 1, 2, 0])
    assert table.tolist() == [[1, 1, 0], [0, 1, 0], [1, 0, 1]]
    assert probabilities.confusion([0], [0], classes=2).tolist() == [[1, 0], [0, 0]]


def test_log_loss_by_hand():
    P = [[0.5, 0.5], [0.25, 0.75]]
    assert probabilities.log_loss(P, [0, 1]) == pytest.approx((np.log(2) - np.log(0.75)) / 2)
    assert probabilities.log_loss([[1.0, 0.0]], [1]) == np.inf
    assert probabilities.log_loss([[1.0, 0.0]], [0]) == 0


def test_calibration_by_hand():
    bins = probabilities.calibration([0.1, 0.2, 0.3, 0.9], [0, 1, 0, 1], bins=5)
    assert bins.rows.tolist() == [2, 1, 1]                  # 0.2 is on an edge: in the lower bin
    assert bins.said == pytest.approx([0.15, 0.3, 0.9]) and bins.came == pytest.approx([0.5, 0, 1])
    assert bins.error == pytest.approx((2 * 0.35 + 0.3 + 0.1) / 4)
    equal = probabilities.calibration([0.1, 0.2, 0.3, 0.9], [False, True, False, True], bins=2, by="count")
    assert equal.rows.tolist() == [2, 2] and equal.came == pytest.approx([0.5, 0.5])


@pytest.mark.parametrize("call, error, message", [
    (lambda: probabilities.confusion([0, 1], [0]), ValueError, "one of each for every row"),
    (lambda: probabilities.confusion([0, 3], [0, 1], classes=3), ValueError, "labels run from 0 to 3, wanted 0 to 2"),
    (lambda: probabilities.confusion([0, -1], [0, 1]), ValueError, "counted from 0"),
    (lambda: probabilities.confusion(["air"], ["car"]), TypeError, "cat.codes"),
    (lambda: probabilities.confusion([0.2], [0]), TypeError, "argmax"),
    (lambda: probabilities.log_loss([0.2, 0.8], [1]), ValueError, "column_stack"),
    (lambda: probabilities.log_loss([[0.2, 0.9]], [1]), ValueError, r"P\[0\] sums to 1.1"),
    (lambda: probabilities.log_loss([[-0.2, 1.2]], [1]), ValueError, "smallest entry is -0.2"),
    (lambda: probabilities.log_loss([[0.2, 0.8]], [2]), ValueError, "wanted 0 to 1"),
    (lambda: probabilities.log_loss([[0.2, 0.8]], [1, 1]), ValueError, "P has 1 rows and labels 2"),
    (lambda: probabilities.calibration([0.2], [0, 1]), ValueError, "two columns"),
    (lambda: probabilities.calibration([[0.2]], [[0]]), ValueError, r"P\[:, k\]"),
    (lambda: probabilities.calibration([1.2], [0]), ValueError, "must be probabilities"),
    (lambda: probabilities.calibration([0.2], [3]), ValueError, "got 3"),
    (lambda: probabilities.calibration([0.2], [1], bins=0), ValueError, "bins"),
    (lambda: probabilities.calibration([0.2], [1], by="size"), ValueError, "by must be one of"),
])
def test_bad_input_is_named(call, error, message):
    with pytest.raises(error, match=message):
        call()
