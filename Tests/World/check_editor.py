"""Talks to `triage lsp` through pygls and holds what it says against `triage check`."""

import asyncio
import json
import pathlib
import random
import subprocess
import sys
import time

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

PATIENCE = 300


class Editor:
    """An editor with one rule book open."""

    def __init__(self, program, book):
        self.program = program
        self.book = book
        self.client = LanguageClient("check_editor", "1")
        self.diagnostics = {}
        self.told = asyncio.Event()
        self.versions = {}
        self.told_versions = {}
        self.times = {}

        @self.client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def publish(parameters):
            self.diagnostics[parameters.uri] = parameters.diagnostics
            self.told_versions[parameters.uri] = parameters.version
            self.told.set()

        @self.client.feature(lsp.CLIENT_REGISTER_CAPABILITY)
        def register(parameters):
            return None

    async def begin(self):
        await self.client.start_io(self.program, "lsp")
        capabilities = lsp.ClientCapabilities(
            text_document=lsp.TextDocumentClientCapabilities(
                document_symbol=lsp.DocumentSymbolClientCapabilities(
                    hierarchical_document_symbol_support=True
                ),
                hover=lsp.HoverClientCapabilities(content_format=[lsp.MarkupKind.Markdown]),
            )
        )
        result = await self.client.initialize_async(
            lsp.InitializeParams(
                capabilities=capabilities,
                process_id=None,
                root_uri=self.book.as_uri(),
            )
        )
        self.client.initialized(lsp.InitializedParams())
        return result

    def open(self, path):
        self.versions[path] = 1
        self.client.text_document_did_open(
            lsp.DidOpenTextDocumentParams(
                lsp.TextDocumentItem(path.as_uri(), "markdown", 1, path.read_text())
            )
        )

    def replace(self, path, text):
        """Puts a whole text in place of the document's."""
        self.change(path, [lsp.TextDocumentContentChangeWholeDocument(text)])

    def change(self, path, changes):
        self.versions[path] += 1
        self.client.text_document_did_change(
            lsp.DidChangeTextDocumentParams(
                lsp.VersionedTextDocumentIdentifier(self.versions[path], path.as_uri()), changes
            )
        )

    async def timed(self, what, answer):
        began = time.perf_counter()
        result = await answer
        self.times.setdefault(what, []).append(time.perf_counter() - began)
        return result

    async def until(self, fits, what):
        """Waits until what the editor was told fits."""
        began = time.perf_counter()
        while not fits():
            if time.perf_counter() - began > PATIENCE:
                raise SystemExit(f"never told: {what}; told last: {self.shown()}")
            self.told.clear()
            try:
                await asyncio.wait_for(self.told.wait(), 1)
            except asyncio.TimeoutError:
                pass
        self.times.setdefault(what, []).append(time.perf_counter() - began)

    def shown(self):
        return [(uri, d.code, d.message) for uri in self.diagnostics for d in self.diagnostics[uri]]

    def rows(self):
        """What the editor was told of the whole book, as rows of `check`."""
        rows = []
        for uri, diagnostics in self.diagnostics.items():
            name = uri.split("/rules/reference/")[-1]
            for one in diagnostics:
                rows.append((name, one.range.start.line + 1, one.code, one.message.split("\n")[0]))
        return sorted(rows)

    def checked(self):
        """What `triage check` says of the book on the disk."""
        run = subprocess.run(
            [self.program, "check", "--quiet", "--format", "jsonl", self.book],
            capture_output=True,
            text=True,
        )
        rows = []
        for line in run.stdout.splitlines():
            row = json.loads(line)
            name = row["file"].split("/rules/reference/")[-1]
            rows.append((name, row["line"], row["code"], row["message"]))
        return sorted(rows)

    def is_told(self):
        """Whether what the editor was told is of the text as it is."""
        return all(
            self.told_versions.get(path.as_uri()) == version
            for path, version in self.versions.items()
        )

    async def agrees(self, what):
        wanted = self.checked()
        print(f"{what}: {len(wanted)} told by check", flush=True)
        try:
            await self.until(lambda: self.is_told() and self.rows() == wanted, what)
        except SystemExit:
            raise SystemExit(f"{what}: told {self.rows()[:5]}, and check says {wanted[:5]}")


def position(text, part, inside=0):
    """The place so many characters inside the first occurrence of a part."""
    offset = text.index(part) + inside
    start = text.rfind("\n", 0, offset) + 1
    units = len(text[start:offset].encode("utf-16-le")) // 2
    return lsp.Position(text.count("\n", 0, offset), units)


