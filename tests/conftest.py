"""Settings that all tests share."""
import signal

import pytest
from hypothesis import settings

settings.register_profile("book", max_examples=60, deadline=None, derandomize=True, database=None)
settings.load_profile("book")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:                   # started in the background: no Ctrl-C arrives
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def book():
    """The style of the book's figures; all figures are closed afterwards."""
    from matplotlib import pyplot, rc_context

    from mlp_lib.plots import style
    with rc_context():
        style()
        yield
    pyplot.close("all")


def pytest_terminal_summary(terminalreporter):
    """Print what the tests have measured."""
    for report in terminalreporter.getreports("passed"):
        for name, text in report.user_properties:
            if name == "measured" and report.when == "call":
                terminalreporter.write_line(f"measured: {text}")
