"""The whole round in a real browser: set, vet, publish, start, type, hand in, learn."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from server.attempts import variants_of
from server.models import Attempt, Enrollment, Person
from server.pages.preview import references
from server.publishing import assignment_record
from tests.browser.conftest import Running, Surfer
from tests.server.sample import Sample

pytestmark = pytest.mark.browser

Surf = Callable[..., Surfer]
Values = Mapping[str, npt.NDArray[np.float64]]

AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"


def rounded_values(service: Running, person: Person) -> dict[str, npt.NDArray[np.float64]]:
    """What this student would find without a mistake, rounded as asked."""
    with service.database.read() as session:
        attempt = session.scalars(
            select(Attempt)
            .join(Attempt.enrollment)
            .where(Enrollment.person_id == person.id)
            .order_by(Attempt.id.desc())
        ).first()
        assert attempt is not None
        record = assignment_record(attempt.assignment_version)
        variants = variants_of(session, attempt)
    problem = record.problems[0]
    values = references(problem, variants[problem.id])
    return {a.name: np.round(values[a.name], a.decimals) + 0.0 for a in problem.asked}


def type_all(surfer: Surfer, values: Values) -> None:
    for name, value in values.items():
        cells = surfer.cells(name)
        for index, entry in enumerate(np.ravel(value)):
            cells.nth(index).fill(f"{entry:.3f}")


def as_file(name: str, data: bytes) -> Any:
    return {"name": name, "mimeType": "application/zip", "buffer": data}


def zipped(**files: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "."), text)
    return buffer.getvalue()


def test_an_instructor_uploads_mends_vets_previews_and_publishes(
    service: Running, surf: Surf
) -> None:
    surfer = surf(service.cast.instructor)
    page = surfer.page
    page.get_by_role("link", name="Manage").click()
    bad = zipped(assignment__toml='title = "Broken"\nmode = "holiday"\n')
    page.get_by_label("A zip of the assignment").set_input_files(as_file("broken.zip", bad))
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_role("alert")).to_contain_text("broken.zip was not taken")
    faults = page.get_by_role("region", name="Faults")
    expect(faults).to_contain_text("holiday")
    expect(faults).to_contain_text("assignment.toml")

    good = Sample(slug="by-browser").zip()
    page.get_by_label("A zip of the assignment").set_input_files(as_file("good.zip", good))
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_role("heading", name="Sample by-browser")).to_be_visible()
    expect(page.locator("#vetting")).to_contain_text("drawn are fit")

    page.get_by_role("link", name="Preview", exact=True).click()
    expect(page.locator("svg.network").first).to_be_visible()
    first = page.locator("[data-copy]").first.text_content()
    page.get_by_role("link", name="Next variant").click()
    expect(page.get_by_text("Preview 2.")).to_be_visible()
    assert page.locator("[data-copy]").first.text_content() != first
    expect(page.get_by_text("Key (staff only)")).to_have_count(0)
    page.get_by_role("link", name="Show the key").click()
    expect(page.get_by_text("Key (staff only)").first).to_be_visible()

    page.get_by_role("link", name="Sample by-browser").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".facts")).to_contain_text("published")
    student = surf(service.students[0])
    expect(student.page.get_by_role("link", name="Sample by-browser", exact=True)).to_be_visible()
    assert surfer.errors == []


def test_a_student_types_pastes_hands_in_and_learns_what_went_wrong(
    service: Running, surf: Surf
) -> None:
    surfer = surf(service.students[1])
    page = surfer.page
    surfer.start_attempt()
    values = rounded_values(service, service.students[1])
    values["dL/do"] = -values["dL/do"]  # prediction and label the wrong way round, then carried on
    for name in ("dL/dW2", "dL/dh1", "dL/da1", "dL/dW1", "dL/dx"):
        values[name] = -values[name]
    pasted = values.pop("dL/dW2")
    expect(page.locator("[data-filled]")).to_be_visible()
    type_all(surfer, values)

    page.evaluate(
        """([selector, text]) => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true,
            cancelable: true});
          document.querySelector(selector).dispatchEvent(event);
        }""",
        ['[data-quantity="dL/dW2"] input.cell', f"array({pasted.tolist()})"],
    )
    expect(surfer.cells("dL/dW2").nth(8)).not_to_have_value("")
    got = [float(surfer.cells("dL/dW2").nth(i).input_value()) for i in range(9)]
    assert got == pytest.approx(pasted.ravel().tolist())
    expect(page.locator('[data-quantity="dL/dW2"] [data-read]')).to_contain_text("understood: [[")
    expect(surfer.status).to_contain_text("saved", timeout=8000)

    page.get_by_role("button", name="Hand in").click()
    expect(page.locator(".total")).to_contain_text("of 30 points")
    wrong = page.locator(".card", has_text="Gradient with respect to the output scores")
    expect(wrong.locator(".verdict")).to_contain_text("wrong")
    expect(wrong.locator(".finding")).to_contain_text("sign")
    carried = page.locator(".card", has_text="Gradient with respect to the weights of layer 2")
    expect(carried.locator(".verdict")).to_contain_text("carried")
    expect(carried).to_contain_text("marked from your own")
    right = page.locator(".card", has_text="Probabilities").first
    expect(right.locator(".verdict")).to_contain_text("right")

    page.get_by_role("button", name="Start attempt 2").click()
    expect(surfer.cells("dL/do").first).not_to_have_value("")  # the same numbers, and what I typed
    type_all(surfer, rounded_values(service, service.students[1]))
    page.get_by_role("button", name="Hand in").click()
    expect(page.locator(".total")).to_contain_text("30 of 30 points")
    assert surfer.errors == []


def test_what_cannot_be_read_is_shown_at_its_cell_while_typing_and_on_handing_in(
    service: Running, surf: Surf
) -> None:
    surfer = surf(service.students[2])
    surfer.start_attempt()
    surfer.cells("o").nth(0).fill("-1/3")
    surfer.cells("o").nth(1).fill("2..5")
    card = surfer.page.locator('[data-quantity="o"]')
    expect(card.locator(".fault")).to_be_visible()
    expect(card).to_contain_text("-1/3 = -0.333333")
    expect(surfer.cells("o").nth(1)).to_have_attribute("aria-invalid", "true")
    surfer.page.get_by_role("button", name="Hand in").click()
    expect(surfer.page.get_by_role("alert")).to_contain_text("This costs nothing")
    expect(surfer.cells("o").nth(1)).to_have_value("2..5")
    surfer.cells("o").nth(1).fill("2.5")
    surfer.page.get_by_role("button", name="Hand in").click()
    expect(surfer.page.get_by_role("alert")).to_contain_text("some entries are blank")
    surfer.page.get_by_role("button", name="Hand in with these blank").click()
    expect(surfer.page.locator(".total")).to_be_visible()


def test_a_draft_survives_a_lost_connection(service: Running, surf: Surf) -> None:
    surfer = surf(service.students[3])
    surfer.start_attempt()
    surfer.cells("a1").nth(0).fill("1.5")
    expect(surfer.status).to_contain_text("saved")
    surfer.page.context.set_offline(True)
    surfer.cells("a1").nth(1).fill("-2.75")
    expect(surfer.status).to_have_text("not saved: offline, kept in this browser")
    surfer.page.context.set_offline(False)
    expect(surfer.status).to_contain_text(re.compile(r"^saved \d\d:\d\d:\d\d$"), timeout=15000)
    surfer.page.reload()
    expect(surfer.cells("a1").nth(1)).to_have_value("-2.75")


def test_text_that_never_reached_the_server_comes_back_in_this_browser(
    service: Running, surf: Surf
) -> None:
    surfer = surf(service.students[3])
    surfer.start_attempt()
    path = surfer.page.url
    surfer.page.on("dialog", lambda dialog: dialog.accept())
    surfer.page.route("**/draft", lambda route: route.abort())
    surfer.cells("h1").nth(2).fill("0.125")
    expect(surfer.status).to_contain_text("kept in this browser")
    surfer.page.goto("about:blank")
    surfer.page.unroute("**/draft")
    surfer.page.goto(path)
    expect(surfer.cells("h1").nth(2)).to_have_value("0.125")
    expect(surfer.status).to_contain_text("saved")


def test_two_tabs_never_overwrite_each_other_without_asking(service: Running, surf: Surf) -> None:
    first = surf(service.students[4])
    first.start_attempt()
    second = Surfer(first.page.context.new_page(), service, [])
    second.page.goto(first.page.url)
    first.cells("L").fill("0.5")
    expect(first.status).to_contain_text("saved")
    second.cells("L").fill("0.75")
    conflict = second.page.get_by_role("alertdialog")
    expect(conflict).to_contain_text("newer work")
    expect(conflict).to_contain_text("0.5")
    expect(conflict).to_contain_text("0.75")
    second.page.get_by_role("button", name="Keep what is here").click()
    expect(second.status).to_contain_text("saved")
    first.page.on("dialog", lambda dialog: dialog.accept())
    first.cells("L").fill("0.9")
    first.page.get_by_role("button", name="Take what was saved there").click()
    expect(first.cells("L")).to_have_value("0.75")


def test_leaving_with_unsaved_text_asks_first(service: Running, surf: Surf) -> None:
    surfer = surf(service.students[4])
    surfer.start_attempt()
    asked: list[str] = []

    def answer(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.accept()

    surfer.page.on("dialog", answer)
    surfer.page.route("**/draft", lambda route: route.abort())
    surfer.cells("p").nth(0).press_sequentially("0.25")
    surfer.page.get_by_role("link", name="My courses").click()
    expect(surfer.page.get_by_role("heading", name="My courses")).to_be_visible()
    assert asked == ["beforeunload"]


def test_a_whole_attempt_by_keyboard(service: Running, surf: Surf) -> None:
    surfer = surf()
    page, keyboard = surfer.page, surfer.page.keyboard
    surfer.go("/login")
    expect(page.get_by_label("E-mail address")).to_be_focused()
    keyboard.type(service.students[5].email)
    keyboard.press("Tab")
    keyboard.type("a password of the cast")
    keyboard.press("Enter")
    expect(page.get_by_role("heading", name="My courses")).to_be_visible()
    keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.get_by_role("link", name="Backpropagation by hand", exact=True).focus()
    keyboard.press("Enter")
    page.get_by_role("button", name="Start").focus()
    keyboard.press("Enter")
    expect(page.locator("[data-filled]")).to_be_visible()  # the script is there

    cells = surfer.cells("dL/dW2")
    cells.nth(0).focus()
    for text in ("1", "2", "3"):
        keyboard.type(text)
        keyboard.press("Tab")
    keyboard.type("4")
    keyboard.press("ArrowRight")
    keyboard.type("5")
    keyboard.press("ArrowDown")
    keyboard.type("8")
    keyboard.press("ArrowUp")
    keyboard.press("ArrowUp")
    expect(cells.nth(1)).to_be_focused()
    keyboard.press("ArrowRight")
    keyboard.press("ArrowDown")
    keyboard.type("6")
    assert [cells.nth(i).input_value() for i in range(9)] == [
        *("1", "2", "3", "4", "5", "6"),
        *("", "8", ""),
    ]
    page.get_by_role("button", name="Hand in").focus()
    keyboard.press("Enter")
    expect(page.locator("#notice")).to_be_focused()
    keyboard.press("Tab")
    page.get_by_role("button", name="Hand in with these blank").focus()
    keyboard.press("Enter")
    expect(page.locator(".total")).to_be_visible()


def test_everything_works_without_javascript(service: Running, surf: Surf) -> None:
    surfer = surf(service.students[6], java_script_enabled=False)
    surfer.start_attempt()
    values = rounded_values(service, service.students[6])
    weights = values.pop("dL/dW1")
    type_all(surfer, values)
    details = surfer.page.locator('[data-quantity="dL/dW1"] details')
    details.locator("summary").click()
    details.locator("textarea").fill("\n".join(" ".join(map(str, row)) for row in weights))
    surfer.page.get_by_role("button", name="Save and check").click()
    expect(surfer.cells("dL/dW1").nth(5)).not_to_have_value("")
    surfer.page.get_by_role("button", name="Hand in").click()
    expect(surfer.page.locator(".total")).to_contain_text("30 of 30 points")


def paths_of(service: Running, surfer: Surfer) -> list[str]:
    """The pages of a student who is at work."""
    course = service.cast.course.public_id
    surfer.start_attempt()
    return [
        "/",
        f"/courses/{course}",
        f"/courses/{course}/assignments/{service.assignment.public_id}",
        surfer.page.url.removeprefix(service.url),
        "/nothing-here",
    ]


@pytest.mark.parametrize("width", [375, 320])
def test_on_a_phone_no_page_scrolls_sideways(service: Running, surf: Surf, width: int) -> None:
    surfer = surf(service.students[7], viewport={"width": width, "height": 800})
    for path in ["/login", *paths_of(service, surfer)]:
        surfer.go(path)
        size = surfer.page.evaluate("document.documentElement.scrollWidth")
        assert size <= width, path


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_no_page_of_a_student_has_accessibility_violations(
    service: Running, surf: Surf, scheme: str
) -> None:
    surfer = surf(color_scheme=scheme)
    surfer.go("/login")
    assert violations(surfer) == []
    surfer.log_in(service.students[7])
    for path in paths_of(service, surfer):
        surfer.go(path)
        open_details(surfer)
        assert violations(surfer) == [], path
    surfer.start_attempt()
    surfer.cells("a1").nth(0).fill("1..2")
    surfer.page.get_by_role("button", name="Hand in").click()
    expect(surfer.page.get_by_role("alert")).to_be_visible()
    assert violations(surfer) == []


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_no_result_page_has_accessibility_violations(
    service: Running, surf: Surf, scheme: str
) -> None:
    surfer = surf(service.students[7], color_scheme=scheme)
    surfer.start_attempt()
    values = rounded_values(service, service.students[7])
    values["dL/do"] = -values["dL/do"]
    values["dL/dW2"] = -values["dL/dW2"]
    del values["dL/dx"]
    type_all(surfer, values)
    surfer.page.get_by_role("button", name="Hand in").click()
    surfer.page.get_by_role("button", name="Hand in with these blank").click()
    expect(surfer.page.locator(".total")).to_be_visible()
    open_details(surfer)
    assert violations(surfer) == []
    surfer.page.set_viewport_size({"width": 375, "height": 800})
    assert surfer.page.evaluate("document.documentElement.scrollWidth") <= 375


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_no_page_of_the_staff_has_accessibility_violations(
    service: Running, surf: Surf, scheme: str
) -> None:
    surfer = surf(service.cast.instructor, color_scheme=scheme)
    course, assignment = service.cast.course.public_id, service.assignment.public_id
    for path in (
        f"/courses/{course}/manage",
        f"/assignments/{assignment}/manage",
        f"/assignments/{assignment}/preview?variant=1&key=1",
        f"/courses/{course}/gradebook",
    ):
        surfer.go(path)
        open_details(surfer)
        assert violations(surfer) == [], path


def open_details(surfer: Surfer) -> None:
    surfer.page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")


def violations(surfer: Surfer) -> list[str]:
    """What axe finds, as `rule: where`."""
    surfer.page.evaluate(AXE.read_text(encoding="utf-8"))
    found = surfer.page.evaluate(
        """async () => {
          const {violations} = await axe.run(document, {runOnly: [
            "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]});
          return violations.flatMap((v) =>
            v.nodes.map((n) => `${v.id}: ${n.target.join(" ")}`));
        }"""
    )
    return list(found)
