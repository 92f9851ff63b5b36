"""What a reader's browser keeps: quizzes, rings, progress as a file and as a sheet, and nothing after it is deleted."""
import json
import re
from pathlib import Path

import pytest
from places import LONG, PHONE, WIDE
from running import until
from test_pages import axe, settled

from mlp_lib import exercises, quiz

QUIZ = quiz.CHAPTERS["neurons"]
TOTAL = len(QUIZ) + sum(exercise.chapter == "neurons" for exercise in exercises.ALL.values())
RIGHT = [question.options.index(next(o for o in question.options if o.right)) for question in QUIZ]
BLOCKED = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }});"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
ALL = "Object.fromEntries(mlpKept.keys().map(key => [key, mlpKept.get(key)]))"
LOOKS = pytest.mark.parametrize(("size", "dark"), [(WIDE, False), (PHONE, True)], ids=["light", "dark, 390"])


def keep(page, **entries):
    """Keep entries, such as exercise__one_neuron={...}, as the page's scripts do."""
    for name, value in entries.items():
        kind, _, id = name.partition("__")
        page.evaluate("([key, value]) => mlpKept.set(key, value)", [f"mlp:{kind}:{id.replace('_', '-')}", value])


def solved(answer="4", attempts=2, **more):
    return {"outcome": "correct", "attempts": attempts, "answer": answer, "date": "2026-05-04T10:00:00.000Z"} | more


def ask(page, number):
    """Return question `number` of the exit quiz."""
    return page.locator(".mlp-quiz").last.locator(".mlp-asked").nth(number - 1)


def said(question):
    """Return the reason that is read, in words."""
    return " ".join(question.locator(".mlp-answer:not(.mlp-unsaid)").all_inner_texts())


def ring(page, chapter="neurons"):
    return page.locator(f'.bd-sidebar-primary .mlp-ring[data-chapter="{chapter}"]').get_attribute("aria-label")


def test_quiz_is_answered_by_keyboard_and_remembered(visit):
    page = visit("chapters/neurons.html")
    settled(page)
    question = ask(page, 3)
    assert question.locator("legend").inner_text().startswith("Question 3 of 7")
    ask(page, 2).locator("input").first.focus()
    page.keyboard.press("Tab")
    assert question.locator("input").first.evaluate("radio => radio === document.activeElement"), "one tab stop a group"
    page.keyboard.press("ArrowDown")
    assert said(question) == "" and question.locator(".mlp-hint").is_visible(), "arrow keys take nothing"
    page.keyboard.press("ArrowUp")
    for _ in range(RIGHT[2]):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    assert said(question).startswith("Right. ✓")
    assert page.locator(".mlp-score:visible").first.inner_text().startswith("1 of 7 right, 6 still open.")
    wrong = (RIGHT[3] + 1) % len(QUIZ[3].options)
    ask(page, 4).locator("label").nth(wrong).click()
    assert said(ask(page, 4)).startswith("Not quite. ✗")

    page.reload()
    settled(page)
    assert said(ask(page, 3)).startswith("Right. ✓") and said(ask(page, 4)).startswith("Not quite. ✗")
    assert [ask(page, n).locator("input:checked").get_attribute("value") for n in (3, 4)] == [str(RIGHT[2]), str(wrong)]
    assert ring(page) == f"1 of {TOTAL} done"
    page.locator(".mlp-score button").last.click()
    assert said(ask(page, 3)) == "" and page.evaluate("mlpKept.keys('mlp:quiz:')") == []
    assert ring(page) == f"0 of {TOTAL} done"


def test_a_question_asked_twice_on_a_page_is_one_question(visit):
    page = visit("chapters/neurons.html")
    settled(page)
    alone = page.locator('[data-question="six-or-seven"]').first
    alone.locator("label").nth(RIGHT[4]).click()
    assert said(alone) == said(ask(page, 5)) != ""
    assert page.locator(".mlp-score").last.inner_text().startswith("1 of 7 right, 6 still open.")


@LONG
@LOOKS
def test_quiz_with_formulas_is_accessible_when_answered(visit, size, dark):
    page = visit("chapters/backpropagation.html", size, dark)
    settled(page)
    for n in range(len(quiz.CHAPTERS["backpropagation"])):
        page.locator(".mlp-asked").nth(n).locator("label").nth(n % 3).click()
    assert page.locator(".mlp-answer:not(.mlp-unsaid) mjx-container").count() >= 1
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert not axe(page)


