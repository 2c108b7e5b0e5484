import numpy as np
import pytest

from reference.numeric import STEP, directional, gradient, gradient_check, gradients


def cubic(leaves):
    """sum(W^3) + sum(W) sum(x^2), with gradients 3 W^2 + sum(x^2) and 2 x sum(W)."""
    W, x = leaves["W"], leaves["x"]
    return (W**3).sum(axis=(1, 2)) + W.sum(axis=(1, 2)) * (x**2).sum(axis=1)


def cubic_gradients(leaves):
    W, x = leaves["W"], leaves["x"]
    return {
        "W": 3 * W**2 + (x**2).sum(axis=1)[:, None, None],
        "x": 2 * x * W.sum(axis=(1, 2))[:, None],
    }


def some_leaves(variants=4, seed=0):
    rng = np.random.default_rng(seed)
    return {"W": rng.uniform(-2, 2, (variants, 2, 3)), "x": rng.uniform(-2, 2, (variants, 3))}


def check(claimed, function=cubic, leaves=None, seed=1):
    leaves = some_leaves() if leaves is None else leaves
    return gradient_check(function, leaves, claimed, rng=np.random.default_rng(seed))


def test_a_full_gradient_has_the_shape_of_its_leaf_and_eight_digits():
    leaves = some_leaves()
    found = gradients(cubic, leaves, ["W", "x"])
    for name, right in cubic_gradients(leaves).items():
        assert found[name].shape == leaves[name].shape
        np.testing.assert_allclose(found[name], right, rtol=1e-8, atol=1e-8)


def test_the_slope_of_a_scalar_leaf_is_a_number_per_variant():
    t = np.array([0.0, 0.5, 3.0, -40.0])
    np.testing.assert_allclose(
        gradient(lambda leaves: np.sin(leaves["t"]), {"t": t}, "t"), np.cos(t), atol=1e-9
    )


def test_the_step_grows_with_the_entry_so_that_large_numbers_are_still_differentiated():
    t = np.array([1e8, -1e8, 1.0])
    found = gradient(lambda leaves: leaves["t"] ** 2, {"t": t}, "t")
    np.testing.assert_allclose(found, 2 * t, rtol=1e-9)


def test_variants_do_not_disturb_each_other():
    leaves = some_leaves(variants=5)
    together = gradient(cubic, leaves, "W")
    for v in range(5):
        alone = gradient(cubic, {name: leaf[v : v + 1] for name, leaf in leaves.items()}, "W")
        np.testing.assert_array_equal(together[v], alone[0])


def test_a_full_gradient_is_a_single_call():
    calls = []

    def counted(leaves):
        calls.append(leaves["W"].shape)
        return cubic(leaves)

    gradient(counted, some_leaves(variants=4), "W")
    assert calls == [(4 * 2 * 6, 2, 3)]


def test_the_leaves_are_left_as_they_were():
    leaves = some_leaves()
    before = {name: leaf.copy() for name, leaf in leaves.items()}
    gradient(cubic, leaves, "W")
    directional(cubic, leaves, {"W": np.ones_like(leaves["W"])})
    for name, leaf in leaves.items():
        np.testing.assert_array_equal(leaf, before[name])


def test_a_directional_derivative_is_the_gradient_times_the_direction():
    leaves = some_leaves()
    rng = np.random.default_rng(3)
    along = {name: rng.standard_normal(leaf.shape) for name, leaf in leaves.items()}
    right = sum(
        (slope * along[name]).reshape(4, -1).sum(axis=1)
        for name, slope in cubic_gradients(leaves).items()
    )
    np.testing.assert_allclose(directional(cubic, leaves, along), right, rtol=1e-8, atol=1e-8)


def test_a_leaf_without_a_direction_stays():
    leaves = some_leaves()
    along = np.zeros_like(leaves["x"])
    along[:, 1] = 1
    right = cubic_gradients(leaves)["x"][:, 1]
    np.testing.assert_allclose(directional(cubic, leaves, {"x": along}), right, atol=1e-8)


