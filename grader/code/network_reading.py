"""From the table of a code problem's network to its record, and whether what asks for it fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from grader.assignment_file import check
from grader.code.network import network_at
from grader.code.problem import Axis, Convention, Function, NetworkReference, Situation
from grader.code.tables import CodeNetworkTable
from grader.faults import Faults, did_you_mean
from grader.mistakes import CATALOGUE
from grader.problem_subject import OUTPUT_OF_LOSS
from grader.toml_file import Table
from grader.toml_lines import Path
from reference.network import NetworkError

Range = tuple[int, int]

_KEYS = {"activations": "activation"}


@dataclass(frozen=True)
class NetworkReading:
    """Reads `[problems.network]`; `sizes` are the problem's, `examples` names one of them."""

    path: Path
    sizes: Mapping[str, Range]
    examples: str
    faults: Faults

    def network(self, table: Table) -> NetworkReference | None:
        checked = check(CodeNetworkTable, table, self.path, self.faults)
        if checked is None or self.faults.within(self.path):
            return None
        for index, size in enumerate(checked.sizes):
            self.check_size(size, (*self.path, "sizes", index))
        codes = [mistake.code for mistake in CATALOGUE]
        for index, code in enumerate(checked.accepts):
            if code not in codes:
                hint = did_you_mean(code, codes)
                reason = f"not in the catalogue; {hint}expected one of its codes"
                self.faults.add((*self.path, "accepts", index), code, reason)
        found = _record(checked, self.examples)
        if self.faults.within(self.path):
            return None
        self.check_network(found, checked)
        return None if self.faults.within(self.path) else found

    def check_size(self, size: Axis, path: Path) -> None:
        if isinstance(size, str) and size not in self.sizes:
            reason = f"no such size; expected one of {', '.join(self.sizes)} or a number"
            self.faults.add(path, size, reason)
        if isinstance(size, int) and size < 1:
            self.faults.add(path, size, "expected a number from 1 up")

    def check_network(self, found: NetworkReference, table: CodeNetworkTable) -> None:
        """Both ends of the ranges: what is no network at one of them is a fault."""
        for end in (0, 1):
            try:
                network_at(found, {name: ends[end] for name, ends in self.sizes.items()})
            except NetworkError as error:
                key, _, reason = str(error).partition(": ")
                key = _KEYS.get(key, key)
                self.faults.add((*self.path, key), getattr(table, key, None), reason)
                return

    def check_function(self, network: NetworkReference, function: Function, path: Path) -> None:
        """Every quantity has to be one of this network."""
        sizes = {name: low for name, (low, _) in self.sizes.items()}
        steps = network_at(network, sizes).quantities()
        leaves = tuple(network_at(network, sizes).leaf_shapes())
        asked = (
            ("inputs", function.inputs, (*leaves, *steps)),
            ("outputs", function.outputs, steps),
        )
        for key, named, known in asked:
            for one in named:
                if one.quantity and one.quantity not in known:
                    hint = did_you_mean(one.quantity, known)
                    reason = f"{hint}expected one of {', '.join(known)}"
                    self.faults.add((*path, key, one.name), one.quantity, reason)
        sizes_of_its_own = {n for n, ends in function.sizes.items() if self.sizes.get(n) != ends}
        used = {axis for axis in (*network.sizes, network.examples) if isinstance(axis, str)}
        for name in sorted(used & sizes_of_its_own):
            reason = "the network has this size; expected it to be the problem's"
            self.faults.add((*path, "sizes", name), function.sizes[name], reason)


def situations_of(network: NetworkReference) -> dict[Situation, bool]:
    """Which situations a function that the network serves has cases for."""
    has_bias = network.convention.biases != "none"
    return {
        Situation.SINGLE: isinstance(network.examples, str) and bool(network.examples),
        Situation.SQUARE: True,
        Situation.ZEROS: bool({"relu", "leaky_relu"} & set(network.activations)),
        Situation.LARGE: has_bias and network.output == "softmax",
        Situation.ABSENT: network.loss == "nll" and bool(network.examples),
    }


def _record(table: CodeNetworkTable, examples: str) -> NetworkReference:
    hidden, rows = len(table.sizes) - 2, table.layout == "rows"
    biases = table.biases or ("vector" if rows or not examples else "column")
    return NetworkReference(
        sizes=tuple(table.sizes),
        examples=examples,
        activations=tuple(
            table.activation * hidden if len(table.activation) == 1 else table.activation
        ),
        output=table.output or OUTPUT_OF_LOSS.get(table.loss, "identity"),
        loss=table.loss,
        convention=Convention(
            examples=table.layout,
            weights=table.weights or ("in-out" if rows else "out-in"),
            biases=biases,
            averaged=table.averaged,
            labels=table.labels,
        ),
        accepts=tuple(table.accepts),
    )