def test_without_scripts_each_reason_unfolds(browser, base):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base + "chapters/neurons.html")
    fold = page.locator(".mlp-quiz").last.locator("details").first
    fold.locator("summary").click()
    assert fold.locator(".mlp-answer:visible").count() == len(QUIZ[0].options)
    context.close()


@pytest.mark.parametrize("broken", [BLOCKED, FULL], ids=["blocked", "full"])
def test_where_nothing_can_be_kept_all_works_and_it_is_said(browser, base, broken):
    context, faults = browser.new_context(), []                 # not `visit`: the theme's own scripts complain
    context.add_init_script(broken)
    page = context.new_page()
    page.on("pageerror", lambda error: "/_static/web/" in (error.stack or "") and faults.append(error.stack))
    page.goto(base + "chapters/neurons.html")
    settled(page)
    assert page.locator(".mlp-unkept").count() == 0
    ask(page, 1).locator("label").nth(RIGHT[0]).click()
    assert said(ask(page, 1)).startswith("Right. ✓") and ring(page) == f"1 of {TOTAL} done"
    assert "does not let this page keep anything" in page.locator(".mlp-unkept").inner_text()
    assert page.evaluate("mlpKept.keys()") == [f"mlp:quiz:{QUIZ[0].id}"]
    page.evaluate("mlpKept.clear()")
    assert said(ask(page, 1)) == "" and not faults
    context.close()


def test_two_tabs_agree(visit):
    page = visit("chapters/neurons.html")
    settled(page)
    other = page.context.new_page()
    other.goto(page.url)
    settled(other)
    ask(other, 1).locator("label").nth(RIGHT[0]).click()
    until(page, f"document.querySelector('.mlp-ring[data-chapter=neurons]').ariaLabel === '1 of {TOTAL} done'")
    assert said(ask(page, 1)).startswith("Right. ✓")


@LOOKS
def test_progress_page_counts_links_and_is_accessible(visit, size, dark):
    page = visit("chapters/progress.html", size, dark)
    keep(page, exercise__one_neuron=solved(), exercise__linear_model=solved() | {"outcome": "not yet"},
         **{f"quiz__{QUIZ[0].id}": {"choice": RIGHT[0], "right": True, "date": "2026-05-04T10:00:00Z"}})
    core = sum(e.minutes for e in exercises.ALL.values() if e.level == "core" and e.id != "one-neuron")
    minutes = core + len(quiz.ALL) - 1
    text = page.locator("#mlp-progress").inner_text()
    assert f"1 of {len(exercises.ALL)} exercises and 1 of {len(quiz.ALL)} questions are done." in text
    assert f"About {minutes // 60} h {minutes % 60} min of answering are left" in text
    assert f"1 of {TOTAL - len(QUIZ)} exercises · 1 of {len(QUIZ)} questions" in text
    page.locator("#mlp-progress summary").nth(1).click()
    assert "tried 2 times" in page.locator("#mlp-progress li li", has_text="The linear model").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert not axe(page)
    page.locator("#mlp-progress li li a:visible").first.click()
    settled(page)
    card = page.locator('[data-exercise="linear-model"]')
    assert page.url.endswith("neurons.html#exercise-linear-model")
    if card.count():
        assert 0 <= card.bounding_box()["y"] < size["height"]


def test_out_to_a_file_and_back(visit, tmp_path):
    page = visit("chapters/progress.html")
    keep(page, exercise__one_neuron=solved("def f(x):\n    return x < 1  # <b>"), quiz__what_is_learned={
        "choice": 1, "right": False, "date": "2026-05-04T10:00:00Z"})
    page.evaluate("""() => {
        mlpKept.set('mlp:sheet:1', {z1_1: '0.3'});
        mlpKept.set('mlp:cell:neurons:ab12', {code: 'x', date: '2026-05-04'});
    }""")
    before = page.evaluate(ALL)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    assert re.fullmatch(r"neural-networks-progress-\d{4}-\d\d-\d\d\.json", download.value.suggested_filename)
    saved = Path(download.value.path()).rename(tmp_path / "saved.json")
    page.evaluate("mlpKept.clear()")
    page.set_input_files("#mlp-import", saved)
    until(page, "document.getElementById('mlp-transferred').textContent !== ''")
    assert page.locator("#mlp-transferred").inner_text() == "4 entries taken over."
    assert page.evaluate(ALL) == before


GOOD = solved()


