"""The bridge: networks of this book as scikit-learn's estimators, in a pipeline and in a grid search.

The chapter shows the source of these functions, and the tests run them: what a reader copies is what was checked.
"""
from __future__ import annotations

from mlp_lib.course import source


def in_a_pipeline(frame, target, groups):
    """Return the error of each of five folds, in the target's units."""
    from sklearn.compose import make_column_selector, make_column_transformer
    from sklearn.model_selection import GroupKFold, cross_val_score
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    from mlp_lib.estimators import Regressor

    columns = make_column_transformer(
        (StandardScaler(), make_column_selector(dtype_include="number")),
        (OneHotEncoder(handle_unknown="ignore", sparse_output=False),
         make_column_selector(dtype_exclude="number")))
    model = make_pipeline(columns, Regressor((40, 20), l2=1e-4, random_state=0))
    scores = cross_val_score(model, frame.drop(columns=target), frame[target],
                             groups=groups, cv=GroupKFold(5),  # a group is whole
                             scoring="neg_root_mean_squared_error")
    return -scores


def in_a_grid_search(frame, target, groups):
    """Return a search that has tried nine settings, each by five folds."""
    from sklearn.model_selection import GridSearchCV, GroupKFold
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    from mlp_lib.estimators import Regressor

    model = make_pipeline(StandardScaler(), Regressor(epochs=100, random_state=0))
    settings = {"regressor__hidden": [(8,), (32,), (40, 20)],
                "regressor__l2": [1e-4, 1e-2, 1.0]}
    search = GridSearchCV(model, settings, cv=GroupKFold(5),
                          scoring="neg_root_mean_squared_error")
    return search.fit(frame.drop(columns=target), frame[target], groups=groups)


CODE = {"a pipeline": in_a_pipeline, "a grid search": in_a_grid_search}


def show(what: str) -> source.Source:
    """Return the source for "a pipeline" or "a grid search", which displays itself; scikit-learn need not be there."""
    return source.of(CODE, what, "piece of code")
