"""A vetted variant of a problem, with its certificate; to and from JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np

from reference.arrays import Array


@dataclass(frozen=True)
class Certificate:
    """What was proven of one variant when it was drawn."""

    generator: str
    candidate: int
    closest_mistake: str
    closest_quantity: str
    closest_margin: float | None  # tolerances between that mistake and the right value
    smallest_entry: float | None  # tolerances between 0 and the smallest entry that is not 0
    told_apart: Mapping[str, tuple[str, ...]]  # mistakes that no step of this variant lets pass

    @cached_property
    def told_apart_key(self) -> str:
        return json.dumps({name: list(codes) for name, codes in self.told_apart.items()})

    def to_json(self) -> dict[str, Any]:
        return {**self._fields(), "told_apart": {n: list(c) for n, c in self.told_apart.items()}}

    def _fields(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Certificate:
        told_apart = {name: tuple(codes) for name, codes in body["told_apart"].items()}
        return cls(**{**body, "told_apart": told_apart})


@dataclass(frozen=True)
class Variant:
    """A problem with numbers: leaves and tolerances by name, without a leading axis."""

    problem_id: str
    seed: str
    leaves: Mapping[str, Array]
    tolerances: Mapping[str, Array]
    certificate: Certificate

    def to_json(self) -> dict[str, Any]:
        return {
            "problem": self.problem_id,
            "seed": self.seed,
            "leaves": {name: value.tolist() for name, value in self.leaves.items()},
            "tolerances": {name: value.tolist() for name, value in self.tolerances.items()},
            "certificate": self.certificate.to_json(),
        }

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Variant:
        leaves = {name: np.array(value) for name, value in body["leaves"].items()}
        return cls(
            problem_id=body["problem"],
            seed=body["seed"],
            leaves=leaves,
            tolerances={n: np.array(v, dtype=float) for n, v in body["tolerances"].items()},
            certificate=Certificate.from_json(body["certificate"]),
        )
