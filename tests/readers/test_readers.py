"""Each export, read by a reader that knows nothing of Ascribe and gives the article's words back."""

import csv
import io
import json
import unittest
import zipfile

from article import ANNOTATIONS, NATIVE, PARTS, ROOT, SCHEMA, TEXT, convert, from_utf16, place, urn, written

#: The terms of the Web Annotation context that are used here, after the vocabulary of the W3C.
OA = "http://www.w3.org/ns/oa#"
TERMS = {
    "@version": 1.1, "oa": OA, "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "as": "https://www.w3.org/ns/activitystreams#",
    "dcterms": "http://purl.org/dc/terms/", "xsd": "http://www.w3.org/2001/XMLSchema#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "id": {"@id": "@id", "@type": "@id"}, "type": {"@id": "@type", "@type": "@vocab"},
    "Annotation": "oa:Annotation", "TextualBody": "oa:TextualBody", "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage", "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector", "classifying": "oa:classifying", "tagging": "oa:tagging",
    "commenting": "oa:commenting", "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"}, "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"}, "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"}, "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"}, "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "value": "rdf:value", "label": "rdfs:label", "total": {"@id": "as:totalItems", "@type": "xsd:nonNegativeInteger"},
    "first": {"@id": "as:first", "@type": "@id"}, "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "startIndex": {"@id": "as:startIndex", "@type": "xsd:nonNegativeInteger"},
    "created": {"@id": "dcterms:created", "@type": "xsd:dateTime"}, "modified": {"@id": "dcterms:modified", "@type": "xsd:dateTime"},
}


def load(url, _options):
    """Contexts without the network: the W3C's, abridged to what is used, and no other."""
    if url != "http://www.w3.org/ns/anno.jsonld":
        raise AssertionError(f"the file wants {url}")
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": {"@context": TERMS}}


def graph_of(content):
    """The file as RDF: JSON-LD by PyLD, then the triples by rdflib."""
    import rdflib
    from pyld import jsonld
    # Without a named graph, quads are triples.
    triples = jsonld.to_rdf(json.loads(content), {"documentLoader": load, "format": "application/n-quads"})
    return rdflib.Graph().parse(data=triples, format="nt")


