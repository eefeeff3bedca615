"""Suggestions for a whole collection with Spark: `python tests/spark/suggest.py ARTICLES.jsonl OUT [PROGRAM]`.

Each partition goes through one process of `ascribe suggest` as lines of text, so that Spark copies nothing but strings
and needs to know nothing of what is in them. Needs `pip install pyspark` and Java; it is no part of the usual tests.
With `--check` it compares what came of it with what the program alone writes for the same file.
"""

import argparse
import subprocess
import sys

from pyspark.sql import SparkSession


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("articles", help="one JSON object a line, with id and text")
    arguments.add_argument("out", help="the folder that Spark writes; it must not be there yet")
    arguments.add_argument("program", nargs="?", default="target/native/ascribe")
    arguments.add_argument("--partitions", type=int, default=8)
    arguments.add_argument("--check", action="store_true")
    chosen = arguments.parse_args()

    spark = SparkSession.builder.master("local[*]").appName("ascribe suggest").getOrCreate()
    lines = spark.sparkContext.textFile(chosen.articles, chosen.partitions)
    # A program that fails makes the job fail: a line that cannot be read is not passed over in silence.
    lines.pipe(f"{chosen.program} suggest", checkCode=True).saveAsTextFile(chosen.out)

    if chosen.check:
        piped = spark.sparkContext.textFile(chosen.out).collect()
        with open(chosen.articles, "rb") as articles:
            alone = subprocess.run([chosen.program, "suggest"], stdin=articles, capture_output=True, check=True)
        expected = alone.stdout.decode("utf-8").splitlines()
        if sorted(piped) != sorted(expected):
            print(f"{len(piped)} lines through Spark differ from {len(expected)} without", file=sys.stderr)
            return 1
        print(f"{len(piped)} articles: the same with and without Spark")
    spark.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
