"""The two networks of the page on backpropagation."""
import backpropagation_page
import pytest


@pytest.fixture
def chain():
    return backpropagation_page.chain()


@pytest.fixture
def wide():
    return backpropagation_page.wide()
