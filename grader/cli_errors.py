"""How a command ends: 0 done, 1 the input is at fault, 2 usage, 3 our fault, 130 interrupted."""

from __future__ import annotations

from typing import Any

import click

from grader.assignment import AssignmentError
from grader.code.handin import UploadError
from grader.sandbox.job import SandboxError
from grader.toml_or_json import FileFaultError
from grader.vetting import VettingError

OUR_FAULT = 3
INTERRUPTED = 130


class InputError(click.ClickException):
    """The input is at fault; told in one line."""

    exit_code = 1

    def __init__(self, message: str) -> None:
        super().__init__(one_line(message))


class OneLineErrors(click.Group):
    """Ends every command with one line and the right exit code, never with a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except AssignmentError as error:
            raise InputError(_first_fault(error)) from error
        except (FileFaultError, UploadError, VettingError) as error:
            raise InputError(str(error)) from error
        except SandboxError as error:
            said = f"no program is run here: {error} (backmark doctor says what is missing)"
            click.echo(one_line(said), err=True)
            ctx.exit(OUR_FAULT)
        except KeyboardInterrupt:
            click.echo("stopped", err=True)
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            raise  # click ends quietly: whoever read the output has seen enough
        except OSError as error:
            place = f"{error.filename}: " if error.filename else ""
            raise InputError(f"{place}{error.strerror or error}") from error
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as fault:  # the boundary: what nobody expected is our fault
            if ctx.params.get("debug"):
                raise
            click.echo(our_fault(fault), err=True)
            ctx.exit(OUR_FAULT)


def our_fault(fault: Exception) -> str:
    said = one_line(f"{type(fault).__name__}: {fault}")
    return f"this is a fault in Backmark: {said} (backmark --debug ... shows where)"


def one_line(text: str) -> str:
    """The text on one line of bounded length, without characters that steer a terminal."""
    plain = printable(" ".join(text.split()))
    return plain if len(plain) <= 1000 else f"{plain[:1000]}..."


def printable(text: str) -> str:
    """The text with every character that is not for reading replaced; line breaks stay."""
    return "".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in text)


def _first_fault(error: AssignmentError) -> str:
    first, *others = error.faults
    more = f" (and {len(others)} more; backmark check lists them)" if others else ""
    return f"{first}{more}"
