"""Saving among other files: links, modes, many at once, what the system refuses, what could not be loaded again."""
import os
import stat
import threading
from dataclasses import replace

import numpy as np
import pytest

from mlp_lib import ACTIVATIONS, MLP, load, save

NET = MLP([2, 3, 1], "tanh", "sigmoid", rng=0)


def test_threads_that_save_to_one_path_leave_one_whole_file(tmp_path):
    path, errors, start = tmp_path / "net.npz", [], threading.Barrier(4)
    nets = [NET.with_theta(NET.theta + i) for i in range(4)]

    def work(net):
        start.wait()
        for _ in range(25):
            try:
                save(net, path)
                load(path)
            except Exception as error:                               # of any kind: it is what is looked for
                errors.append(error)
    threads = [threading.Thread(target=work, args=[net]) for net in nets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors and any((load(path).theta == net.theta).all() for net in nets)
    assert [p.name for p in tmp_path.iterdir()] == ["net.npz"]


def test_a_link_is_followed(tmp_path):
    (tmp_path / "far").mkdir()
    there, link = tmp_path / "far" / "net.npz", tmp_path / "link.npz"
    link.symlink_to(there)
    for net in (NET, NET.with_theta(2 * NET.theta)):                 # first it leads to no file yet
        save(net, link)
        assert link.is_symlink() and not there.is_symlink()
        np.testing.assert_array_equal(load(there).theta, net.theta)
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["far", "link.npz", "net.npz"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666])
def test_the_mode_of_an_older_file_is_kept(tmp_path, mode):
    path = tmp_path / "net.npz"
    save(NET, path)
    path.chmod(mode)
    save(NET.with_theta(2 * NET.theta), path)
    assert stat.S_IMODE(path.stat().st_mode) == mode and load(path).theta[0] == 2 * NET.theta[0]


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600)])
def test_a_new_file_has_the_mode_that_new_files_have(tmp_path, umask, mode):
    old = os.umask(umask)
    try:
        save(NET, tmp_path / "net.npz")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "net.npz").stat().st_mode) == mode


def test_a_read_only_file_is_left_alone(tmp_path):
    path = tmp_path / "net.npz"
    save(NET, path)
    before = path.read_bytes()
    path.chmod(0o444)
    with pytest.raises(PermissionError, match=r"read-only; nothing was saved.*net\.npz"):
        save(NET.with_theta(2 * NET.theta), path)
    assert path.read_bytes() == before and [p.name for p in tmp_path.iterdir()] == ["net.npz"]


def test_a_folder_and_a_device_stay_what_they_are(tmp_path):
    with pytest.raises(IsADirectoryError):
        save(NET, tmp_path)
    link = tmp_path / "nothing"
    link.symlink_to(os.devnull)
    with pytest.raises(OSError, match=r"no file that can be replaced; nothing was saved"):
        save(NET, link)
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode) and [p.name for p in tmp_path.iterdir()] == ["nothing"]


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), OSError(5, "Input/output error")])
def test_what_the_system_refuses_is_not_called_damaged(tmp_path, monkeypatch, error):
    save(NET, tmp_path / "net.npz")

    def refuses(*args, **settings):
        raise error
    monkeypatch.setattr("builtins.open", refuses)
    with pytest.raises(type(error), match=error.strerror):
        load(tmp_path / "net.npz")


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_weights_that_could_not_be_loaded_are_not_saved(tmp_path, bad):
    net, path = NET.with_theta(NET.theta), tmp_path / "net.npz"
    net.theta[5] = bad
    with pytest.raises(ValueError, match=rf"theta\[5\] is {bad}: .*Nothing was saved. Has training diverged"):
        save(net, path)
    assert not list(tmp_path.iterdir())


def test_an_activation_that_is_not_known_here_is_named(tmp_path, monkeypatch):
    path = tmp_path / "net.npz"
    with monkeypatch.context() as elsewhere:
        elsewhere.setitem(ACTIVATIONS, "swish", replace(ACTIVATIONS["tanh"], name="swish"))
        save(MLP([2, 3, 1], "swish", rng=0), path)
        assert load(path).sigma[1].name == "swish"
    with pytest.raises(ValueError, match=r"the activation 'swish', and ACTIVATIONS here .*Add its record") as caught:
        load(path)
    assert "damaged" not in str(caught.value)
