"""Storage: a network comes back to the bit, and anything else is refused without harm."""
import io
import pickle
import zipfile

import numpy as np
import pytest

from mlp_lib import ACTIVATIONS, MLP, fit, load, save, storage


@pytest.fixture
def saved(tmp_path):
    """Return a small network and the path of its file."""
    net, path = MLP([2, 3, 1], "tanh", "sigmoid", rng=0), tmp_path / "net.npz"
    save(net, path)
    return net, path


def write(path, compression=zipfile.ZIP_STORED, **parts):
    """Write an .npz of these arrays, or raw bytes, as `save` would lay them out."""
    with zipfile.ZipFile(path, "w", compression) as file:
        for name, part in parts.items():
            if not isinstance(part, bytes):
                buffer = io.BytesIO()
                np.save(buffer, part)
                part = buffer.getvalue()
            file.writestr(f"{name}.npy", part)


GOOD = dict(format=np.array(1), sizes=np.array([2, 3, 1]), theta=np.arange(13.0), sigma=np.array(["tanh", "sigmoid"]))


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("hidden", ACTIVATIONS)
@pytest.mark.parametrize("output", ["identity", "softmax"])
def test_round_trip_to_the_bit(tmp_path, hidden, output, dtype):
    net = MLP([3, 4, 5, 2], [hidden, "relu"], output, rng=0, dtype=dtype)
    net.theta[:4] = [-0.0, np.finfo(dtype).smallest_subnormal, np.finfo(dtype).max, 1 / 3]
    save(net, tmp_path / "net")
    back = load(tmp_path / "net")
    assert back.theta.dtype == dtype and back.theta.tobytes() == net.theta.tobytes()
    assert back.sizes == net.sizes and back.sigma == net.sigma
    assert np.shares_memory(back.theta, back.W[1])


def test_what_a_fit_gives_can_be_saved_and_gone_on_with(tmp_path):
    x, y = np.linspace(0, 1, 8)[:, None], np.linspace(0, 1, 8)
    run = fit(MLP([1, 3, 1], rng=0), x, y, loss="huber", eta=0.1, epochs=2, rng=0)
    save(run.net, str(tmp_path / "net.npz"))
    np.testing.assert_array_equal(load(str(tmp_path / "net.npz")).predict(x), run.net.predict(x))
    with pytest.raises(TypeError, match=r"save wants an MLP, got Fit\. Of a fit, save its .net"):
        save(run, tmp_path / "run.npz")
    assert [p.name for p in tmp_path.iterdir()] == ["net.npz"]


def test_saving_replaces_only_when_complete(saved, monkeypatch):
    net, path = saved
    old = path.read_bytes()

    def fails(file, **parts):
        file.write(b"half a file")
        raise OSError("disk full")
    with monkeypatch.context() as patch:
        patch.setattr(np, "savez", fails)
        with pytest.raises(OSError, match="disk full"):
            save(net.with_theta(2 * net.theta), path)
    assert path.read_bytes() == old and [p.name for p in path.parent.iterdir()] == [path.name]
    before = path.stat().st_ino
    save(net.with_theta(2 * net.theta), path)
    assert path.stat().st_ino != before                              # another file in its place, not the old one filled
    np.testing.assert_array_equal(load(path).theta, 2 * net.theta)


def test_the_good_parts_are_a_network(tmp_path):
    write(tmp_path / "net.npz", **GOOD)                              # or the refusals below would prove nothing
    assert load(tmp_path / "net.npz").theta.tolist() == list(range(13))


@pytest.mark.parametrize("parts", [
    {"theta": np.arange(12.0)}, {"theta": np.arange(26.0)}, {"theta": np.ones((13, 1))}, {"theta": np.arange(13)},
    {"theta": np.full(13, np.nan)}, {"theta": np.array(["x"] * 13)}, {"theta": b"not an array"}, {"theta": b""},
    {"sizes": np.array([3, 3, 1])}, {"sizes": np.array([2.0, 3.0, 1.0])}, {"sizes": np.array([-2, 3, 1])},
    {"sizes": np.array(5)}, {"sizes": np.array([13])}, {"sizes": np.array([10**9, 10**9, 1])}, {"sizes": np.array([])},
    {"sigma": np.array(["tanh"])}, {"sigma": np.array([1, 2])},
    {"sigma": np.array([])}, {"format": np.array(2)}, {"format": np.array([1, 1])}, {"format": np.array("one")},
    {"theta": None}, {"sizes": None}, {"sigma": None}, {"format": None},
], ids=str)
def test_mismatched_parts_are_refused(tmp_path, parts):
    path = tmp_path / "net.npz"
    write(path, **{name: part for name, part in (GOOD | parts).items() if part is not None})
    before = path.read_bytes()
    with pytest.raises(ValueError, match=r"net\.npz is not a network saved.*damaged: .*Save it again"):
        load(path)
    assert path.read_bytes() == before


class Trap:
    """What a harmful pickle would do: run something on loading."""

    sprung = False

    def __reduce__(self):
        return setattr, (Trap, "sprung", True)