def applied(text, edits):
    """The text after edits, whose places are counted in UTF-16."""
    lines = text.split("\n")

    def offset(place):
        start = sum(len(line) + 1 for line in lines[: place.line])
        units = lines[place.line].encode("utf-16-le")[: 2 * place.character]
        return start + len(units.decode("utf-16-le"))

    spans = sorted(
        ((offset(e.range.start), offset(e.range.end), e.new_text) for e in edits), reverse=True
    )
    for start, end, new in spans:
        text = text[:start] + new + text[end:]
    return text


def expect(condition, what):
    if not condition:
        raise SystemExit(f"not so: {what}")


async def features(editor, path):
    text = path.read_text()
    document = lsp.TextDocumentIdentifier(path.as_uri())
    client = editor.client

    def at(part, inside=0):
        return {"text_document": document, "position": position(text, part, inside)}

    hover = await editor.timed(
        "hover", client.text_document_hover_async(lsp.HoverParams(**at("not mobile", 5)))
    )
    expect("move independently" in hover.contents.value, "hover shows a fact's question")
    expect("Held by: health" in hover.contents.value, "hover shows who holds the answer")
    hover = await client.text_document_hover_async(
        lsp.HoverParams(**at("rule p01_injury_not_mobile", 8))
    )
    expect("when injured, and not mobile" in hover.contents.value, "hover shows a rule")
    hover = await client.text_document_hover_async(lsp.HoverParams(**at("clause 1.1.1", 9)))
    expect("is not an injury" in hover.contents.value, "hover shows a clause's prose")

    completion = await editor.timed(
        "completion",
        client.text_document_completion_async(lsp.CompletionParams(**at("injured and not", 0))),
    )
    labels = [item.label for item in completion.items]
    expect("mobile" in labels and "not" in labels, "completion offers facts and words")

    place = lsp.DefinitionParams(**at("injured and not mobile", 2))
    found = await editor.timed("definition", client.text_document_definition_async(place))
    line = text.split("\n")[found[0].range.start.line]
    expect(line.startswith("define injured"), "definition finds the define")

    references = await editor.timed(
        "references",
        client.text_document_references_async(
            lsp.ReferenceParams(**at("not mobile", 5), context=lsp.ReferenceContext(True))
        ),
    )
    expect(len({one.uri for one in references}) > 1, "references are of several files")

    symbols = await editor.timed(
        "outline",
        client.text_document_document_symbol_async(lsp.DocumentSymbolParams(document)),
    )
    expect(symbols[0].children[0].name.startswith("1.1 Injury"), "the outline is a tree")

    tokens = await editor.timed(
        "colours",
        client.text_document_semantic_tokens_full_async(lsp.SemanticTokensParams(document)),
    )
    expect(len(tokens.data) % 5 == 0 and len(tokens.data) > 5_000, "there are colours")

    options = lsp.FormattingOptions(2, True)
    formatting = lsp.DocumentFormattingParams(document, options)
    edits = await editor.timed("layout", client.text_document_formatting_async(formatting))
    expect(not edits, "a tidy file is not laid out")
    untidy = text.replace("  when injured and not mobile", "     when  injured and not mobile")
    editor.replace(path, untidy)
    edits = await client.text_document_formatting_async(formatting)
    expect(applied(untidy, edits) == text, "an untidy file is laid out")
    editor.replace(path, text)


async def mistakes(editor, path):
    text = path.read_text()
    client = editor.client
    uri = path.as_uri()
    wrong = text.replace("injured and not mobile", "injured and not mobille", 1)
    editor.replace(path, wrong)
    await editor.until(
        lambda: [d.code for d in editor.diagnostics.get(uri, [])] == ["T0301"], "a mistake is told"
    )
    mistake = editor.diagnostics[uri][0]
    actions = await editor.timed(
        "quick fix",
        client.text_document_code_action_async(
            lsp.CodeActionParams(
                lsp.TextDocumentIdentifier(uri), mistake.range, lsp.CodeActionContext([mistake])
            )
        ),
    )
    expect(len(actions) == 1 and actions[0].is_preferred, "a mistake has a quick fix")
    mended = applied(wrong, actions[0].edit.changes[uri])
    expect(mended == text, "the quick fix mends it")
    editor.replace(path, mended)
    await editor.until(lambda: not editor.diagnostics.get(uri), "the mended mistake is gone")


