"""Addresses of the Playground, written by hand: what each says, and the way back."""
from dataclasses import asdict, replace

import pytest

from mlp_lib.playground import Settings, from_url, to_url
from mlp_lib.playground.address import ORDER, beyond, next_seed

THERE = "https://playground.tensorflow.org/"
WHOLE = ("activation=tanh&batchSize=10&dataset=circle&regDataset=reg-plane&learningRate=0.03&regularizationRate=0"
         "&noise=0&networkShape=4,2&seed=0.12345&showTestData=false&discretize=false&percTrainData=50&x=true&y=true"
         "&xTimesY=false&xSquared=false&ySquared=false&cosX=false&sinX=false&cosY=false&sinY=false"
         "&collectStats=false&problem=classification&initZero=false&hideText=false")
SAID = [                                    # behind the # -> the settings that differ from the defaults
    (WHOLE, {"seed": "0.12345"}),
    ("", {}),
    ("activation=relu", {"activation": "relu"}),
    ("activation=sigmoid&seed=0.5", {"activation": "sigmoid", "seed": "0.5"}),
    ("activation=linear", {"activation": "linear"}),
    ("regularization=L1&regularizationRate=0.003", {"regularization": "L1", "regularization_rate": 0.003}),
    ("regularization=L2&regularizationRate=10", {"regularization": "L2", "regularization_rate": 10.0}),
    ("regularization=none", {}),
    ("batchSize=1", {"batch_size": 1}),
    ("batchSize=30&dataset=gauss", {"batch_size": 30, "dataset": "gauss"}),
    ("dataset=spiral", {"dataset": "spiral"}),
    ("dataset=xor&noise=50", {"dataset": "xor", "noise": 50}),
    ("problem=regression&regDataset=reg-gauss", {"problem": "regression", "reg_dataset": "reg-gauss"}),
    ("problem=regression", {"problem": "regression"}),
    ("regDataset=reg-gauss", {"reg_dataset": "reg-gauss"}),
    ("learningRate=0.00001", {"learning_rate": 1e-5}),
    ("learningRate=1e-4", {"learning_rate": 1e-4}),
    ("learningRate=10", {"learning_rate": 10.0}),
    ("networkShape=8,8,8,8,8,8", {"hidden": (8,) * 6}),
    ("networkShape=", {"hidden": ()}),
    ("networkShape=1", {"hidden": (1,)}),
    ("showTestData=true&discretize=true", {"show_test": True, "discretize": True}),
    ("percTrainData=90", {"train_percent": 90}),
    ("percTrainData=10&noise=5", {"train_percent": 10, "noise": 5}),
    ("x=false", {"features": ("y",)}),
    ("y=false&xTimesY=true", {"features": ("x", "xTimesY")}),
    ("x=false&y=false&xSquared=true&ySquared=true", {"features": ("xSquared", "ySquared")}),
    ("sinX=true&sinY=true", {"features": ("x", "y", "sinX", "sinY")}),
    ("initZero=true&seed=abc", {"zero_start": True, "seed": "abc"}),
    ("cosX=true&cosY=false", {"kept": (("cosX", "true"), ("cosY", "false"))}),
    ("collectStats=true&hideText=true&tutorial=dp", {"kept": (("collectStats", "true"), ("hideText", "true"),
                                                             ("tutorial", "dp"))}),
    ("playButton_hide=true&dataset_hide=false", {"kept": (("playButton_hide", "true"), ("dataset_hide", "false"))}),
    ("seed=0.98765&batchSize=12&percTrainData=70&networkShape=3,2&activation=relu&dataset=xor",
     {"seed": "0.98765", "batch_size": 12, "train_percent": 70, "hidden": (3, 2), "activation": "relu",
      "dataset": "xor"}),
]
EACH = pytest.mark.parametrize("address, wanted", SAID, ids=[said or "nothing" for said, _ in SAID])


def pairs(address):
    return dict(part.split("=", 1) for part in address.partition("#")[2].split("&") if part)


def test_there_are_thirty_and_each_key_is_among_them():
    assert len(SAID) >= 30
    named = {key for address, _ in SAID for key in pairs("#" + address)}
    assert named >= set(ORDER) and any(key.endswith("_hide") for key in named)