class Readers(unittest.TestCase):
    """One test a format."""

    maxDiff = None

    def gives(self, found):
        """Holds the kinds and words that a reader gave against those that went in."""
        self.assertEqual(sorted(found), PARTS)

    def test_native_by_jsonschema(self):
        import jsonschema
        schema = json.loads(SCHEMA.read_text("utf-8"))
        checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
        checker.check_schema(schema)
        checker.validate(NATIVE)
        file = json.loads(convert("ascribe"))
        checker.validate(file)
        for one in file["annotations"]:
            for part in one["target"]:
                points, units = part["codePoints"], part["utf16"]
                self.assertEqual(TEXT[points["start"]:points["end"]], part["exact"])
                self.assertEqual(from_utf16(TEXT, units["start"], units["end"]), part["exact"])
        self.gives((one["kind"], part["exact"]) for one in file["annotations"] for part in one["target"])
        lines = convert("ascribe-jsonl").decode().splitlines()
        self.assertEqual([checker.is_valid(json.loads(line)) for line in lines], [True])
        # A second pass changes nothing but the time of the export.
        again = json.loads(convert("ascribe", convert("ascribe")))
        again["exportedAt"] = file["exportedAt"]
        self.assertEqual(again, file)

    def test_web_annotation_by_pyld_and_rdflib(self):
        import rdflib
        content = convert("web-annotation")
        graph, oa = graph_of(content), rdflib.Namespace(OA)
        found = []
        for target in graph.objects(None, oa.hasTarget):
            [note] = graph.subjects(oa.hasTarget, target)
            kinds = [
                str(graph.value(body, rdflib.RDF.value)) for body in graph.objects(note, oa.hasBody)
                if (body, oa.hasPurpose, oa.classifying) in graph
            ]
            selectors = list(graph.objects(target, oa.hasSelector))
            [quote] = [one for one in selectors if (one, rdflib.RDF.type, oa.TextQuoteSelector) in graph]
            [position] = [one for one in selectors if (one, rdflib.RDF.type, oa.TextPositionSelector) in graph]
            start, end = (int(graph.value(position, oa[key])) for key in ("start", "end"))
            exact = str(graph.value(quote, oa.exact))
            self.assertEqual(TEXT[start:end], exact)
            self.assertTrue(TEXT[:start].endswith(str(graph.value(quote, oa.prefix))))
            self.assertTrue(TEXT[end:].startswith(str(graph.value(quote, oa.suffix))))
            found.append((kinds[0], exact))
        self.gives(found)
        # What the W3C has no word for is not dropped: it stands under words of our own.
        said = {str(value) for value in graph.objects() if isinstance(value, rdflib.Literal)}
        self.assertTrue({"Ines Okafor", "disputed", "two words", "direct", "It rained, twice."} <= said)
        collection = json.loads(content)
        self.assertEqual(collection["total"], len(collection["first"]["items"]))
        # A page has an address of its own; `partOf` as a plain address is an error to the W3C's own checks.
        self.assertTrue(collection["first"]["id"].startswith(collection["id"]))
        self.assertNotIn("partOf", collection["first"])

    def test_recogito_counts_utf16(self):
        items = json.loads(convert("recogito"))
        self.assertEqual(len(items), len(ANNOTATIONS))
        found = []
        for item in items:
            targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
            for target in targets:
                by_type = {selector["type"]: selector for selector in target["selector"]}
                position, quote = by_type["TextPositionSelector"], by_type["TextQuoteSelector"]
                self.assertEqual(from_utf16(TEXT, position["start"], position["end"]), quote["exact"])
                found.append((item["body"][0]["value"], quote["exact"]))
        self.gives(found)

    def test_hypothesis_as_its_client_imports(self):
        file = json.loads(convert("hypothesis"))
        found, seen = [], set()
        for one in file["annotations"]:
            self.assertIsInstance(one["permissions"]["read"], list)
            self.assertTrue(all(isinstance(tag, str) and len(tag) <= 1000 for tag in one["tags"]))
            for target in one["target"]:
                by_type = {selector["type"]: selector for selector in target["selector"]}
                position, quote = by_type["TextPositionSelector"], by_type["TextQuoteSelector"]
                self.assertEqual(from_utf16(TEXT, position["start"], position["end"]), quote["exact"])
                found.append((one["tags"][0], quote["exact"]))
            # The client takes two with the same quote, tags and text for one.
            seen.add((one["target"][0]["selector"][1]["exact"], tuple(one["tags"]), one["text"]))
        self.assertEqual(len(seen), len(ANNOTATIONS))
        self.gives(found)

    def test_label_studio_with_its_configuration(self):
        from lxml import etree
        source = (ROOT / "src/format/foreign/label_studio.rs").read_text("utf-8")
        config = etree.fromstring(source.split('r##"')[1].split('"##')[0])
        labels = {label.get("value") for label in config.iter("Label")}
        names = {one.get("name") for one in config.iter() if one.get("name")}
        [task] = json.loads(convert("label-studio"))
        data, found = task["data"], []
        for one in task["annotations"][0]["result"]:
            if one["type"] == "relation":
                continue
            self.assertIn(one["from_name"], names)
            self.assertIn(one["to_name"], names)
            value = one["value"]
            self.assertEqual(data["text"][value["start"]:value["end"]], value.get("text") if one["type"] == "labels" else data["text"][value["start"]:value["end"]])
            if one["type"] == "labels":
                self.assertLessEqual(set(value["labels"]), labels)
                if value["labels"][0] in ("Claim", "Quote"):
                    found.append((value["labels"][0].lower(), value["text"]))
        self.gives(found)

    def test_spacy_lines_by_srsly(self):
        import srsly
        [line] = srsly.read_jsonl(written("spacy", ".jsonl"))
        spans = [span for span in line["spans"] if span["label"] in ("CLAIM", "QUOTE")]
        self.gives((span["label"].lower(), line["text"][span["start"]:span["end"]]) for span in spans)

    def test_doccano_lines_are_ascii_and_count_utf16(self):
        content = convert("doccano")
        content.decode("ascii")
        [line] = [json.loads(line) for line in content.splitlines()]
        self.gives((label, from_utf16(line["text"], start, end)) for start, end, label in line["label"])

    def test_csv_by_pythons_reader(self):
        content = convert("csv")
        self.assertTrue(content.startswith(b"\xef\xbb\xbf"), "Excel wants the mark")
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        self.assertEqual(len(rows), len(ANNOTATIONS))
        plain = lambda cell: cell[1:] if cell.startswith("'") else cell
        for row in rows:
            for cell in row.values():
                self.assertNotIn(cell[:1], list("=+-@\t\r\n") + ["＝", "＋", "－", "＠"], cell)
        whole = {plain(row["quote"]): row for row in rows}
        formula = whole["=SUM(1,2)"]
        self.assertEqual((formula["quote"], plain(formula["note"])), ("'=SUM(1,2)", "=1+1"))
        for row in rows:
            parts = [tuple(map(int, part.split(".."))) for part in row["parts"].split()]
            self.assertEqual(" … ".join(TEXT[start:end] for start, end in parts), plain(row["quote"]))
            # The columns are those of the whole extent.
            extent = (parts[0][0], parts[-1][1])
            self.assertEqual((int(row["start"]), int(row["end"])), extent)
            units = from_utf16(TEXT, int(row["start_utf16"]), int(row["end_utf16"]))
            self.assertEqual(units, TEXT[slice(*extent)])

    def test_brat_by_its_own_rules(self):
        archive = zipfile.ZipFile(io.BytesIO(convert("brat")))
        [text] = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".txt")]
        [lines] = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".ann")]
        self.assertEqual(text, TEXT)
        labels = []
        for line in lines.splitlines():
            if not line.startswith("T"):
                continue
            _, head, words = line.split("\t")
            label, offsets = head.split(" ", 1)
            # A fragment's words are the text's words, joined by a space, without a line break; none touch.
            ends = [tuple(map(int, piece.split(" "))) for piece in offsets.split(";")]
            self.assertEqual(" ".join(TEXT[start:end] for start, end in ends), words)
            self.assertTrue(all(before[1] < after[0] for before, after in zip(ends, ends[1:])))
            labels.append(label)
        self.assertEqual(len([one for one in labels if one in ("Claim", "Quote")]), len(ANNOTATIONS))

    def test_conll_tags_are_iob2(self):
        # Of what overlaps, the first in the text is written; the readers of this format know no more.
        content = convert("conll").decode()
        lines = [line.split("\t") for line in content.splitlines() if line]
        self.assertTrue(all(len(line) == 2 and not any(c.isspace() for c in line[0]) for line in lines))
        self.assertEqual("".join(word for word, _ in lines), "".join(TEXT.split()))
        found, before = [], "O"
        for word, tag in lines:
            if tag.startswith("I-"):
                self.assertIn(before, (tag, "B-" + tag[2:]), "a tag goes on that never began")
                found[-1] = (found[-1][0], found[-1][1] + word)
            elif tag.startswith("B-"):
                found.append((tag[2:].lower(), word))
            else:
                self.assertEqual(tag, "O")
            before = tag
        expected = {(kind, "".join(words.split())) for kind, words in PARTS}
        # An annotation over two paragraphs is two, one in each.
        self.assertEqual([one for one in found if one not in expected], [])
        self.assertIn(("quote", "「雨だ」"), found)
        self.assertNotIn(("claim", "84million"), found)

    def test_readwise_by_pythons_reader(self):
        content = convert("readwise")
        self.assertFalse(content.startswith(b"\xef\xbb\xbf"))
        rows = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
        self.assertEqual(list(rows[0]), ["Highlight", "Title", "Author", "URL", "Note", "Location", "Date"])
        self.assertEqual(
            sorted(row["Highlight"] for row in rows),
            sorted(" … ".join(part["exact"] for part in one["target"]) for one in ANNOTATIONS),
        )
        self.assertIn("quote · Ines Okafor", rows[1]["Note"])

    def test_uima_by_cassis(self):
        import cassis
        cas = cassis.load_cas_from_json(convert("uima-cas").decode())
        self.assertEqual(cas.sofa_string, TEXT)
        spans = [(span.label, span.get_covered_text()) for span in cas.select("custom.Span")]
        self.gives(span for span in spans if span[0] in ("claim", "quote"))
        self.assertEqual([span for span in spans if span[0] not in ("claim", "quote")], [("cue", "said"), ("source", "Ines Okafor")])

    def test_refi_by_pyrefiqda(self):
        from pyrefiqda import RefiProject
        path = written("refi-qda", ".qdpx")
        project = RefiProject.load(path, extract_dir=path.parent / "extracted")
        names = {code.guid: code.name for code in project.code_book.codes.code}
        [source] = project.sources.text_source
        member = path.parent / "extracted" / "sources" / source.plain_text_path.removeprefix("internal://")
        content = member.read_bytes()
        self.assertEqual(content.decode(), TEXT)
        found = []
        for selection in source.plain_text_selection:
            words = TEXT[selection.start_position:selection.end_position]
            codes = [names[coding.code_ref.target_guid] for coding in selection.coding]
            found.extend((code, words) for code in codes if code in ("claim", "quote"))
        self.gives(found)

    def test_tei_by_lxml(self):
        from lxml import etree
        root = etree.fromstring(convert("tei"))
        tei = "{http://www.tei-c.org/ns/1.0}"
        self.assertEqual(root.tag, tei + "TEI")
        ident = "{http://www.w3.org/XML/1998/namespace}id"
        ids = [one.get(ident) for one in root.iter() if one.get(ident)]
        self.assertEqual(len(ids), len(set(ids)))
        # The words between two anchors.
        [block] = root.iter(tei + "ab")
        at, words = {}, block.text or ""
        for node in block:
            self.assertEqual(node.tag, tei + "anchor")
            at["#" + node.get(ident)] = len(words)
            words += node.tail or ""
        self.assertEqual(words, TEXT)
        spans = [one for one in root.iter(tei + "span") if one.get("type") in ("claim", "quote")]
        self.gives((one.get("type"), words[at[one.get("from")]:at[one.get("to")]]) for one in spans)
        # Every reference leads somewhere.
        pointers = [one.get(key) for one in root.iter() for key in ("from", "to", "corresp", "prev", "ana") if one.get(key)]
        self.assertLessEqual({pointer.lstrip("#") for pointer in pointers}, set(ids))

    def test_html_by_html5lib(self):
        import html5lib
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        tree = parser.parse(convert("html").decode())
        [body] = [one for one in tree.iter("div") if one.get("class") == "text"]
        self.assertEqual("".join(body.itertext()), TEXT)
        words = {}
        for mark in body.iter("mark"):
            for name in mark.get("data-annotations").split():
                words[name] = words.get(name, "") + "".join(mark.itertext())
        expected = {one["id"].removeprefix("urn:uuid:"): "".join(part["exact"] for part in one["target"]) for one in ANNOTATIONS}
        self.assertEqual(words, expected)
        self.assertFalse({one.tag for one in tree.iter()} & {"script", "link", "img", "iframe", "object"})

    def test_markdown_by_two_readers(self):
        import commonmark
        import html5lib
        from markdown_it import MarkdownIt
        content = convert("markdown").decode()
        for html in (commonmark.commonmark(content), MarkdownIt("commonmark").render(content)):
            tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
            quotes = [" ".join("".join(one.itertext()).split()) for one in tree.iter("blockquote")]
            for one in ANNOTATIONS:
                words = " … ".join(part["exact"] for part in one["target"])
                self.assertIn(" ".join(words.split()), quotes, html)
            self.assertFalse([one for one in tree.iter("b") if one.text == "today"], "markup of the article came alive")

    def test_schema_org_by_pyld(self):
        import rdflib
        file = json.loads(convert("schema-org"))
        # The vocabulary is one address long, so no context has to be fetched for it.
        self.assertEqual(file["@context"], "https://schema.org")
        file["@context"] = {"@vocab": "https://schema.org/"}
        graph, schema = graph_of(json.dumps(file)), rdflib.Namespace("https://schema.org/")
        of_type = lambda name: list(graph.subjects(rdflib.RDF.type, schema[name]))
        # A claim's words stand in a quotation below it; a quote is one of its own.
        alone = [one for one in of_type("Quotation") if not list(graph.subjects(None, one))]
        self.assertEqual(len(alone), sum(one["kind"] == "quote" for one in ANNOTATIONS))
        reviews = of_type("ClaimReview")
        self.assertEqual(len(reviews), sum("verdict" in one for one in ANNOTATIONS))
        for review in reviews:
            rating = graph.value(review, schema.reviewRating)
            self.assertIn(str(graph.value(rating, schema.alternateName)), ("disputed", "supported"))
        claimed = {str(graph.value(review, schema.claimReviewed)) for review in reviews}
        self.assertIn("It rained, twice.", claimed)


