"""What the oracles alone may warn of."""


def pytest_configure(config):
    # PyTorch's optimizers import sympy, which asks mpmath for old names
    config.addinivalue_line("filterwarnings", "ignore::DeprecationWarning:mpmath")
