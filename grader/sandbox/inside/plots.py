"""Plotting libraries in name only: who draws what was computed is marked for what was computed."""

import importlib.machinery
import types

NAMES = ("matplotlib", "seaborn", "plotly", "bokeh")


class Nothing:
    """Whatever is asked of it, it is that too."""

    def __call__(self, *_, **__):
        return self

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __getitem__(self, _):
        return self

    def __setitem__(self, *_):
        pass

    def __iter__(self):
        return iter((self, self))  # figure, axes = subplots()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return False


NOTHING = Nothing()


class Plot(types.ModuleType):
    __path__ = ()
    __all__ = ()

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return NOTHING


class Finder:
    """Asked last: a library that is there is taken as it is."""

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] not in NAMES:
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec):
        return Plot(spec.name)

    def exec_module(self, module):
        pass
