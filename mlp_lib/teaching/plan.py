"""A plan: which cells above a cell must run first, because they bind the names that it needs.

The pages run this file too, in the reader's browser, before the library is there: it imports nothing of it.
"""
from __future__ import annotations

import ast
import builtins
import symtable
from collections.abc import Sequence


def names(stmt: ast.stmt) -> tuple[set[str], set[str]]:
    """Return the names that a top-level statement binds, and those that it uses."""
    top = symtable.symtable(ast.unparse(stmt), "statement", "exec")
    bound = {s.get_name() for s in top.get_symbols() if s.is_assigned() or s.is_imported() or s.is_namespace()}
    used = {s.get_name() for s in top.get_symbols() if s.is_referenced()}
    todo = top.get_children()
    while todo:
        table = todo.pop()
        todo += table.get_children()
        used |= {s.get_name() for s in table.get_symbols() if s.is_global()}
        bound |= {s.get_name() for s in table.get_symbols() if s.is_declared_global() and s.is_assigned()}
    return bound, used


def facts(tree: ast.Module) -> tuple[set[str], set[str]]:
    """Return the names that a cell binds, and those that it needs from the cells above."""
    bound: set[str] = set()
    needed: set[str] = set()
    for stmt in tree.body:
        binds, uses = names(stmt)
        own = binds if isinstance(stmt, ast.FunctionDef | ast.ClassDef) else set()      # it may call itself
        needed |= uses - bound - own
        bound |= binds
    return bound, needed


def pruned(tree: ast.Module, needed: set[str]) -> ast.Module:
    """Return a set-up cell, of imports and calls alone, with nothing imported that is not needed."""
    if not all(isinstance(s, ast.Import | ast.ImportFrom | ast.Expr) for s in tree.body):
        return tree
    kept: list[ast.stmt] = []
    for stmt in tree.body:
        if isinstance(stmt, ast.Expr) and "plt" in needed:              # plots.style()
            kept.append(stmt)
            needed = needed | names(stmt)[1]
    for stmt in tree.body:
        if isinstance(stmt, ast.Import | ast.ImportFrom):
            stmt.names = [a for a in stmt.names if (a.asname or a.name.split(".")[0]) in needed or a.name == "*"]
            kept += [stmt] if stmt.names else []
    tree.body = sorted(kept, key=lambda stmt: stmt.lineno)
    return tree


def plan(cells: Sequence[str], index: int) -> list[tuple[int, ast.Module]]:
    """Return [(number, tree)]: the cells above that are needed, pruned, and cell `index` itself.

    A name is taken from the nearest cell above that binds it; a cell above that does not parse is passed over.
    Raises SyntaxError for the cell itself.
    """
    tree = ast.parse(cells[index])
    needed, chosen = facts(tree)[1] - set(dir(builtins)), [(index, tree)]
    for i in range(index - 1, -1, -1):
        try:
            above = ast.parse(cells[i])
        except SyntaxError:                      # an answer half written
            continue
        bound, _ = facts(above)
        if bound & needed:
            chosen.insert(0, (i, pruned(above, needed)))
            needed = (needed - bound) | (facts(chosen[0][1])[1] - set(dir(builtins)))
    return chosen