@EACH
def test_an_address_is_read(address, wanted):
    found, _ = from_url(f"{THERE}#{address}")
    kept = dict(wanted.get("kept", ()))
    assert asdict(replace(found, kept=())) == asdict(Settings(**{k: v for k, v in wanted.items() if k != "kept"}))
    assert kept.items() <= dict(found.kept).items()
    assert from_url(address)[0] == from_url("#" + address)[0] == found


@EACH
def test_an_address_is_written_as_it_was(address, wanted):
    found, _ = from_url(address)
    written = to_url(found)
    assert written.startswith(THERE + "#")
    said = pairs("#" + address) | ({"learningRate": "0.0001"} if "1e-4" in address else {})
    assert said.items() <= pairs(written).items()
    again, notes = from_url(written)
    assert replace(again, kept=()) == replace(found, kept=()) and dict(found.kept).items() <= dict(again.kept).items()
    assert to_url(again) == written
    assert not [note for note in notes if "passed over" in note]
    keys = list(pairs(written))
    assert [key for key in keys if key in ORDER] == [key for key in ORDER if key in keys]
    assert set(keys) >= set(ORDER) - {"tutorial"}


@pytest.mark.parametrize("address, words", [
    ("momentum=0.9", "“momentum” is unknown"),
    ("learningRate=0.02", "The nearest is 0.03"),
    ("learningRate=fast", "this is no number"),
    ("learningRate=nan", "must be at least 0 and finite"),
    ("batchSize=31", "The nearest is 30"),
    ("batchSize=0", "The nearest is 1"),
    ("noise=80", "The nearest is 50"),
    ("noise=-5", "at least 0"),
    ("percTrainData=95", "The nearest is 90"),
    ("networkShape=4,9", "hidden layer 2 must be from 1 to 8"),
    ("networkShape=2,2,2,2,2,2,2", "at most 6 layers"),
    ("networkShape=4,0", "hidden layer 2 must be from 1 to 8"),
    ("networkShape=4.5", "whole number"),
    ("activation=swish", "unknown activation 'swish'"),
    ("dataset=moons", "unknown dataset 'moons'"),
    ("regularization=L3", "unknown regularization 'L3'"),
    ("problem=clustering", "unknown problem"),
    ("seed=a b", "seed must be"),
    ("showTestData", "no key with a value"),
    ("x=false&y=false", "X₁ and X₂ stay on"),
    ("cosX=true", "has no such feature either"),
    ("playButton_hide=true", "all stay in sight"),
    ("tutorial=dp", "kept for the way back"),
])
def test_what_an_address_says_in_vain_gets_a_sentence_and_the_rest_is_taken(address, words):
    found, notes = from_url(f"{address}&activation_hide=false&discretize=true")
    assert len(notes) == 1 and words in notes[0]
    assert found.discretize and replace(found, discretize=False, kept=()) == Settings()


def test_hostile_addresses_are_told_not_raised():
    for text in ("#", "&&&", "=", "#=#=", "a" * 100_000, "x=" + "9" * 500, "seed=" + "1" * 99, "learningRate=1e999",
                 "networkShape=" + "1," * 5000, "batchSize=٣", "\0=\0", "dataset=__class__", "own=true", "kept=1"):
        found, notes = from_url(text)
        assert isinstance(found, Settings) and all(isinstance(note, str) and len(note) < 400 for note in notes)
        assert not found.own
    with pytest.raises(TypeError, match="an address is text"):
        from_url(3)


def test_what_the_original_lacks_has_an_address_in_this_book_alone():
    for settings, words in ((Settings(loss="cross_entropy"), "cross-entropy"),
                            (Settings(problem="three-classes", class_dataset="three-arms"), "three classes"),
                            (Settings(own=True), "points of your own")):
        assert words in beyond(settings)
        with pytest.raises(ValueError, match=words):
            to_url(settings)
        here = to_url(settings, "playground.html")
        assert from_url(here) == (replace(settings, own=False, kept=from_url(here)[0].kept), [])


def test_a_seed_is_followed_by_another():
    seeds = ["1", "41", "0.12345", "abc", "abc-9", "x" * 40, "999999999"]
    after = [next_seed(seed) for seed in seeds]
    assert after == ["2", "42", "0.12345-1", "abc-1", "abc-10", "1", "1000000000"]
    for seed in after:
        Settings(seed=seed)
