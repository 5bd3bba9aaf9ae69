"""How extraction's time grows with texts that are made to be slow: more and more of the same.

    python -m benchmarks.growth [--sizes 50,100,200,400] [--quick]

Each shape repeats one thing in one sentence, or one sentence over a whole article, at several
sizes. With parses remembered the rules alone are timed, by the processor, the best of three; the
baseline in the same run is spaCy's part, by what the first reading took longer. The exponent of a
fit says how time grows: 1 is linear, 2 quadratic.
"""

import argparse
import time
from collections.abc import Callable

from benchmarks.report import Cell, Report, exponent, verdict
from knowledge.extraction import Extractor
from knowledge.extraction.parsing.document import LONGEST
from knowledge.model import Article, Paragraph

PATIENCE = 3_600.0
ROUNDS = 3
MOST = 1.3
"""The exponent that is still called linear: the largest of few sizes may leave a cache."""

_GIVEN = (
    *("Anna", "Brita", "Carla", "Dora", "Emil", "Finn", "Gerd", "Hans", "Ida", "Jonas", "Karl"),
    *("Lena", "Mona", "Nils", "Olaf", "Pia"),
)
_FAMILY = (
    *("Aas", "Berg", "Dahl", "Eide", "Foss", "Gran", "Hagen", "Iversen", "Juul", "Krog", "Lund"),
    *("Moen", "Nygard", "Omdal"),
)
_STATES = (
    *("Kenya", "Norway", "Ghana", "Chile", "Japan", "Fiji", "Peru", "Oman", "Togo", "Mali"),
    *("Cuba", "Iran", "Iraq", "Laos"),
)


def _name(n: int) -> str:
    """A name that no other number has."""
    family = _FAMILY[n // len(_GIVEN) % len(_FAMILY)]
    letters = "".join(chr(97 + int(digit)) for digit in str(n))
    return f"{_GIVEN[n % len(_GIVEN)]} {family}{letters}sen"


def _state(n: int) -> str:
    return _STATES[n % len(_STATES)]


def _one(beginning: str, thing: Callable[[int], str], end: str) -> Callable[[int], list[str]]:
    """One sentence with so many things in a row."""
    return lambda size: [f"{beginning} {', '.join(map(thing, range(size)))} {end}"]


def _many(sentence: Callable[[int], str]) -> Callable[[int], list[str]]:
    """So many sentences, four in a paragraph."""
    return lambda size: [
        " ".join(map(sentence, range(n, min(n + 4, size)))) for n in range(0, size, 4)
    ]


SHAPES: dict[str, Callable[[int], list[str]]] = {
    "sums in a sentence": _one("Norway gave Kenya", lambda n: f"${n + 1} million", "on Monday."),
    "gifts in a sentence": _one(
        "Norway gave", lambda n: f"${n + 1} million to {_state(n)}", "in 2021."
    ),
    "names in a sentence": _one("President Ada Mensah met", _name, "in Oslo on Monday."),
    "states in a sentence": _one("Kenya held talks with", _state, "in Oslo on Monday."),
    "dates in a sentence": _one(
        "Kenya met Norway on", lambda n: f"{n % 28 + 1} May {1990 + n % 40}", "in Oslo."
    ),
    "clauses in a sentence": _one(
        "Kenya's President Ada Mensah said", lambda n: f"that {_name(n)} said", "nothing."
    ),
    "people": _many(lambda n: f"{_state(n)}'s Prime Minister {_name(n)} spoke in Oslo."),
    "the same two people": _many(
        lambda n: f"President Ada Mensah met Prime Minister Lars Dahl of Norway in {1900 + n}."
    ),
    "meetings": _many(
        lambda n: f"Kenyan President {_name(2 * n)} met Norwegian Minister {_name(2 * n + 1)}."
    ),
    "payments": _many(lambda n: f"{_state(n)} gave {_state(n + 1)} ${n + 2} million for roads."),
    "agreements": _many(
        lambda n: f"{_state(n)} and {_state(n + 1)} signed an agreement on fish in {1900 + n}."
    ),
    "quotations": _many(
        lambda n: f"“The road number {n} will be built soon,” President Ada Mensah said."
    ),
    "pronouns": _many(lambda n: f"He met them in Oslo and she told him about road {n}."),
    "plans": _many(lambda n: f"Norway will open road {n} to Kenya on {n % 28 + 1} May 2035."),
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="50,100,200,400")
    parser.add_argument("--quick", action="store_true", help="print only, keep nothing")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    with Report("growth", "Extraction of long texts", ("spacy",), quick=options.quick) as report:
        extractor = Extractor(seconds=PATIENCE)
        measured(extractor, SHAPES["people"], sizes[0])
        rows: list[tuple[Cell, ...]] = []
        worst = 0.0
        for name, shape in SHAPES.items():
            times = [measured(extractor, shape, size) for size in sizes]
            rules = [time for time, _ in times]
            grows = exponent(sizes, rules)
            worst = max(worst, grows)
            spacy = exponent(sizes, [time for _, time in times])
            rows.append((name, *(1000 * time for time in rules), grows, spacy))
        columns = (f"{size:,}, ms" for size in sizes)
        report.table(("so many", *columns, "exponent", "of spaCy"), rows)
        report.say(
            f"The worst exponent is {worst:.2f} (at most {MOST}: {verdict(worst <= MOST)}). "
            f"A sentence of more than {LONGEST:,} characters is cut, so what grows faster within "
            "one sentence is linear over an article."
        )


def measured(
    extractor: Extractor, shape: Callable[[int], list[str]], size: int
) -> tuple[float, float]:
    """Processor seconds of the rules, and of what parsing took beside them."""
    article = made(shape(size))
    began = time.process_time()
    first = extractor.extract(article)
    whole = time.process_time() - began
    rules = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        extractor.extract(article, first.parses)
        rules = min(rules, time.process_time() - began)
    return rules, max(whole - rules, 1e-6)


def made(paragraphs: list[str]) -> Article:
    """An article of these paragraphs."""
    text, places = "", []
    for said in paragraphs:
        text += "\n\n" if text else ""
        places.append(Paragraph(len(text), len(text) + len(said)))
        text += said
    return Article("growth", text, tuple(places), published="2022-11-15")


if __name__ == "__main__":
    main()