class Inputs(unittest.TestCase):
    """Files as other tools have them, with line ends of their own."""

    def test_line_ends_of_windows(self):
        text = TEXT.replace("\n", "\r\n")
        spans = []
        for one in ANNOTATIONS:
            for part in one["target"]:
                exact = part["exact"].replace("\n", "\r\n")
                start = text.index(exact, part["codePoints"]["start"])
                spans.append({"start": start, "end": start + len(exact), "label": one["kind"].upper(), "text": exact})
        line = json.dumps({"text": text, "spans": spans}) + "\n"
        file = json.loads(convert("ascribe", line))
        self.assertEqual(file["document"]["text"], TEXT)
        self.assertEqual(file["document"]["normalization"]["lineEndingsChanged"], TEXT.count("\n"))
        found = sorted((one["kind"], part["exact"]) for one in file["annotations"] for part in one["target"])
        self.assertEqual(found, PARTS)

    def test_every_format_that_is_read_comes_back(self):
        whole = json.loads(convert("ascribe"))
        for name in ("web-annotation", "recogito", "hypothesis", "label-studio", "spacy", "doccano", "brat", "csv"):
            with self.subTest(name):
                back = json.loads(convert("ascribe", convert(name)))
                self.assertEqual(back["annotations"], whole["annotations"])


if __name__ == "__main__":
    unittest.main()
