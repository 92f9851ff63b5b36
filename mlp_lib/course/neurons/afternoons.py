"""Afternoons: the days on which a neuron is to tell a busy hour from a quiet one by temperature and humidity."""
from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mlp_lib import data
from mlp_lib.hints import Array


def afternoons() -> tuple[Array, NDArray[np.bool_]]:
    """Return every fourth working day of the year at 17:00: (x, busy), (63, 2) and (63,).

    x_1 = (temperature - 15 °C) / 10, x_2 = (humidity - 60 %) / 20; busy means more than 400 bikes in that hour.
    """
    bikes = data.bikeshare()
    bikes = bikes[bikes["workingday"] & (bikes["hour"] == 17)].iloc[::4]
    x = np.column_stack([(bikes["temperature"] - 15) / 10, (bikes["humidity"] - 60) / 20])
    return x, bikes["bikers"].to_numpy() > 400
