"""A client of the YAML language server, which is what editors check and complete YAML with: LSP 3.17 over pipes."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any, BinaryIO, Final

SERVER: Final = "yaml-language-server"

LONGEST: Final = 60
"""After so many seconds a server is ended; then reading from it fails."""


class LanguageServer:
    """A running server, and the one file that is open in it."""

    def __init__(self, given: BinaryIO, answers: BinaryIO) -> None:
        self._given = given
        self._answers = answers
        self._number = 0
        self._uri = ""

    def start(self, folder: Path) -> None:
        capabilities = {"textDocument": {"completion": {"completionItem": {"snippetSupport": True}}}}
        self._ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": capabilities})
        self._tell("initialized", {})
        settings = {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}}
        self._tell("workspace/didChangeConfiguration", {"settings": {"yaml": settings}})

    def diagnostics(self, folder: Path, text: str) -> list[tuple[int, str]]:
        """Open a new file with this text and return the lines, from 1, and the words of what is found wrong in it."""
        self._number += 1
        self._uri = (folder / f"open-{self._number}.yaml").as_uri()
        item = {"uri": self._uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": item})
        while True:
            message = self._next()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == self._uri:
                found = message["params"]["diagnostics"]
                return sorted((each["range"]["start"]["line"] + 1, each["message"]) for each in found)

    def completions(self, line: int, column: int) -> list[str]:
        """Return what is offered at a line, from 1, and before a column, from 0, of the file opened last."""
        found = self._ask("textDocument/completion", self._at(line, column))
        return [item["label"] for item in (found["items"] if isinstance(found, dict) else found or [])]

    def hover(self, line: int, column: int) -> str:
        """Return what is told of the word there."""
        found = self._ask("textDocument/hover", self._at(line, column))
        return str(found["contents"]["value"]) if found else ""

    def _at(self, line: int, column: int) -> dict[str, Any]:
        return {"textDocument": {"uri": self._uri}, "position": {"line": line - 1, "character": column}}

    def _tell(self, method: str, params: dict[str, Any], **more: Any) -> None:
        self._send({"jsonrpc": "2.0", "method": method, "params": params, **more})

    def _ask(self, method: str, params: dict[str, Any]) -> Any:
        self._number += 1
        self._tell(method, params, id=self._number)
        while True:
            message = self._next()
            if message.get("id") == self._number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps(message).encode()
        self._given.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._given.flush()

    def _next(self) -> dict[str, Any]:
        """Return the server's next message; what it asks of us is answered with nothing."""
        length = 0
        while (line := self._answers.readline()) not in (b"\r\n", b""):
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the server has ended"
        message: dict[str, Any] = json.loads(self._answers.read(length))
        if "id" in message and "method" in message:
            wanted = message["params"].get("items", []) if message["method"] == "workspace/configuration" else None
            answer = [None for _ in wanted] if wanted is not None else None
            self._send({"jsonrpc": "2.0", "id": message["id"], "result": answer})
        return message


@contextmanager
def language_server(folder: Path) -> Iterator[LanguageServer]:
    """Run a server on a folder."""
    command = [SERVER, "--stdio"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=folder
    ) as process:
        timer = Timer(LONGEST, process.kill)
        timer.start()
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            server = LanguageServer(process.stdin, process.stdout)
            server.start(folder)
            yield server
        finally:
            timer.cancel()
            process.kill()
