import numpy as np
import pytest

from reference.mlp import Network, NetworkError, check_leaves, solve, solve_one
from tests.factories import LECTURE, lecture_leaves
from tests.strategies import random_leaves


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"sizes": (2,)}, "sizes: (2,) has 1 entry; at least two sizes (input and output) are"),
        ({"sizes": ()}, "sizes: () has no entries; at least two sizes (input and output) are"),
        ({"sizes": [2, 3, 3]}, "sizes: [2, 3, 3] is not a tuple; (2, 3, 3) would be accepted"),
        ({"sizes": (2, 0, 3)}, "sizes: entry 2 is 0; a whole number from 1 up is needed"),
        ({"sizes": (2, 3.0, 3)}, "sizes: entry 2 is 3.0; a whole number from 1 up is needed"),
        ({"sizes": (True, 3, 3)}, "sizes: entry 1 is True; a whole number from 1 up is needed"),
        ({"sizes": (2, 3, 1)}, "sizes: (2, 3, 1) ends in 1; a softmax needs at least 2 classes"),
        ({"activations": "relu"}, "activations: 'relu' is not a tuple; one name per hidden layer"),
        ({"activations": ()}, "activations: () has 0 but sizes (2, 3, 3) has 1 hidden layers"),
        ({"activations": ("softmax",)}, "activations: 'softmax' at hidden layer 1 is not known"),
        ({"output": "relu"}, "output: 'relu' is not known; one of softmax, identity, sigmoid"),
        ({"loss": "mse"}, "loss: 'mse' is not known; one of nll, half_squared_error, squared"),
        ({"output": "tanh"}, "loss: nll does not stand on output 'tanh'; softmax is needed"),
        (
            {"loss": "squared_error"},
            "loss: squared_error does not stand on output 'softmax'; identity or sigmoid or tanh",
        ),
        (
            {"loss": "binary_cross_entropy", "output": "tanh"},
            "loss: binary_cross_entropy does not stand on output 'tanh'; sigmoid is needed",
        ),
        ({"bias": 1}, "bias: 1 is neither True nor False"),
        ({"examples": 0}, "examples: 0; None (one example) or a whole number from 1 up"),
        ({"examples": 2.0}, "examples: 2.0; None (one example) or a whole number from 1 up"),
        ({"l2": -0.1}, "l2: -0.1; a finite number from 0 up is needed"),
        ({"l2": float("nan")}, "l2: nan; a finite number from 0 up is needed"),
        ({"l2": "0.1"}, "l2: '0.1'; a finite number from 0 up is needed"),
    ],
)
def test_a_network_that_cannot_be_is_refused_by_name_and_value(changed, message):
    options = {"sizes": (2, 3, 3), "activations": ("relu",), "output": "softmax", "loss": "nll"}
    with pytest.raises(NetworkError) as caught:
        Network(**(options | changed))
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"W2": np.ones((4, 2))}, "layer 2: W2 is (4, 2) but h1 has 3 entries; W2 must be (3, 3)"),
        ({"W2": np.ones((4, 3))}, "layer 2: W2 is (4, 3) but o has 3 entries; W2 must be (3, 3)"),
        ({"W1": np.ones((2, 3))}, "layer 1: W1 is (2, 3) but x has 2 entries; W1 must be (3, 2)"),
        ({"W1": np.ones((2, 2))}, "layer 1: W1 is (2, 2) but a1 has 3 entries; W1 must be (3, 2)"),
        ({"W1": np.ones(6)}, "layer 1: W1 is (6,); W1 must be (3, 2)"),
        ({"x": [1, 2, 3]}, "x is (3,); x must be (2,)"),
        ({"x": [[1, 2]]}, "x is (1, 2); x must be (2,)"),
        ({"y": [0]}, "y is (1,); y must be () (the index of the class)"),
        ({"y": 3}, "y is 3; the index of a class, a whole number from 0 to 2, is needed"),
        ({"y": -1}, "y is -1; the index of a class, a whole number from 0 to 2, is needed"),
        ({"y": 0.5}, "y is 0.5; the index of a class, a whole number from 0 to 2, is needed"),
        ({"y": "happy"}, "y holds <U5 values; real numbers are needed"),
        ({"y": True}, "y holds bool values; real numbers are needed"),
        ({"x": [1, float("nan")]}, "x has nan in it; finite numbers are needed"),
        ({"W1": [[1, 2], [3]]}, "W1 has rows of different lengths; equal rows are needed"),
        ({"x": [1j, 2]}, "x holds complex128 values; real numbers are needed"),
        ({"b1": [1, 2, 3]}, "b1 is not a leaf of this network without biases; the network takes"),
        ({"W3": [[1]]}, "W3 is not a leaf of this network; the network takes x, y, W1, W2"),
    ],
)
def test_leaves_that_do_not_fit_are_refused_by_name_and_value(changed, message):
    with pytest.raises(NetworkError) as caught:
        check_leaves(LECTURE, lecture_leaves(**changed), leading=False)
    assert message in str(caught.value)


