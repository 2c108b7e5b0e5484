"""A code problem's variant: its cases with their reference values; to and from JSON.

The arrays are stored, not drawn again: a random generator may change between versions, and a
variant never does.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.code.cases import Case
from grader.code.problem import Situation
from grader.sandbox.values import Value

Arrays = Mapping[str, NDArray[Any]]


@dataclass(frozen=True)
class CodeVariant:
    """`references` has the outputs of each case; `accepted` the same once for each convention
    that counts as well, None where that one gives none."""

    problem_id: str
    seed: str
    cases: tuple[Case, ...]
    references: tuple[Arrays, ...]
    accepted: tuple[tuple[Arrays | None, ...], ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": "code",
            "problem": self.problem_id,
            "seed": self.seed,
            "cases": [_case_to_json(case) for case in self.cases],
            "references": [_arrays_to_json(one) for one in self.references],
            "accepted": [
                [None if one is None else _arrays_to_json(one) for one in convention]
                for convention in self.accepted
            ],
        }

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> CodeVariant:
        accepted = (
            tuple(None if one is None else _arrays(one) for one in convention)
            for convention in body["accepted"]
        )
        return cls(
            problem_id=body["problem"],
            seed=body["seed"],
            cases=tuple(_case(one) for one in body["cases"]),
            references=tuple(_arrays(one) for one in body["references"]),
            accepted=tuple(accepted),
        )


def _case_to_json(case: Case) -> dict[str, Any]:
    inputs = {name: _value_to_json(value) for name, value in case.inputs.items()}
    return {
        **vars(case),
        "situation": case.situation.value,
        "sizes": dict(case.sizes),
        "inputs": inputs,
    }


def _case(body: Mapping[str, Any]) -> Case:
    inputs = {name: _value(value) for name, value in body["inputs"].items()}
    return Case(**{**body, "situation": Situation(body["situation"]), "inputs": inputs})


def _value_to_json(value: Value) -> Any:
    return _array_to_json(value) if isinstance(value, np.ndarray) else value


def _value(body: Any) -> Value:
    return _array(body) if isinstance(body, dict) else body


def _arrays_to_json(arrays: Arrays) -> dict[str, Any]:
    return {name: _array_to_json(value) for name, value in arrays.items()}


def _arrays(body: Mapping[str, Any]) -> Arrays:
    return {name: _array(value) for name, value in body.items()}


def _array_to_json(value: NDArray[Any]) -> dict[str, Any]:
    raw = np.ascontiguousarray(value).tobytes()
    data = base64.b64encode(zlib.compress(raw, 6)).decode()
    return {"dtype": value.dtype.str, "shape": list(value.shape), "data": data}


def _array(body: Mapping[str, Any]) -> NDArray[Any]:
    raw = zlib.decompress(base64.b64decode(body["data"]))
    return np.frombuffer(raw, np.dtype(body["dtype"])).reshape(body["shape"])
