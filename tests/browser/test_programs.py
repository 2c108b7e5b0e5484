"""A program's round in a real browser: upload, result, finding, mend, upload again."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Running, Surfer
from tests.browser.test_round import open_details, violations
from tests.sources import ROOT

pytestmark = pytest.mark.browser

Surf = Callable[..., Surfer]

FOLDER = ROOT / "assignments" / "layers-with-caches"
SOLUTION = (FOLDER / "solution" / "layers.py").read_text(encoding="utf-8")
WRONG = SOLUTION.replace("dx = dout @ w.T", "dx = dout @ w")
FINDING = "The weight matrix was not transposed"


def as_file(name: str, text: str) -> Any:
    return {"name": name, "mimeType": "text/x-python", "buffer": text.encode()}


def choose(surfer: Surfer, name: str, text: str) -> None:
    surfer.page.get_by_label("Drop files here").set_input_files(as_file(name, text))


def upload(surfer: Surfer, name: str, text: str) -> None:
    """Chooses a file where the page's script sends it at once; ends on the page that answers."""
    surfer.page.wait_for_load_state("load")
    with surfer.page.expect_navigation():
        choose(surfer, name, text)


def hand_in(surfer: Surfer) -> None:
    surfer.page.get_by_role("button", name="Hand in", exact=True).click()
    expect(surfer.page.locator(".total")).to_be_visible(timeout=30_000)


def drop(surfer: Surfer, name: str, text: str) -> None:
    """What a browser does when a file is let go over the place for files."""
    surfer.page.wait_for_load_state("load")
    data = base64.b64encode(text.encode()).decode()
    surfer.page.evaluate(
        """([name, data]) => {
          const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
          const transfer = new DataTransfer();
          transfer.items.add(new File([bytes], name, {type: "text/x-python"}));
          const zone = document.querySelector("[data-drop]");
          const options = {dataTransfer: transfer, bubbles: true, cancelable: true};
          for (const type of ["dragenter", "dragover", "drop"])
            zone.dispatchEvent(new DragEvent(type, options));
        }""",
        [name, data],
    )


def test_a_student_uploads_learns_which_mistake_it_is_and_uploads_again(
    service: Running, surf: Surf
) -> None:
    surfer = surf(service.students[0])
    page = surfer.page
    surfer.start_attempt(service.programs)
    upload(surfer, "layers (1).py", WRONG)
    expect(page.get_by_text("KiB, saved")).to_be_visible()
    expect(page.locator("[data-editor]")).to_have_value(WRONG)
    hand_in(surfer)
    part = page.get_by_role("region", name="affine_backward")
    expect(part.locator(".finding")).to_contain_text(FINDING)
    expect(
        page.get_by_role("region", name="softmax_loss").locator(".verdict-line")
    ).to_contain_text("right")

    page.get_by_role("button", name="Start attempt 2").click()
    expect(page.locator("[data-editor]")).to_have_value(WRONG)
    drop(surfer, "layers.py", SOLUTION)
    expect(page.locator("[data-editor]")).to_have_value(SOLUTION)
    hand_in(surfer)
    expect(page.locator(".total")).to_contain_text("18 of 18")
    expect(page.locator(".finding")).to_have_count(0)
    assert surfer.errors == []


def test_a_program_can_be_written_in_the_page_and_outlives_a_lost_connection(
    service: Running, surf: Surf
) -> None:
    surfer = surf(service.students[1])
    page = surfer.page
    surfer.start_attempt(service.programs)
    open_details(surfer)
    editor = page.locator("[data-editor]")
    editor.fill(WRONG)
    expect(surfer.status).to_have_text("saved")
    page.reload()
    expect(editor).to_have_value(WRONG)

    page.context.set_offline(True)
    editor.fill(SOLUTION)
    expect(surfer.status).to_contain_text("not saved")
    page.close(run_before_unload=False)
    page.context.set_offline(False)
    again = Surfer(surfer.page.context.new_page(), service, surfer.errors)
    again.start_attempt(service.programs)
    expect(again.page.locator("[data-editor]")).to_have_value(SOLUTION)
    expect(again.status).to_have_text("saved")
    hand_in(again)
    expect(again.page.locator(".total")).to_contain_text("18 of 18")


def test_a_new_line_in_the_editor_keeps_the_indentation_and_tab_leaves_it(
    service: Running, surf: Surf
) -> None:
    surfer = surf(service.students[2])
    surfer.start_attempt(service.programs)
    open_details(surfer)
    editor = surfer.page.locator("[data-editor]")
    editor.fill("def f(x):")
    editor.press("End")
    editor.press("Enter")
    editor.press_sequentially("return x")
    expect(editor).to_have_value("def f(x):\n    return x")
    editor.press("Tab")
    expect(editor).not_to_be_focused()


def test_it_works_without_javascript(service: Running, surf: Surf) -> None:
    surfer = surf(service.students[3], java_script_enabled=False)
    page = surfer.page
    surfer.start_attempt(service.programs)
    choose(surfer, "notes.txt", "hello")
    page.get_by_role("button", name="Save and check").click()
    expect(page.get_by_role("alert").first).to_contain_text("notes.txt")
    choose(surfer, "layers.py", WRONG)
    page.get_by_role("button", name="Hand in", exact=True).click()
    expect(page.locator(".finding").first).to_contain_text(FINDING, timeout=30_000)


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_no_page_of_a_program_has_accessibility_violations(
    service: Running, surf: Surf, scheme: str
) -> None:
    surfer = surf(service.students[4], color_scheme=scheme)
    page = surfer.page
    surfer.start_attempt(service.programs)
    upload(surfer, "notes.txt", "hello")
    expect(page.get_by_role("alert").first).to_be_visible()
    open_details(surfer)
    assert violations(surfer) == []
    upload(surfer, "layers.py", f"print('hello')\n{WRONG}")
    expect(page.get_by_text("KiB, saved")).to_be_visible()
    open_details(surfer)
    assert violations(surfer) == []
    page.set_viewport_size({"width": 375, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    hand_in(surfer)
    open_details(surfer)
    assert violations(surfer) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_staff_see_the_vetting_of_programs_without_accessibility_violations(
    service: Running, surf: Surf
) -> None:
    surfer = surf(service.cast.instructor)
    assignment = service.programs.public_id
    for path in (f"/assignments/{assignment}/manage", f"/assignments/{assignment}/preview?key=1"):
        surfer.go(path)
        open_details(surfer)
        assert violations(surfer) == [], path
    expect(surfer.page.get_by_text("Solution (staff only)")).to_be_visible()
