"""What cannot be listed or read in a browser is not said to be deleted, nor looked for without an end."""
from test_kept import keep, solved
from test_pages import settled


def test_notebooks_that_cannot_be_listed_are_not_said_to_be_deleted(browser, base):
    page = browser.new_page()
    page.add_init_script("delete IDBFactory.prototype.databases")
    page.goto(base + "chapters/progress.html")
    settled(page)
    keep(page, exercise__one_neuron=solved())
    page.get_by_role("button", name="Delete all that the book has stored").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    page.get_by_text("This browser does not tell which notebooks JupyterLite has saved").wait_for()
    assert page.evaluate("mlpKept.keys().length") == 0
    page.close()


def test_where_stores_cannot_be_listed_or_read_the_page_says_so(browser, base):
    for script, words in (
            ("delete IDBFactory.prototype.databases", "does not tell which stores it has"),
            ("IDBFactory.prototype.databases = () => Promise.reject(new DOMException('no'))",
             "keeps no data for this page"),
            ("IDBFactory.prototype.databases = () => new Promise(() => {})", "keeps no data for this page"),
            ("Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('no', 'SecurityError') } })",
             "keeps no data for this page"),
            ("Object.defineProperty(window, 'indexedDB', { get: () => undefined })", "keeps no data for this page")):
        page = browser.new_page()
        page.add_init_script(script)
        page.goto(base + "_static/saved-work.html")
        page.get_by_role("status").get_by_text(words).wait_for(timeout=8000)
        page.close()