async def proofs(editor, path):
    """A warning that only a proof finds, and that goes with its cause."""
    text = path.read_text()
    rule = (
        "\n```threshold\nrule never_met: strategy_meeting\n  when injury and not injury\n"
        '  because "nobody can be both"\n```\n'
    )
    path.write_text(text + rule)
    editor.replace(path, text + rule)
    await editor.agrees("a warning that is proved")
    codes = {row[2] for row in editor.rows()}
    expect("T0901" in codes, "a rule that can never be met is told")
    path.write_text(text)
    editor.replace(path, text)
    await editor.until(lambda: editor.is_told() and not editor.rows(), "the proved warning is gone")


async def renaming(editor, path):
    text = path.read_text()
    client = editor.client
    place = {
        "text_document": lsp.TextDocumentIdentifier(path.as_uri()),
        "position": position(text, "not mobile", 5),
    }
    prepared = await client.text_document_prepare_rename_async(lsp.PrepareRenameParams(**place))
    expect(prepared.placeholder == "mobile", "the name is ready to be renamed")
    try:
        await client.text_document_rename_async(lsp.RenameParams(new_name="injury", **place))
        raise SystemExit("not so: a taken name is refused")
    except Exception as error:
        expect("already" in str(error), "a taken name is refused")
    edit = await editor.timed(
        "rename",
        client.text_document_rename_async(lsp.RenameParams(new_name="moves_alone", **place)),
    )
    expect(len(edit.changes) > 1, "renaming changes several files")
    for uri, edits in edit.changes.items():
        file = pathlib.Path(uri.removeprefix("file://"))
        changed = applied(file.read_text(), edits)
        file.write_text(changed)
        if file in editor.versions:
            editor.replace(file, changed)
    client.workspace_did_change_watched_files(
        lsp.DidChangeWatchedFilesParams(
            [lsp.FileEvent(uri, lsp.FileChangeType.Changed) for uri in edit.changes]
        )
    )
    # Only the names change: in other editions the fact keeps its name, and this one checks.
    run = subprocess.run(
        [editor.program, "check", path.parent], capture_output=True, text=True
    )
    expect(run.returncode == 0 and "no errors" in run.stdout, "the renamed edition checks")
    await editor.agrees("after renaming")


async def edits(editor, path, rounds, seed):
    """Edits at random, as typed, pasted and deleted, and what is told after them."""
    chance = random.Random(seed)
    pieces = [
        "injury", " and ", "not ", "\n", "```\n", '"', "😀", "(", ",", " is ", "one of ", "|",
        "## 99 Clause\n", "-- ", "rule x: nfa\n  when injury\n", "\t", "mobile", "5",
    ]  # fmt: skip
    text = path.read_text()
    whole = text
    for number in range(rounds):
        for _ in range(chance.randint(1, 6)):
            start = chance.randrange(len(text) + 1)
            end = min(len(text), start + chance.choice([0, 0, 1, 5, 80]))
            new = chance.choice(pieces)
            # An edit inside a surrogate pair cannot be made in Python, nor in a line break here.
            change = lsp.TextDocumentContentChangePartial(
                lsp.Range(position_at(text, start), position_at(text, end)), new
            )
            text = text[:start] + new + text[end:]
            editor.change(path, [change])
        path.write_text(text)
        await editor.agrees(f"random edits, seed {seed}, round {number}")
        if chance.random() < 0.5:
            text = whole
            path.write_text(text)
            editor.replace(path, text)
    path.write_text(whole)
    editor.replace(path, whole)


def position_at(text, offset):
    start = text.rfind("\n", 0, offset) + 1
    units = len(text[start:offset].encode("utf-16-le")) // 2
    return lsp.Position(text.count("\n", 0, offset), units)


async def main():
    program, book = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    is_short = "--short" in sys.argv
    seed = 7 if is_short else random.SystemRandom().randrange(1_000_000)
    editor = Editor(program, book)
    result = await editor.begin()
    expect(result.server_info.name == "triage", "the server says who it is")
    path = book / "2026-03" / "01-physical-harm.md"
    editor.open(path)
    await features(editor, path)
    await editor.agrees("the book as it is")
    await mistakes(editor, path)
    await proofs(editor, path)
    await edits(editor, path, 4 if is_short else 40, seed)
    await renaming(editor, path)
    if not is_short:
        path.write_text(path.read_text().replace("p01_injury_not_mobile", "p01_other", 1))
        editor.replace(path, path.read_text())
        await editor.agrees("another rule's name")
    await editor.client.shutdown_async(None)
    editor.client.exit(None)
    status = await asyncio.wait_for(editor.client._server.wait(), 10)
    expect(status == 0, "the server ends with status 0")
    for what, times in sorted(editor.times.items()):
        print(f"{what}: {1000 * sorted(times)[len(times) // 2]:.0f} ms")
    print("the editor was told what check says")


asyncio.run(main())
