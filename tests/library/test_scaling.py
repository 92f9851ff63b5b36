"""Standardising: sums in float64, values far from 1, columns that are constant but for rounding, tables of pandas."""
import numpy as np
import pandas as pd
import pytest

from mlp_lib import data


def test_half_a_million_rows_of_float32_have_mean_0_and_spread_1():
    v = (1000 + np.random.default_rng(0).normal(size=(500_000, 2))).astype(np.float32)
    z = data.standardizer(v)(v)
    assert z.dtype == np.float32
    assert np.abs(z.mean(axis=0, dtype=float)).max() < 1e-6
    np.testing.assert_allclose(z.std(axis=0, dtype=float), 1, rtol=1e-6)


def test_the_way_back_from_float32_is_as_exact_as_float32():
    v = np.float32([[1000.25, 1], [1001.5, 2], [1004.75, 4]])
    scale = data.standardizer(v)
    assert scale.back(scale(v)).dtype == np.float32
    np.testing.assert_allclose(scale.back(scale(v)), v, rtol=2e-7)


@pytest.mark.parametrize("size", [1e-300, 1e-200, 1.0, 1e200, 8e307])
def test_any_size_of_numbers_has_a_spread(size):
    # 1, -1, 1 have mean 1/3 and variance 8/9
    scale = data.standardizer([size, -size, size])
    assert scale.mean / size == pytest.approx(1 / 3, rel=1e-14)
    assert scale.std / size == pytest.approx(8**0.5 / 3, rel=1e-14)
    np.testing.assert_allclose(scale([size, -size]), [2**-0.5, -2**0.5], rtol=1e-14)


def test_a_spread_too_small_for_a_number_counts_as_none():
    tiny = np.zeros(100)
    tiny[0] = 5e-324                                        # the smallest of all doubles; a tenth of it is 0
    assert data.standardizer(tiny).std == 1


@pytest.mark.parametrize("column", [[0.3, 0.1 + 0.2], [1e9 * 0.3, 1e9 * (0.1 + 0.2)], [-0.3, -0.1 - 0.2], [0.0, 0.0],
                                    np.float32([0.3, 0.1]) + np.float32([0, 0.2])])
def test_constant_but_for_rounding_is_constant(column):
    scale = data.standardizer(column)
    assert scale.std == 1
    assert abs(scale([column[0] + 0.01])[0]) == pytest.approx(0.01, rel=1e-4)
    assert data.standardizer(np.column_stack([column, [0, 2]])).std.tolist() == [1, 1]       # 1, and (2 - 0) / 2


def test_a_small_spread_far_from_0_is_a_spread():
    assert data.standardizer([1e9, 1e9 + 1, 1e9 + 2]).std == pytest.approx((2 / 3) ** 0.5)
    assert data.standardizer(np.float32([1000, 1000.001])).std == pytest.approx(0.0005, rel=0.03)     # 16 of 2^-14


def test_columns_of_a_table_keep_their_place():
    table = pd.DataFrame({"wind": [1.0, 3.0], "heat": [100.0, 300.0]})
    scale = data.standardizer(table)
    assert scale(table).tolist() == [[-1, -1], [1, 1]]
    for columns in (["heat", "wind"], ["wind", "cold"]):
        other = table.set_axis(columns, axis=1)
        for call in (scale, scale.back):
            with pytest.raises(ValueError, match=f"{columns[0]}.*training rows had .*'wind', 'heat'.*same order"):
                call(other)
    assert scale(table.to_numpy()).tolist() == scale(table[["wind", "heat"]]).tolist() == [[-1, -1], [1, 1]]
    assert data.standardizer(table.to_numpy())(table[["heat", "wind"]])[0].tolist() == [99 - 1, (1 - 200) / 100]


def test_what_is_masked_is_not_learnt_from():
    masked = np.ma.masked_equal([1.0, 2, -999], -999)
    with pytest.raises(ValueError, match=r"train\[2\] is masked: train must be finite"):
        data.standardizer(masked)
    scale = data.standardizer([1.0, 2.0])
    for call, name in ((scale, "x"), (scale.back, "z")):
        with pytest.raises(ValueError, match=rf"{name}\[2\] is masked"):
            call(masked)
    assert data.standardizer(masked[:2]).mean == 1.5        # nothing of it is masked
