"""The self-test on its page: answered, marked, kept, another paper; and what the page of progress makes of it."""
import json

from places import PHONE
from running import until
from test_pages import axe, settled

from mlp_lib import paths, self_test

ADDRESS = "chapters/self-test.html"


def right(one):
    return next(place for place, option in zip(one.order, one.question.options, strict=True) if option.right)


def question(page, n):
    return page.locator(".mlp-paper .mlp-asked").nth(n)


def choose(page, n, place):
    question(page, n).locator(f'input[value="{place}"]').check()


def order(page, n):
    return tuple(int(v) for v in question(page, n).locator("input").evaluate_all("all => all.map(one => one.value)"))


def test_a_paper_is_answered_marked_kept_and_counted(visit):
    page = visit(ADDRESS, PHONE, dark=True)
    settled(page)
    first, second = self_test.draw(1).asked, self_test.draw(2).asked
    assert page.locator(".mlp-paper .mlp-asked").count() == 40 and page.locator(".mlp-result").is_hidden()
    assert [order(page, n) for n in range(40)] == [one.order for one in first]
    for n, one in enumerate(first[1:], start=1):
        choose(page, n, right(one))
    wrong = next(place for place in first[2].order if place != right(first[2]))
    choose(page, 2, wrong)
    assert page.locator(".mlp-answer:visible").count() == 0, "nothing is told before it is marked"

    page.reload()                                           # what was chosen is still there
    settled(page)
    assert question(page, 2).locator("input:checked").get_attribute("value") == str(wrong)
    page.get_by_role("button", name="Mark this paper").click()
    result = page.locator(".mlp-result")
    assert "Paper 1: 38 of 40 right." in result.inner_text() and "Introduction, S3 to S8: 5 of 7" in result.inner_text()
    assert result.evaluate("one => one === document.activeElement")
    links = result.locator(".mlp-again li:visible a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert sorted(links) == sorted({f"{one.home.page}.html#{one.home.anchor}" for one in (first[0], first[2])})
    assert question(page, 0).locator(".mlp-told").inner_text().startswith("Left out.")
    told = question(page, 2).locator(".mlp-told .mlp-answer").all_inner_texts()
    assert sorted(text.split(" ")[0] for text in told) == ["Not", "Right."]
    assert question(page, 5).locator("input:checked").is_disabled()
    until(page, "!document.querySelector('.mlp-paper').innerText.includes('$')")
    assert not axe(page) and page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    page.get_by_role("button", name="Another paper").click()
    assert page.locator("#mlp-which-paper").input_value() == "2" and result.is_hidden()
    assert [order(page, n) for n in range(40)] == [one.order for one in second]
    until(page, "!document.querySelector('.mlp-paper').innerText.includes('$')")

    page.goto(page.url.replace("self-test", "progress"))
    lines = page.locator(".mlp-study-paths li").all_inner_texts()
    assert lines[-1].startswith("Self-test, paper 1: 38 of 40 right")
    for line, path in zip(lines, paths.PATHS.values(), strict=False):
        minutes = path.answering - path.papers
        all_of_it = f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"
        assert line.startswith(f"{path.title}: {all_of_it} of {all_of_it} of answering left, beside ")
    taken = page.evaluate("mlpTransfer.unpack(mlpTransfer.pack())")
    assert "refused" not in taken and page.evaluate("mlpKept.keys('mlp:test:')") == ["mlp:test:1", "mlp:test:2"]
    broken = {"book": "mlp-companion", "version": 1, "kept": {"mlp:test:3": {"choices": "all", "marked": True}}}
    assert "1 refused" in page.evaluate("text => mlpTransfer.unpack(text)", json.dumps(broken))
    page.locator("#mlp-erase").click()
    assert "Self-tests: 2." in page.locator(".mlp-dialog").inner_text()


def test_without_scripts_the_first_paper_reads(browser, base):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base + ADDRESS)
    assert page.locator(".mlp-asked").count() == 40
    fold = page.locator(".mlp-asked details").first
    fold.locator("summary").click()
    assert fold.locator(".mlp-answer:visible").count() == len(self_test.draw(1).asked[0].question.options)
    context.close()