def test_a_missing_leaf_is_named_with_all_that_are_taken():
    leaves = lecture_leaves()
    del leaves["W2"]
    with pytest.raises(NetworkError, match="W2 is missing; the network takes x, y, W1, W2"):
        solve_one(LECTURE, leaves)


def test_a_bias_of_the_wrong_length_is_refused_with_what_it_is_added_to():
    network = Network((2, 3, 3), ("relu",), "softmax", "nll", bias=True)
    leaves = lecture_leaves(b1=[1, 2], b2=[1, 2, 3])
    with pytest.raises(NetworkError, match=r"layer 1: b1 is \(2,\) but a1 has 3 entries"):
        solve_one(network, leaves)


def test_a_batch_with_too_few_columns_is_refused_with_the_number_of_examples():
    network = Network((2, 3), (), "softmax", "nll", examples=4)
    leaves = {"x": np.ones((2, 3)), "y": [0, 1, 2, 0], "W1": np.ones((3, 2))}
    with pytest.raises(NetworkError, match=r"x is \(2, 3\); x must be \(2, 4\), one column for "):
        solve_one(network, leaves)


def test_a_target_of_cross_entropy_lies_from_0_to_1():
    network = Network((1, 1), (), "sigmoid", "binary_cross_entropy")
    for y in (0, 0.5, 1):
        solve_one(network, {"x": [1], "y": [y], "W1": [[1]]})
    for y in (-0.001, 1.001):
        with pytest.raises(NetworkError, match=r"y has -?\d\.\d+; binary_cross_entropy takes"):
            solve_one(network, {"x": [1], "y": [y], "W1": [[1]]})


def test_a_class_index_that_is_a_whole_float_is_kept_as_an_integer():
    checked = check_leaves(LECTURE, lecture_leaves(y=2.0), leading=False)
    assert checked["y"].dtype == np.int64
    assert checked["y"] == 2


def test_solving_needs_the_leading_axis_on_every_leaf():
    with pytest.raises(NetworkError) as caught:
        solve(LECTURE, lecture_leaves())
    assert "x has shape (2,); (V, 2) is needed: a leading axis of V variants" in str(caught.value)
    leaves = random_leaves(LECTURE, 4, seed=0)
    with pytest.raises(NetworkError) as caught:
        solve(LECTURE, leaves | {"y": np.int64(0)})
    assert "y has shape (); (V,) is needed" in str(caught.value)


def test_variants_are_never_broadcast():
    leaves = random_leaves(LECTURE, 4, seed=0)
    with pytest.raises(NetworkError, match="W1 has 1 variants but x has 4"):
        solve(LECTURE, leaves | {"W1": leaves["W1"][:1]})


def test_no_variants_are_refused():
    leaves = {name: leaf[:0] for name, leaf in random_leaves(LECTURE, 1, seed=0).items()}
    with pytest.raises(NetworkError, match=r"x has shape \(0, 2\): no variants"):
        solve(LECTURE, leaves)
