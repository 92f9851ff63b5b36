"""Which browser the tests drive."""
import pytest

from tools import browsers


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """Return programs(*names): make a machine that has just these."""
    def have(*names):
        for name in names:
            (tmp_path / name).write_text("#!/bin/sh\n")
            (tmp_path / name).chmod(0o755)
        return tmp_path
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    return have


def test_the_quickest_is_taken_unless_another_is_named(programs, monkeypatch):
    folder = programs("google-chrome", "chromium", "chromium-headless-shell")
    assert browsers.CHROMIUM.find() == str(folder / "chromium-headless-shell")
    monkeypatch.setenv("CHROMIUM", "google-chrome")
    assert browsers.CHROMIUM.find() == str(folder / "google-chrome")


def test_any_is_enough_and_none_is_said(programs):
    assert browsers.CHROMIUM.find() is None
    assert "sudo apt-get install chromium)" in browsers.CHROMIUM.missing
    folder = programs("chromium")
    assert browsers.CHROMIUM.find() == str(folder / "chromium")


def test_a_name_that_is_no_program_is_refused(programs, monkeypatch):
    programs("chromium")
    monkeypatch.setenv("CHROMIUM", "cromium")
    with pytest.raises(FileNotFoundError, match="CHROMIUM=cromium is no program"):
        browsers.CHROMIUM.find()
