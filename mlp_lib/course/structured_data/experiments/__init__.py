"""The experiments of the chapter on structured data: concrete from ten splits, travellers, bikes, stored networks."""
from mlp_lib.sweeps.experiment import Experiment

from ..tasks import KINDS, LAGS
from . import _concrete, _others, _stored

TEN = range(10)
EXPERIMENTS = {
    "concrete-split": Experiment("8-40-20-1, ReLU, Adam 0.003, 200 epochs, and baselines; RMSE, MPa; a quarter kept",
                                 _concrete.split, {"kind": _concrete.SPLITS, "model": _concrete.MODELS}, TEN),
    "concrete-trees": Experiment("gradient boosting of scikit-learn with its own settings; RMSE, MPa; a quarter kept",
                                 _concrete.trees, {"kind": KINDS}, TEN),
    "concrete-choice": Experiment("L2 chosen within the training rows, then five networks and their mean; RMSE, MPa",
                                  _concrete.choice, {"by": KINDS}, TEN),
    "concrete-rows": Experiment("from some of the mixes; RMSE, MPa, on a quarter of other mixes",
                                _concrete.rows, {"rows": [50, 100, 200, 400, 770]}, TEN),
    "concrete-leak": Experiment("inputs made ready with more than the training rows; RMSE, MPa, on other mixes",
                                _concrete.leak, {"leak": _concrete.LEAKS}, TEN),
    "concrete-gaps": Experiment("water lost in one test of five; RMSE, MPa, on other mixes",
                                _concrete.gaps, {"gap": _concrete.GAPS, "fill": _concrete.FILLS}, TEN),
    "concrete-bands": Experiment("bands for 90 % of the tests: share of those kept inside, mean width in MPa",
                                 _concrete.bands, {"kind": KINDS}, TEN),
    "concrete-nets": Experiment("8-40-20-1 of the first split by mix; RMSE, MPa, on other mixes; weights", _stored.nets,
                                {}, range(5)),
    "concrete-bands-nets": Experiment("8-20-10-3 for 5, 50 and 95 %, first split by mix; share inside; weights",
                                      _stored.bands, {}, range(5)),
    "mode-forecasts": Experiment("147 travellers to learn from; log-loss, share right, percent of each mode, 63 others",
                                 _others.modes, {"forecast": _others.FORECASTS}, TEN),
    "bikes-ahead": Experiment("hours of 2011, four in five to learn from; mean absolute errors, bikes an hour",
                              _others.bikes, {"kind": _others.KINDS, "inputs": list(LAGS)}, TEN),
}
