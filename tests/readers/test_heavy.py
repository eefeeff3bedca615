"""The same by readers that are too large for every run."""

import json
import tempfile
import unittest
import zipfile

from article import ANNOTATIONS, PARTS, TEXT, convert, written


class Heavy(unittest.TestCase):
    """One test a format."""

    def test_spacy(self):
        import spacy
        import srsly
        nlp = spacy.blank("xx")
        [line] = srsly.read_jsonl(written("spacy", ".jsonl"))
        document = nlp(line["text"])
        spans = [
            document.char_span(span["start"], span["end"], label=span["label"], alignment_mode="expand")
            for span in line["spans"] if span["label"] in ("CLAIM", "QUOTE")
        ]
        document.spans["ascribe"] = spans
        self.assertEqual(len(document.spans["ascribe"]), len(PARTS))
        exact = [document.char_span(span["start"], span["end"]) for span in line["spans"]]
        words = {span.text for span in exact if span is not None}
        self.assertIn("84 million", words)

    def test_label_studio_sdk(self):
        from label_studio_sdk.label_interface import LabelInterface
        import pathlib
        source = (pathlib.Path(__file__).parents[2] / "src/format/foreign/label_studio.rs").read_text("utf-8")
        interface = LabelInterface(source.split('r##"')[1].split('"##')[0])
        interface.validate()
        [task] = json.loads(convert("label-studio"))
        self.assertTrue(interface.validate_task({"data": task["data"]}))
        for annotation in task["annotations"]:
            regions = [one for one in annotation["result"] if one["type"] != "relation"]
            for region in regions:
                self.assertTrue(interface.validate_region(region), region)

    def test_label_studio_converter(self):
        from label_studio_sdk.converter import Converter
        import pathlib
        source = (pathlib.Path(__file__).parents[2] / "src/format/foreign/label_studio.rs").read_text("utf-8")
        folder = pathlib.Path(tempfile.mkdtemp())
        tasks = json.loads(convert("label-studio"))
        # A server numbers what it imports.
        for number, task in enumerate(tasks, 1):
            task["id"] = task["annotations"][0]["id"] = number
        (folder / "tasks.json").write_text(json.dumps(tasks))
        (folder / "config.xml").write_text(source.split('r##"')[1].split('"##')[0])
        converter = Converter(str(folder / "config.xml"), project_dir=None)
        converter.convert_to_json_min(str(folder / "tasks.json"), str(folder / "out"), is_dir=False)
        [row] = json.loads((folder / "out" / "result.json").read_text("utf-8"))
        found = [
            (label["labels"][0].lower(), TEXT[label["start"]:label["end"]])
            for label in row["label"] if label["labels"][0] in ("Claim", "Quote")
        ]
        self.assertEqual(sorted(found), PARTS)

    def test_datasets_and_pandas_read_lines(self):
        import datasets
        import pandas
        for name in ("ascribe-jsonl", "spacy"):
            path = written(name, ".jsonl")
            rows = datasets.load_dataset("json", data_files=str(path), split="train", cache_dir=tempfile.mkdtemp())
            self.assertEqual(len(rows), 1)
            frame = pandas.read_json(path, lines=True)
            self.assertEqual(len(frame), 1)
        self.assertEqual(rows[0]["text"], TEXT)
        table = pandas.read_csv(written("csv", ".csv"))
        self.assertEqual(len(table), len(ANNOTATIONS))

    def test_brat_by_peek(self):
        import peek
        path = written("brat", ".zip")
        folder = path.with_suffix("")
        zipfile.ZipFile(path).extractall(folder)
        [document] = peek.AnnCorpus(str(folder)).docs
        found = [one for one in document.anns["entities"] if one.tag in ("Claim", "Quote")]
        self.assertEqual(len(found), len(ANNOTATIONS))
        self.assertIn("“We won,” “barely.”", {one.text for one in found})
        self.assertEqual({one.tag for one in document.anns["relations"]}, {"cue", "source"})


if __name__ == "__main__":
    unittest.main()
