"""The catalogue of mistakes: wrong derivations that people make, each as a rule of its own.

One table serves diagnosis, vetting, the tests and the documentation. A mistake's code is stable:
its letter and number name the family (A output layer, B averaging, C weights and paths, D the
activation, E regularisation and rounding, F the forward pass), the rest says which one it is. The
sentence is for the student: it explains the concept, without a number that would give the answer.

Not in the table, because they are no wrong rules: taking [h > 0] for the mask [a > 0] of a ReLU
(the same thing), and changing the caller's array in code (the values are right).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from grader import wrong_layers as layers
from grader import wrong_output as output
from grader.sites import Sites, Situation
from reference.derivation import Rule


@dataclass(frozen=True)
class Mistake:
    """A known wrong rule. `sites` gives, for a situation, the cells it gets wrong and how."""

    code: str
    sentence: str
    sites: Sites

    def rules(self, situation: Situation) -> Mapping[str, Rule]:
        """Wrong rules by cell name; empty where the mistake cannot be made."""
        return self.sites(situation)


COARSE = "E4-rounded-too-early"  # a matter of rounding, not of a rule: see `vetting`

CATALOGUE: tuple[Mistake, ...] = tuple(
    Mistake(code, " ".join(sentence.split()), sites)
    for code, sites, sentence in (
        # -- A: the output layer ----------------------------------------------------------------
        (
            "A1-label-forgotten",
            output.LABEL_FORGOTTEN,
            """This is p itself. The gradient at the scores compares p with the label: the true
            class's entry has 1 taken off.""",
        ),
        (
            "A2-sign-at-output",
            output.SIGN_AT_OUTPUT,
            """Every sign is the other way round. The gradient points where the loss grows, so at
            the scores it is prediction minus label, not label minus prediction.""",
        ),
        (
            "A2-sign-of-loss",
            output.WITH_SIGN,
            """Every sign is the other way round. Look at the minus in the definition of the loss,
            and at which of prediction and target is subtracted from which.""",
        ),
        (
            "A2-label-added",
            output.ADDED,
            """The label was added to p where it has to be subtracted.""",
        ),
        (
            "A3-softmax-diagonal",
            output.DIAGONAL,
            """The softmax was treated as if each probability depended on its own score only. Every
            score changes every probability, since all of them share one denominator.""",
        ),
        (
            "A4-softmax-row-sums",
            output.ROW_SUMS_OF_J,
            """The rows of the softmax's Jacobian were added up; they always add up to 0. The
            Jacobian has to be multiplied by the upstream gradient.""",
        ),
        (
            "A5-softmax-skipped",
            output.SOFTMAX_SKIPPED,
            """This is still the gradient at the output of the last activation. Going back to the
            scores means going through the softmax's derivative.""",
        ),
        (
            "A5-same-for-every-class",
            output.SAME_FOR_EVERY_CLASS,
            """The same value stands for every class. Only the true class's probability enters the
            loss, and the way back goes through the softmax's derivative.""",
        ),
        (
            "A6-two-class-loss",
            output.BCE_WITH_SOFTMAX,
            """This is the derivative of the two-class (binary) cross-entropy. With the softmax,
            the loss uses the true class's probability only.""",
        ),
        (
            "A7-slope-once-too-often",
            output.EXTRA_SLOPE,
            """There is one factor p(1-p) too many here: with the logarithm in the loss it has
            already cancelled.""",
        ),
        (
            "A7-slope-missing",
            output.SLOPE_MISSING,
            """The derivative of the output's activation is missing. With a squared error it does
            not cancel.""",
        ),
        (
            "A8-slope-of-the-activation",
            output.SLOPE_OF_THE_ACTIVATION,
            """The derivative was taken at the activation's value instead of at its argument: the
            function was applied twice.""",
        ),
        (
            "A9-log-base-2",
            output.LOG_2,
            """The logarithm to base 2 was used; the loss has the natural one.""",
        ),
        (
            "A9-log-base-10",
            output.LOG_10,
            """The logarithm to base 10 was used; the loss has the natural one.""",
        ),
        (
            "A10-twice",
            output.ERROR_DOUBLED,
            """Twice as large as it should be: check the factor in front of the squared error, and
            what becomes of it when the square is differentiated.""",
        ),
        (
            "A10-half",
            output.ERROR_HALVED,
            """Half of what it should be: check the factor in front of the squared error, and what
            becomes of it when the square is differentiated.""",
        ),
        (
            "A11-relu-on-scores",
            output.RELU_ON_SCORES,
            """A ReLU was applied to the scores. The last layer has none: scores may be
            negative.""",
        ),
        (
            "A12-all-pairs",
            output.ALL_PAIRS,
            """Every prediction was compared with every target. Each belongs to its own example
            only.""",
        ),
        # -- B: averaging over a batch, and biases -------------------------------------------------
        (
            "B1-not-averaged",
            output.NOT_AVERAGED,
            """The examples were added up. The loss is their mean, so a factor 1/N belongs in
            it.""",
        ),
        (
            "B2-averaged-twice",
            output.AVERAGED_TWICE,
            """The factor 1/N is in here twice; it belongs in once, in the loss.""",
        ),
        (
            "B2-averaged-in-layer",
            output.AVERAGED_IN_LAYER,
            """The layer's gradient was divided by the number of examples again. The mean was
            already taken in the loss.""",
        ),
        (
            "B2-averaged-over-classes",
            output.AVERAGED_OVER_CLASSES,
            """It was divided by the number of classes. The mean is over the examples.""",
        ),
        (
            "B3-bias-mean",
            output.BIAS_MEAN,
            """The bias's gradient is the sum over the examples of what arrives at its unit, not
            their mean: the mean was already taken in the loss.""",
        ),
        (
            "B4-bias-one-number",
            output.BIAS_ONE_NUMBER,
            """Everything was added up into one number. Each bias belongs to one unit and gets what
            arrives at that unit.""",
        ),
        (
            "B4-bias-row-sums",
            output.BIAS_ROW_SUMS,
            """These are row sums of the weights' gradient. A bias's input is 1, not the layer's
            input.""",
        ),
        (
            "B5-bias-wrong-axis",
            output.BIAS_WRONG_AXIS,
            """The sum runs over the units instead of over the examples.""",
        ),
        # -- C: weights and paths ----------------------------------------------------------------
        (
            "C1-not-transposed",
            layers.NO_TRANSPOSE,
            """The weight matrix was not transposed. W_ij is the strength of the arrow to i from j;
            going back, the arrows are followed from i to j.""",
        ),
        (
            "C2-transposed",
            layers.TRANSPOSED,
            """Rows and columns are exchanged. W_ij is the arrow to i from j, so its gradient pairs
            the delta of i with the value of j.""",
        ),
        (
            "C3-true-class-path",
            layers.TRUE_CLASS_PATH,
            """Only the path through the true class's score was followed. A hidden unit feeds every
            score, and the contributions of all the paths add up.""",
        ),
        (
            "C3-one-path",
            layers.ONE_PATH,
            """Only one of the paths was followed. Where a value is used several times, the
            contributions of all its uses add up.""",
        ),
        (
            "C4-mean-of-paths",
            layers.MEAN_OVER_OUTPUTS,
            """The paths were averaged. Contributions of several paths are added up.""",
        ),
        (
            "C5-weights-updated-first",
            layers.UPDATED_FIRST,
            """The weights were updated before the gradient was passed on. All gradients belong to
            the old weights.""",
        ),
        (
            "C6-weights-updated-first",
            layers.UPDATED_FIRST_FOR_INPUT,
            """The first layer's weights were updated before the gradient was passed on to x. All
            gradients belong to the old weights.""",
        ),
        (
            "C7-preactivation",
            layers.PREACTIVATION_FOR_HIDDEN,
            """The value before the activation was used. What flows through the arrow is the value
            after it.""",
        ),
        (
            "C7-layer-above",
            layers.LAYER_ABOVE_FOR_BELOW,
            """The values of the layer above were used. A weight's gradient needs the value at the
            start of its arrow.""",
        ),
        (
            "C7-layer-below",
            layers.LAYER_BELOW_FOR_ABOVE,
            """The values of the layer below were used. A weight's gradient needs the value at the
            start of its arrow.""",
        ),
        (
            "C7-activated-input",
            layers.ACTIVATED_INPUT,
            """The activation was applied to the input. The input enters the first layer as it
            is.""",
        ),
        (
            "C8-delta-before-activation",
            layers.DELTA_BEFORE_ACTIVATION,
            """The delta of the unit's output was used. The weights stand before the activation, so
            they need the delta after going back through it.""",
        ),
        (
            "C8-delta-of-layer-above",
            layers.DELTA_OF_LAYER_ABOVE,
            """The delta of the layer above was used. The delta belongs to the unit at which the
            arrow ends.""",
        ),
        (
            "C8-delta-of-layer-below",
            layers.DELTA_OF_LAYER_BELOW,
            """The delta of the layer below was used. The delta belongs to the unit at which the
            arrow ends.""",
        ),
        (
            "C9-upstream-twice",
            layers.UPSTREAM_TWICE,
            """The upstream gradient was multiplied in twice.""",
        ),
        (
            "C9-upstream-dropped",
            layers.UPSTREAM_DROPPED,
            """This is the activation's own derivative only. By the chain rule it is multiplied
            by the gradient that comes from above.""",
        ),
        (
            "C10-bias-zero",
            layers.BIAS_ZERO,
            """A bias has a gradient too: it is an arrow whose input is always 1.""",
        ),
        # -- D: the activation -------------------------------------------------------------------
        (
            "D1-mask-forgotten",
            layers.MASK_FORGOTTEN,
            """The gradient was taken past the activation: where a unit was off, its derivative is
            0 and holds the gradient back.""",
        ),
        (
            "D1-slope-forgotten",
            layers.SLOPE_FORGOTTEN,
            """The activation's derivative is missing: the upstream gradient has to be multiplied
            by it, unit by unit.""",
        ),
        (
            "D2-mask-of-gradient",
            layers.MASK_OF_GRADIENT,
            """Negative gradients were set to 0. The ReLU's derivative depends on the sign of its
            argument in the forward pass, not on the sign of the gradient.""",
        ),
        (
            "D3-mask-inverted",
            layers.MASK_INVERTED,
            """The mask is the wrong way round: units that were on let the gradient pass.""",
        ),
        (
            "D3-mask-of-input",
            layers.MASK_OF_INPUT,
            """The mask was taken from the layer's input. It comes from the ReLU's own argument.""",
        ),
        (
            "D4-times-hidden-value",
            layers.TIMES_HIDDEN,
            """The gradient was multiplied by the hidden values. The ReLU's derivative is 1 or 0,
            not its value.""",
        ),
        (
            "D5-one-at-zero",
            layers.ONE_AT_ZERO,
            """At an argument of exactly 0 the ReLU's derivative is taken as 0 here.""",
        ),
        (
            "D5-mask-of-hidden-value",
            layers.MASK_OF_HIDDEN,
            """The mask asks whether the hidden value is at least 0, which it always is: so every
            unit counts as on.""",
        ),
        (
            "D8-sigmoid-slope",
            layers.SIGMOID_SLOPE_FOR_RELU,
            """The derivative of the sigmoid was used. This layer has a ReLU.""",
        ),
        (
            "D8-tanh-slope",
            layers.TANH_SLOPE_FOR_RELU,
            """The derivative of the hyperbolic tangent, 1 - h^2, was used. This layer has a
            ReLU.""",
        ),
        # -- E: regularisation and rounding ------------------------------------------------------
        (
            "E1-bias-regularised",
            layers.BIAS_REGULARISED,
            """The penalty's gradient was added to a bias. The penalty is on the weights only.""",
        ),
        (
            "E2-penalty-doubled",
            layers.DECAY_DOUBLED,
            """The penalty's gradient has the wrong factor: the 1/2 in the penalty cancels the 2
            from the square.""",
        ),
        (
            "E2-penalty-per-example",
            layers.DECAY_PER_EXAMPLE,
            """The penalty's gradient was divided by the number of examples. The mean is over the
            examples' losses; the penalty stands beside it.""",
        ),
        (
            "E3-penalty-left-out",
            layers.DECAY_LEFT_OUT,
            """The penalty's gradient is missing in this layer.""",
        ),
        (
            COARSE,
            layers.rounded_coarsely,
            """Rounded to fewer decimals than asked. Keep the asked number of decimals in every
            step.""",
        ),
        # -- F: the forward pass -----------------------------------------------------------------
        (
            "F1-weights-transposed",
            layers.WEIGHTS_TRANSPOSED,
            """Rows and columns of the weight matrix were exchanged: row i of W holds the arrows
            that end at i.""",
        ),
        (
            "F1-other-order",
            layers.OTHER_ORDER,
            """The matrices were multiplied in the other order. The one that is applied first stands
            on the right.""",
        ),
        (
            "F1-product-transposed",
            layers.PRODUCT_TRANSPOSED,
            """Rows and columns of the product are exchanged: entry ij pairs row i of the left
            matrix with column j of the right one.""",
        ),
        (
            "F2-activation-skipped",
            layers.ACTIVATION_SKIPPED,
            """The activation was not applied.""",
        ),
        (
            "F3-bias-left-out",
            layers.BIAS_LEFT_OUT,
            """The bias was not added.""",
        ),
        (
            "F4-not-normalised",
            layers.NOT_NORMALISED,
            """These do not add up to 1: the exponentials have to be divided by their sum.""",
        ),
        (
            "F4-no-exponential",
            layers.NO_EXPONENTIAL,
            """The scores were divided by their sum. The softmax takes their exponentials first.""",
        ),
        (
            "F5-log-forgotten",
            layers.LOG_FORGOTTEN,
            """This is the true class's probability. The loss is minus its logarithm.""",
        ),
    )
)

SENTENCES: Mapping[str, str] = {mistake.code: mistake.sentence for mistake in CATALOGUE}
