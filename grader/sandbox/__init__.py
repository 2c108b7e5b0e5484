"""Runs programs that nobody trusts: arrays go in, arrays come out, and nothing else crosses.

`job` says what is asked and what came of it; `supervisor` runs it. A fault of the sandbox itself
is a SandboxError, never an outcome of the program.
"""
