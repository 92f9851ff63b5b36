"""What `make test` runs: each step is told, also after one has failed; one beside the others is waited for."""
import sys

from tools import check


def step(name, code):
    return name, [sys.executable, "-c", code], {}


def test_a_step_beside_the_others_is_told_before_the_last_which_needs_it(tmp_path, capfd):
    made = tmp_path / "made"
    results = check.together(step("site", f"open({str(made)!r}, 'w').write('site'); print('built')"),
                             step("style", "raise SystemExit(1)"), step("package", "print('tested')"),
                             step("browser", f"assert open({str(made)!r}).read() == 'site'"))
    assert [passed for _, passed in results] == [False, True, True, True]
    assert [line.split()[0] for line, _ in results] == ["FAILED", "passed", "passed", "passed"]
    assert [line.split("  ")[-1].split(":")[0] for line, _ in results] == ["style", "package", "site", "browser"]
    said = capfd.readouterr().out
    assert said.index("=== package") < said.index("built\n") < said.index("=== browser")


def test_a_failed_step_beside_the_others_is_no_less_a_failure(capfd):
    results = check.together(step("site", "raise SystemExit('no room')"), step("style", ""), step("browser", ""))
    assert [passed for _, passed in results] == [True, False, True] and "no room" in capfd.readouterr().out
