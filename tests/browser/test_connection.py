"""A student whose connection comes and goes, and what is shown of pasted text meanwhile."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Running, Surfer

pytestmark = pytest.mark.browser

Surf = Callable[..., Surfer]


def test_handing_in_without_a_connection_stays_on_the_page_and_says_so(
    service: Running, surf: Surf
) -> None:
    surfer = surf(service.students[3])
    surfer.start_attempt()
    page = surfer.page
    path = page.url
    expect(page.locator("[data-filled]")).to_be_visible()  # the page's scripts are there
    page.context.set_offline(True)
    surfer.cells("a1").nth(0).fill("4.5")
    page.get_by_role("button", name="Hand in").click()
    expect(surfer.status).to_contain_text("no connection: nothing was sent")
    page.wait_for_timeout(1500)  # the draft is tried again meanwhile
    expect(surfer.status).to_contain_text("no connection: nothing was sent")
    assert page.url == path
    expect(surfer.cells("a1").nth(0)).to_have_value("4.5")
    page.context.set_offline(False)
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_role("alert")).to_contain_text("some entries are blank")
    expect(surfer.cells("a1").nth(0)).to_have_value("4.5")


def test_what_is_typed_for_the_whole_vector_is_read_before_it_is_left(
    service: Running, surf: Surf
) -> None:
    surfer = surf(service.students[3])
    surfer.start_attempt()
    card = surfer.page.locator('[data-quantity="h1"]')
    card.get_by_text("Paste the whole vector").click()
    card.locator("textarea").fill("[1, 2]")
    expect(card.locator(".fault")).to_contain_text("a vector of 3 numbers is asked")
    card.locator("textarea").fill("[1; 2; 1/4]")
    expect(card.locator(".understood").first).to_contain_text("[1, 2, 0.25]")
    card.locator("textarea").blur()
    expect(surfer.cells("h1").nth(2)).to_have_value("0.25")


def test_a_refused_paste_is_not_covered_by_what_was_read_of_the_cells_before(
    service: Running, surf: Surf
) -> None:
    surfer = surf(service.students[3])
    surfer.start_attempt()
    card = surfer.page.locator('[data-quantity="dL/dW2"]')
    surfer.cells("dL/dW2").nth(0).fill("0.5")
    surfer.page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData("text/plain", "1 2 3");
          document.querySelector('[data-quantity="dL/dW2"] input.cell').dispatchEvent(
            new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }"""
    )
    expect(card.locator(".fault")).to_contain_text("3 rows and 3 columns is asked")
    surfer.page.wait_for_timeout(900)
    expect(card.locator(".fault")).to_be_visible()
