"""What the exercise lost-column says of its bug: how much too large the loss is, of a bad network and of a good one."""
import numpy as np

from mlp_lib import exercises


def test_the_lost_column_costs_a_good_network_more():
    record = exercises.ALL["lost-column"]
    as_found, right = record.given, record.solution
    assert "If all predictions are the same" in record.why and "for a good network even more" in record.prompt
    y = np.random.default_rng(0).normal(size=500)
    constant = np.full((500, 1), 0.3)
    assert np.isclose(as_found(y, constant), 500 * right(y, constant))
    factors = []
    for noise in (1.0, 0.3, 0.1):                           # predictions that come closer and closer
        y_hat = y[:, None] + noise * np.random.default_rng(1).normal(size=(500, 1))
        pairs = sum((t - p) ** 2 for t in y.tolist() for p in y_hat[:, 0].tolist())
        assert np.isclose(as_found(y, y_hat), pairs)
        factors.append(pairs / right(y, y_hat))
    assert 500 < factors[0] < factors[1] < factors[2]
