#!/usr/bin/env python3
"""A hub on this machine: answers for the files of a folder as the public one does.

    python tools/export/hub.py --root DIR --port 8097
    HF_ENDPOINT=http://127.0.0.1:8097 ./lexiseg models pull freeda-b

DIR/OWNER/NAME/FILE is served as /OWNER/NAME/resolve/REVISION/FILE: a redirect that announces commit, size and SHA-256,
to a second port that knows ranges. `--cut BYTES` ends each transfer after so many bytes.
"""

import argparse
import hashlib
import re
import shutil
import threading
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@cache
def digest(file):
    with open(file, "rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


class Hub(BaseHTTPRequestHandler):
    """Announces files."""

    root, port = Path(), 0

    def do_HEAD(self):  # noqa: N802
        found = re.fullmatch(r"/([\w.-]+/[\w.-]+)/resolve/[^/]+/([\w.-]+)", self.path)
        file = self.root / found[1] / found[2] if found else None
        if file is None or not file.is_file():
            self.send_response(404)
            self.send_header("X-Error-Message", "Entry not found")
            self.end_headers()
            return
        self.send_response(302)
        self.send_header("X-Repo-Commit", COMMIT)
        self.send_header("X-Linked-Size", str(file.stat().st_size))
        self.send_header("X-Linked-ETag", f'"{digest(file)}"')
        self.send_header("Location", f"http://127.0.0.1:{self.port}/{found[1]}/{found[2]}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD


class Store(BaseHTTPRequestHandler):
    """Gives files, from any byte on."""

    root, cut = Path(), None

    def do_GET(self):  # noqa: N802
        file = self.root / self.path.lstrip("/")
        size = file.stat().st_size
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        first = int(asked[1]) if asked else 0
        self.send_response(206 if asked else 200)
        if asked:
            self.send_header("Content-Range", f"bytes {first}-{size - 1}/{size}")
        self.send_header("Content-Length", str(size - first))
        self.end_headers()
        with open(file, "rb") as content:
            content.seek(first)
            if self.cut:
                self.wfile.write(content.read(self.cut))
                self.close_connection = True
            else:
                shutil.copyfileobj(content, self.wfile, 1 << 20)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", required=True, type=Path)
    parser.add_argument("--port", type=int, default=8097)
    parser.add_argument("--cut", type=int, metavar="BYTES")
    options = parser.parse_args()
    store = ThreadingHTTPServer(("127.0.0.1", 0), Store)
    Store.root, Store.cut = options.root, options.cut
    Hub.root, Hub.port = options.root, store.server_address[1]
    threading.Thread(target=store.serve_forever, daemon=True).start()
    ThreadingHTTPServer(("127.0.0.1", options.port), Hub).serve_forever()


if __name__ == "__main__":
    main()
