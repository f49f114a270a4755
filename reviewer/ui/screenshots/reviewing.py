"""The review view at work: pages, panels, choosers, marks of every kind, search, notices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reviewer.ui.screenshots.patience import until, wait

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from reviewer.ui.page import Segment
    from reviewer.ui.window import Window

State = tuple[str, "QWidget | None"]


def review(window: Window) -> Iterator[State]:
    """From the first page to a search that finds nothing."""
    yield from _pages(window)
    yield from _redaction(window)
    yield from _marks(window)
    yield from _panels(window)
    yield from _search(window)
    yield from _notices(window)


def popup(window: Window) -> QWidget:
    """The list or field that is open over the window."""
    from PySide6.QtWidgets import QApplication

    found = QApplication.activePopupWidget()
    assert found is not None, "nothing is open over the window"
    return found


def _pages(window: Window) -> Iterator[State]:
    view = window.desk.view
    assert view is not None
    view.go_to_number(3)
    yield "review", None
    for action, name in (
        ("view.fit-page", "fit-page"),
        ("view.single", "single-page"),
        ("view.actual-size", "actual-size"),
        ("view.layer-doubtful", "doubtful-words"),
    ):
        window.registry.run(action)
        yield f"review-{name}", None
    for action in ("view.layer-doubtful", "view.single", "view.fit-width"):
        window.registry.run(action)
    window.registry.run("view.turn-right")
    yield "review-turned", None
    window.registry.run("view.turn-left")
    for side in ("left", "right"):
        window.registry.run(f"view.{side}")
    yield "review-without-panels", None
    for side in ("left", "right"):
        window.registry.run(f"view.{side}")
    view.go_to_number(3)


def _redaction(window: Window) -> Iterator[State]:
    commands, desk = window.desk.commands, window.desk
    assert commands is not None
    commands.next_unchecked()
    yield "redaction-unchecked", None
    commands.confirm()
    commands.confirm()
    commands.next_unchecked()
    yield "redaction", None
    window.registry.run("tool.draw")
    yield "tool-draw", None
    window.registry.run("tool.select")
    desk.choose_position()
    yield "chooser-position", popup(window)
    popup(window).close()
    desk.type_codes()
    assert desk.view is not None
    desk.view.redactions.details.codes_field.setText("b6 zz")
    wait(0.1)
    commands.set_codes("b6 zz")
    yield "codes-problem", None
    desk.view.redactions.details.codes_field.setText("")
    desk.view.page_view.setFocus()
    commands.reject()
    yield "redaction-rejected", None
    commands.undo()


def _marks(window: Window) -> Iterator[State]:
    view, commands, session = window.desk.view, window.desk.commands, window.desk.session
    assert view is not None
    assert commands is not None
    assert session is not None
    first = commands.new_tag("public interest", "#ffd54a", "P")
    commands.new_tag("who decided", "#7fc4ff", "W")
    commands.segments = words(window, "Program", 6)
    if first is not None and commands.segments:
        commands.tag_selection(first)
        commands.set_note("passage", commands.passage or "", "Who was asked, and why only the analyst?")
    yield "passages", None
    window.desk.choose_tag()
    yield "chooser-tag", popup(window)
    popup(window).close()
    commands.segments = words(window, "Kowalczyk,", 2)
    if commands.segments:
        window.desk.choose_entity()
        yield "chooser-entity", popup(window)
        popup(window).close()
        next(choice for choice in commands.entity_choices() if choice.key == "P").chosen()
    yield "entities", None
    commands.segments = words(window, "Program", 2)
    window.desk.correct_words()
    yield "correct-words", popup(window)
    popup(window).close()
    commands.segments = ()


def words(window: Window, first: str, count: int) -> tuple[Segment, ...]:
    """`count` words of the page in view from the word `first` on, as if a person had selected them."""
    from reviewer.ui.page import Segment

    view, session = window.desk.view, window.desk.session
    assert view is not None
    assert session is not None
    page = view.page_view.current_page()
    content = session.project.content(page) if page is not None else None
    if page is None or content is None:
        return ()
    there = content.text.words
    start = next((number for number, word in enumerate(there) if word.text == first), 0)
    chosen = there[start : start + count]
    quote = " ".join(word.text for word in chosen)
    return (Segment(page, start, start + len(chosen) - 1, tuple(word.rect for word in chosen), quote),)


def _panels(window: Window) -> Iterator[State]:
    from reviewer.ui.rooms import care_of

    session = window.session
    assert session is not None
    for name in ("text", "info", "pages", "outline", "documents", "comments", "passages", "entities", "history"):
        window.registry.run(f"view.{name}")
        yield f"panel-{name}", None
    window.registry.run("view.redactions")  # the facts name a folder of this run
    window.registry.run("view.loupe")
    yield "loupe", None
    window.registry.run("view.loupe")
    rows = (session.project.redaction(one) for one in session.project.redaction_ids("all", None))
    failed = next((row for row in rows if row is not None and row.recoverable), None)
    care = care_of(window.desk.views)
    if failed is not None and care is not None:
        session.commands.redaction_wanted.emit(failed.id)
        yield "recoverable", None
        care.open()
        yield "card-recoverable", care.card
        care.let_go()
        session.commands.redaction_wanted.emit(session.project.redaction_ids("all", None)[1])


def _search(window: Window) -> Iterator[State]:
    view = window.desk.view
    assert view is not None
    for query, name in (("redwood city", "search"), ("zanzibar", "search-nothing"), ("code:(b9 OR", "search-problem")):
        window.toolbar.search.setText(query)
        view.search.search(query)
        until(lambda: not view.search.busy)
        view.search.step(1)
        yield name, None
    window.toolbar.search.clear()


def _notices(window: Window) -> Iterator[State]:
    from reviewer.ui.widgets.notice import Notice

    window.registry.run("view.documents")
    window.notify(Notice("Release_2of2.pdf, page 7: the page is damaged.", "The other pages are read.", "warning"))
    window.notify(Notice("2 files were in the release already", "They were left as they were.", "info"))
    yield "notices", None
    window.notices.dismiss_all()
    window.passwords.ask("Release_2of2.pdf", 2, wrong=False)
    yield "password", None
    window.passwords.ask("Release_2of2.pdf", 2, wrong=True)
    yield "password-wrong", None
    window.passwords.wait()
    yield "password-tried", None
    window.passwords.hide()
    window.show_palette()
    yield "palette", popup(window)
    popup(window).close()
