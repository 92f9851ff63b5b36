"""Processes: a real interrupt from outside, and the same bits from another process."""
import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest

from mlp_lib import MLP, fit
from tools import blas

SET_UP = """
import sys
import numpy as np
from mlp_lib import MLP, fit, load, save
rng = np.random.default_rng(0)
X = rng.normal(size=(60, 3))
Y = np.sin(X[:, :1])
def go(epochs, **more):
    return fit(MLP([3, 8, 1], "tanh", rng=1), X, Y, loss="huber", eta=0.02, epochs=epochs, batch_size=7,
               optimizer="adam", l2=1e-3, validation=(X, Y), **more)
"""
LONG = SET_UP + """
def told(a, y):
    if not told.yet:
        print("running", flush=True)
    told.yet = True
    return 0.0
told.yet = False
run = go(10**7, rng=3, metrics=[told])
save(run.net, sys.argv[1])
epochs = run.state.epoch
again = go(epochs, rng=3)
assert (again.net.theta == run.net.theta).all() and again.history.loss == run.history.loss
assert go(2, state=run.state).history.loss == go(epochs + 2, rng=3).history.loss[-2:]
print(epochs, len(run.history.loss), len(run.history.validation), run.reason)
"""
BITS = SET_UP + """
run = go(5, rng=3)
print(run.net.theta.tobytes().hex(), [float(v).hex() for v in run.history.loss])
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for another process")
def test_ctrl_c_keeps_network_and_history(tmp_path):
    process = subprocess.Popen([sys.executable, "-W", "error", "-c", LONG, str(tmp_path / "net.npz")],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout.readline() == "running\n"
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=120)
    finally:
        process.kill()
    assert process.returncode == 0, err
    epochs, losses, validations, reason = out.split(maxsplit=3)
    assert int(epochs) == int(losses) == int(validations) >= 1
    assert reason == f"interrupted in epoch {int(epochs) + 1}; this is the network of epoch {epochs}\n"
    assert (tmp_path / "net.npz").exists()


def test_another_process_gives_the_same_bits():
    outputs = [subprocess.run([sys.executable, "-c", BITS], env=os.environ | {"PYTHONHASHSEED": seed}, check=True,
                              capture_output=True, text=True).stdout for seed in ("0", "1", "4242")]
    assert len(set(outputs)) == 1
    scope = {}
    exec(BITS.replace("print(", "found = ("), scope)         # and so does this one
    theta, losses = scope["found"]
    assert outputs[0] == f"{theta} {losses}\n"


def test_another_kernel_gives_other_last_digits_at_most():
    coretype = blas.another()
    if coretype is None:
        pytest.skip("NumPy's BLAS on this machine has one kernel only")
    out = subprocess.run([sys.executable, "-c", BITS], env=os.environ | {"OPENBLAS_CORETYPE": coretype}, check=True,
                         capture_output=True, text=True).stdout.split()[0]
    here = {}
    exec(SET_UP, here)
    np.testing.assert_allclose(np.frombuffer(bytes.fromhex(out)), here["go"](5, rng=3).net.theta, rtol=1e-9)


def test_nothing_passed_to_fit_is_touched():
    rng = np.random.default_rng(0)
    x, y, vx, vy = rng.normal(size=(20, 2)), rng.normal(size=(20, 1)), rng.normal(size=(6, 2)), rng.normal(size=(6, 1))
    net = MLP([2, 4, 1], rng=0)
    settings = dict(loss="huber", eta=0.1, epochs=3, batch_size=6, optimizer="adam", l1=1e-3, l2=1e-3,
                    validation=(vx, vy), early_stopping=9)
    state = fit(net, x, y, rng=0, **settings).state

    def leaves():
        return [net.theta, x, y, vx, vy, state.theta, state.order, state.best[2], *(
            value for value in state.memory.values() if isinstance(value, np.ndarray))]
    assert len(leaves()) >= 10
    before = [array.copy() for array in leaves()]
    counts = state.epoch, state.best[:2], state.memory.get("t"), state.rng.bit_generator.state
    for array in leaves():
        array.setflags(write=False)
    first, second = (fit(net, x, y, state=state, **settings) for _ in range(2))
    assert (state.epoch, state.best[:2], state.memory.get("t"), state.rng.bit_generator.state) == counts
    for old, new in zip(before, leaves(), strict=True):
        np.testing.assert_array_equal(old, new)
    np.testing.assert_array_equal(first.net.theta, second.net.theta)
