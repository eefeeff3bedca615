"""An article in which every unit of offsets counts otherwise, written and counted here without any code of Ascribe,
and the command line that turns it into every format."""

import hashlib
import json
import os
import pathlib
import subprocess
import tempfile
import uuid

# An emoji of two code units, a family of several code points, a combining mark, right-to-left, CJK, a repeated
# sentence, and what markup, tables and formulas could trip over.
TEXT = (
    "👍 Council votes <b>today</b> & “tomorrow”\n"
    "\n"
    "“We won,” said Ines Okafor, “barely.” The cafe\u0301 was full. 👨‍👩‍👧 It rained.\n"
    "\n"
    "=SUM(1,2) ראש העיר אמר: „שלום\u201d. 市長は「雨だ」と言った。 It rained.\n"
    "\n"
    "𝔊reat costs, she said: 84 million; less than *half* of it, `maybe`.\n"
)


def place(words, number=0):
    """Code points from and to of the n-th occurrence of words."""
    start = -1
    for _ in range(number + 1):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def utf16(offset):
    return len(TEXT[:offset].encode("utf-16-le")) // 2


def part(start, end):
    return {
        "exact": TEXT[start:end],
        "prefix": TEXT[max(0, start - 32):start],
        "suffix": TEXT[end:end + 32],
        "codePoints": {"start": start, "end": end},
        "utf16": {"start": utf16(start), "end": utf16(end)},
    }


def urn(name):
    return uuid.UUID(hashlib.md5(name.encode()).hexdigest(), version=4).urn


TIMES = {"created": "2026-05-03T09:41:00.000Z", "modified": "2026-05-03T09:42:00.000Z"}


def annotation(name, kind, places, **fields):
    return {
        "id": urn(name), "kind": kind, "target": [part(*one) for one in places],
        "labels": [], "note": "", **TIMES, **fields,
    }


ANNOTATIONS = [
    annotation(
        "split", "quote", [place("“We won,”"), place("“barely.”")], quoteType="direct",
        speaker="Ines Okafor", source=urn("okafor"), mention=part(*place("Ines Okafor")), cue=part(*place("said")),
        labels=["vote", "two words"], note="First line.\nSecond, with \"marks\" and <tags>.",
    ),
    annotation("overlap", "claim", [place("won,” said Ines Okafor")], verdict="disputed", claimType="other"),
    annotation("combining", "claim", [place("The cafe\u0301 was full.")], note="@home"),
    annotation("family", "claim", [place("👨‍👩‍👧 It")], checkWorthiness="no"),
    annotation("second", "claim", [place("It rained.", 1)], verdict="supported", wording="It rained, twice."),
    annotation("formula", "claim", [place("=SUM(1,2)")], note="=1+1"),
    annotation("hebrew", "quote", [place("„שלום\u201d")], quoteType="direct"),
    annotation("japanese", "quote", [place("「雨だ」")], quoteType="direct"),
    annotation("astral", "claim", [place("𝔊reat costs, she said: 84 million")], claimType="quantity"),
    annotation("inner", "claim", [place("84 million")], relations=[{"type": "part of", "to": urn("astral")}]),
    annotation("markup", "claim", [place("<b>today</b> & “tomorrow”")]),
    annotation("paragraphs", "claim", [(place("It rained.")[0], place("=SUM(1,2)")[1])]),
]

ROOT = pathlib.Path(__file__).resolve().parents[2]

#: The newest published schema, and the version that files of it state.
SCHEMA = max((ROOT / "src/format/native").glob("ascribe-*.schema.json"))
VERSION = SCHEMA.name.removeprefix("ascribe-").removesuffix(".schema.json") + ".0"

NATIVE = {
    "format": "ascribe", "schemaVersion": VERSION, "exportedAt": "2026-05-03T10:00:00.000Z",
    "generator": {"name": "tests/readers", "version": "1.0.0"},
    "document": {
        "id": urn("article"), "title": "Council & votes", "outlet": "The Herald", "url": "https://example.org/a?b=1&c=2",
        **TIMES, "text": TEXT, "textSha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "length": {"codePoints": len(TEXT), "utf16": utf16(len(TEXT))},
        "normalization": {
            "unicode": "none", "lineEndingsChanged": 0, "byteOrderMarkRemoved": False, "charactersReplaced": 0,
        },
    },
    "sources": [{"id": urn("okafor"), "name": "Ines Okafor", "kind": "person", "role": "council member", **TIMES}],
    "annotations": ANNOTATIONS,
}

#: Kind and words of every part, as they have to come out of every reader.
PARTS = sorted((one["kind"], part["exact"]) for one in ANNOTATIONS for part in one["target"])

def convert(name, content=None, options=()):
    """What Ascribe makes of the article, or of another file, in a format."""
    content = json.dumps(NATIVE) if content is None else content
    content = content.encode() if isinstance(content, str) else content
    command = [os.environ["ASCRIBE"], "convert", "--to", name, *options]
    done = subprocess.run(command, input=content, capture_output=True, check=False)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(command)}: {done.returncode}: {done.stderr.decode()}")
    return done.stdout


def written(name, ending):
    """The same as a file, for readers that want a path."""
    path = pathlib.Path(tempfile.mkdtemp()) / f"article{ending}"
    path.write_bytes(convert(name))
    return path


def from_utf16(text, start, end):
    return text.encode("utf-16-le")[2 * start:2 * end].decode("utf-16-le")