@pytest.mark.parametrize("length", [1e-6, 1.0, 1e6])
def test_the_length_of_a_direction_scales_the_derivative_and_nothing_else(length):
    leaves = some_leaves()
    along = np.ones_like(leaves["x"])
    right = length * cubic_gradients(leaves)["x"].sum(axis=1)
    found = directional(cubic, leaves, {"x": length * along})
    np.testing.assert_allclose(found, right, rtol=1e-7)


def test_along_zeros_the_derivative_is_zero():
    leaves = some_leaves()
    np.testing.assert_array_equal(directional(cubic, leaves, {"W": 0 * leaves["W"]}), np.zeros(4))


def test_at_a_kink_the_difference_lies_between_both_slopes():
    relu = gradient(lambda leaves: np.maximum(leaves["t"], 0), {"t": np.array([0.0])}, "t")
    np.testing.assert_allclose(relu, [0.5])


@pytest.mark.parametrize(("shift", "right"), [(2 * STEP, 1.0), (-2 * STEP, 0.0)])
def test_two_steps_from_a_kink_the_slope_is_that_of_its_side(shift, right):
    relu = gradient(lambda leaves: np.maximum(leaves["t"], 0), {"t": np.array([shift])}, "t")
    np.testing.assert_allclose(relu, [right], atol=1e-9)


def test_a_class_index_cannot_be_moved():
    leaves = {"y": np.array([0, 1])}
    with pytest.raises(ValueError, match="y holds int64 values; only a leaf of real numbers"):
        gradient(lambda leaves: 1.0 * leaves["y"], leaves, "y")


def test_a_leaf_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(ValueError, match="W2 is not a leaf; there are W, x"):
        gradient(cubic, some_leaves(), "W2")


def test_a_direction_is_never_broadcast():
    leaves = some_leaves()
    with pytest.raises(ValueError, match=r"direction of W has shape \(4, 1, 3\); \(4, 2, 3\)"):
        directional(cubic, leaves, {"W": np.ones((4, 1, 3))})


def test_a_function_that_does_not_give_a_number_per_variant_is_refused():
    with pytest.raises(ValueError, match=r"the function gave shape \(24,\); \(4,\) is needed"):
        gradient_check(
            lambda leaves: leaves["W"].ravel(),
            some_leaves(),
            {"W": np.ones((4, 2, 3))},
            rng=np.random.default_rng(0),
        )


def test_the_check_gives_next_to_nothing_for_a_right_gradient():
    assert check(cubic_gradients(some_leaves())).max() < 1e-8


def test_the_check_gives_one_number_per_variant_and_finds_the_wrong_one():
    claimed = cubic_gradients(some_leaves())
    claimed["W"][2] *= 2
    found = check(claimed)
    assert found.shape == (4,)
    assert found[2] > 0.05
    assert np.delete(found, 2).max() < 1e-8


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda W: -W, id="sign"),
        pytest.param(lambda W: 2 * W, id="factor"),
        pytest.param(lambda W: 1.1 * W, id="ten per cent"),
        pytest.param(lambda W: W[:, ::-1], id="rows swapped"),
        pytest.param(lambda W: 0 * W, id="zero"),
        pytest.param(lambda W: W * (W > 0), id="negative entries masked"),
    ],
)
def test_the_check_finds_a_wrong_gradient(spoil):
    claimed = {"W": spoil(cubic_gradients(some_leaves())["W"] - 3)}

    def shifted(leaves):
        return cubic(leaves) - 3 * leaves["W"].sum(axis=(1, 2))

    assert check(claimed, shifted).max() > 0.02


def test_the_check_does_not_call_nan_right():
    assert np.isnan(check({"W": np.full((4, 2, 3), np.nan)})).all()


def test_a_constant_with_a_gradient_of_zero_is_right():
    assert check({"W": np.zeros((4, 2, 3))}, lambda leaves: np.full(4, 7.0)).max() == 0


def test_a_small_gradient_under_a_large_value_is_not_called_wrong():
    leaves = {"t": np.array([0.3])}
    found = check({"t": np.array([2e-7])}, lambda leaves: 100 + 2e-7 * leaves["t"], leaves)
    assert found.max() < 1e-4