@pytest.mark.parametrize("content, words", [
    ("no json", "it is no JSON"), ("[1]", "does not name this book"), ('{"book": "x", "kept": {}}', "does not name"),
    ('{"book": "mlp-companion", "version": 2, "kept": {}}', "newer edition"),
    ({"mlp:exercise:a": GOOD | {"attempts": -1}, "mlp:exercise:b": GOOD | {"outcome": "<img src=x>"},
      "mlp:exercise:c": GOOD | {"date": "yesterday"}, "mlp:exercise:D <b>": GOOD, "theme": "dark", "mlp:quiz:a": 3,
      "mlp:place": {"page": "javascript:alert(1)//", "title": "x", "date": "2026-01-01"}, "mlp:explorer:x": {},
      "mlp:exercise:e": GOOD | {"answer": "x" * 200_001}, "mlp:sheet:1": {"box": ["no text"]},
      "__proto__": {"outcome": "correct"}}, "0 entries taken over. 11 refused"),
    ({"mlp:exercise:one-neuron": GOOD | {"extra": "<script>", "date": "2020-01-01"}}, "1 left out"),
    ({"mlp:exercise:one-neuron": GOOD | {"extra": "<script>", "date": "2027-01-01"}}, "1 entry taken over."),
])
def test_a_file_is_looked_at_before_it_is_kept(visit, content, words):
    page = visit("chapters/progress.html")
    keep(page, exercise__one_neuron=GOOD)
    text = content if isinstance(content, str) else json.dumps({"book": "mlp-companion", "version": 1, "kept": content})
    page.set_input_files("#mlp-import", {"name": "a.json", "mimeType": "application/json", "buffer": text.encode()})
    until(page, "document.getElementById('mlp-transferred').textContent !== ''")
    assert words in page.locator("#mlp-transferred").inner_text()
    assert page.evaluate("mlpKept.keys()") == ["mlp:exercise:one-neuron"]
    assert set(page.evaluate("mlpKept.get('mlp:exercise:one-neuron')")) == set(GOOD), "what is not known is left out"


def test_sheet_to_hand_in_has_the_answers_as_text(visit):
    page = visit("chapters/progress.html")
    hostile = "<img src=x onerror=alert(1)>"
    keep(page, exercise__one_neuron=solved(hostile, shown=1, solution=True))
    page.fill("#mlp-name", "<b>A. Reader</b>")
    page.get_by_role("button", name="Show the sheet").click()
    text = page.locator("#mlp-sheet").inner_text()
    assert "<b>A. Reader</b>" in text and hostile in text and "proves nothing" in text
    assert "correct · 2 attempts · 4 May 2026 · 1 hint opened · solution opened" in text
    assert page.locator("#mlp-sheet :is(img, b, script)").count() == 0
    assert not axe(page)
    page.emulate_media(media="print")
    assert page.locator("#mlp-sheet h4").is_visible()
    assert not page.locator("#mlp-progress").is_visible() and not page.locator("#mlp-erase").is_visible()
    page.emulate_media(media="screen")
    page.select_option("#mlp-part", "outlook")
    page.get_by_role("button", name="Show the sheet").click()
    assert "Nothing has been tried here yet." in page.locator("#mlp-sheet").inner_text()


def test_one_button_deletes_all(visit):
    page = visit("chapters/progress.html")
    keep(page, exercise__one_neuron=solved(), cell__neurons={"code": "x"})
    page.evaluate("""async () => {
        localStorage.setItem('mode', 'dark');
        for (const name of ['mlp-companion 0.1.0', 'somebody else'])
            await new Promise(done => {
                const r = indexedDB.open(name);
                r.onsuccess = () => { r.result.close(); done(); };
            });
    }""")
    button = page.get_by_role("button", name="Delete all that the book has stored")
    button.click()
    dialog = page.get_by_role("dialog")
    assert "Exercises: 1. Questions: 0. Changed cells: 1." in dialog.inner_text()
    assert "notebooks saved in JupyterLite" in dialog.inner_text()
    assert not axe(page)
    page.keyboard.press("Escape")
    assert page.evaluate("mlpKept.keys().length") == 2, "Escape keeps all"
    button.click()
    dialog.get_by_role("button", name="Delete").click()
    page.get_by_text("All of it is deleted.").wait_for()
    assert page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('mlp:') || k === 'mode')") == []
    assert page.evaluate("async () => (await indexedDB.databases()).map(d => d.name)") == ["somebody else"]