@pytest.mark.parametrize("where", ["file", "theta", "sigma", "extra"])
def test_no_pickle_is_ever_run(tmp_path, where):
    path = tmp_path / "net.npz"
    if where == "file":
        path.write_bytes(pickle.dumps(Trap()))
    else:
        trap = io.BytesIO()
        np.save(trap, np.array([Trap()] * 13, dtype=object), allow_pickle=True)
        write(path, **(GOOD | {where: trap.getvalue()}))
    if where == "extra":
        assert load(path).sizes == (2, 3, 1)                         # never looked at
    else:
        with pytest.raises(ValueError, match="not a network"):
            load(path)
    assert not Trap.sprung


def test_a_zip_bomb_is_refused_unread(tmp_path, monkeypatch):
    path, n = tmp_path / "net.npz", 1000                             # a real network of a million zeros in some kB
    zeros = np.zeros(n * (n + 1))
    bomb = {"sizes": np.array([n, n]), "sigma": np.array(["relu"]), "theta": zeros}
    write(path, zipfile.ZIP_DEFLATED, **(GOOD | bomb))
    assert path.stat().st_size < zeros.nbytes / 500
    monkeypatch.setattr(np, "load", lambda *args, **settings: pytest.fail("the bomb was opened"))
    with pytest.raises(ValueError, match="its parts are compressed"):
        load(path)


def test_a_header_that_promises_too_much_is_refused(tmp_path):
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(header, {"descr": "<f8", "fortran_order": False, "shape": (10**15,)})
    write(tmp_path / "net.npz", **(GOOD | {"theta": header.getvalue() + bytes(64)}))
    with pytest.raises(ValueError, match="not a network"):
        load(tmp_path / "net.npz")


@pytest.mark.parametrize("parts", [
    {"sizes": np.array([30_000, 30_000]), "sigma": np.array(["tanh"])},      # 7 GB of parameters
    {"sizes": np.array([10**8, 1]), "sigma": np.array(["tanh"])},
], ids=str)
def test_no_memory_is_taken_for_sizes_that_the_parameters_do_not_fill(tmp_path, parts, monkeypatch):
    write(tmp_path / "net.npz", **(GOOD | parts))
    monkeypatch.setattr(storage, "rebuild", lambda *parts: pytest.fail("the network was built"))
    with pytest.raises(ValueError, match=r"theta of shape \(13,\).*do not make a network of sizes"):
        load(tmp_path / "net.npz")


@pytest.mark.parametrize("part", ["sigma", "sizes", "theta", "format"])
@pytest.mark.parametrize("kind", ["<U0", "|S0", "|V0"])
def test_a_trillion_empty_entries_are_not_counted_through(tmp_path, part, kind):
    header = io.BytesIO()                                            # of no bytes each, they need no file
    np.lib.format.write_array_header_1_0(header, {"descr": kind, "fortran_order": False, "shape": (10**12,)})
    write(tmp_path / "net.npz", **(GOOD | {part: header.getvalue()}))
    with pytest.raises(ValueError, match="not a network"):
        load(tmp_path / "net.npz")


def test_names_within_the_file_lead_nowhere(tmp_path):
    folder = tmp_path / "inner"
    folder.mkdir()
    write(folder / "net.npz", **GOOD, **{"../../escaped": np.ones(3), "/tmp/escaped": np.ones(3)})
    assert load(folder / "net.npz").sizes == (2, 3, 1)
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["inner", "net.npz"]


def test_every_truncation_is_refused(saved):
    _, path = saved
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(ValueError, match="damaged"):
            load(path)


def test_a_flipped_byte_is_refused_or_harmless(saved):
    net, path = saved
    whole, refused = path.read_bytes(), 0
    for place in range(0, len(whole), 3):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1:])
        try:
            other = load(path)
        except ValueError:
            refused += 1
        else:                                                        # a date in the zip's directory, for instance
            assert other.theta.tobytes() == net.theta.tobytes()
            assert other.sizes == net.sizes and other.sigma == net.sigma
    assert refused > len(whole) / 6


@pytest.mark.parametrize("seed", range(5))
def test_random_bytes_are_refused(tmp_path, seed):
    (tmp_path / "net.npz").write_bytes(np.random.default_rng(seed).bytes(2000))
    with pytest.raises(ValueError, match="Save it again"):
        load(tmp_path / "net.npz")


def test_paths(saved, tmp_path):
    net, _ = saved
    with pytest.raises(FileNotFoundError, match="nowhere"):
        load(tmp_path / "nowhere.npz")
    with pytest.raises(FileNotFoundError, match="nowhere"):
        save(net, tmp_path / "nowhere" / "net.npz")
    with pytest.raises(IsADirectoryError):
        load(tmp_path)
    with pytest.raises(IsADirectoryError):
        save(net, tmp_path)
    for bad in (None, 3):
        with pytest.raises(TypeError, match="path must be text or a PathLike"):
            load(bad)
        with pytest.raises(TypeError, match="path must be text or a PathLike"):
            save(net, bad)
