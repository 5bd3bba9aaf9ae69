"""Whether anything makes extraction break down: thousands of damaged, shuffled and odd texts.

    python -m benchmarks.robustness [--texts DIR ...] [--number 10000] [--seed 0]

Texts of the sample archive (or of the folders named) are cut, shuffled, garbled and mixed; some
hand-picked oddities come first. A failure is an error, more time of the processor than the deadline
leaves, and evidence or a link that does not stand in the text. Failures are printed with the number
that makes the same text again (`--only NUMBER`), and the exit status is then 1.
"""

import argparse
import random
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tqdm import tqdm

from knowledge.extraction import NOT_READ, Extractor, rule_names
from knowledge.model import Article, Paragraph, Reading
from knowledge.reading import Unreadable, read

SAMPLE = Path(__file__).parents[1] / "knowledge" / "sample"
SECONDS = 30.0
# The clock is looked at between sentences and batches, and an oddity is read twice.
LATE = 15.0
LONGEST = 5_000
SHORT = 600

Dice = random.Random
Change = Callable[[str, Dice], str]


def main() -> None:
    """Try texts and print what broke."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--texts", type=Path, nargs="*", default=[SAMPLE])
    parser.add_argument("--number", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", type=int, help="try this one text and print it")
    options = parser.parse_args()
    stories = texts(options.texts)
    trial = Trial(Extractor(seconds=SECONDS))
    if options.only is not None:
        text = made(stories, options.only, options.seed)
        print(text)
        sys.exit(report(options.only, trial.of(text)))
    failed, began = 0, time.monotonic()
    for number in tqdm(range(options.number), unit=" texts", disable=None):
        failed += report(number, trial.of(made(stories, number, options.seed)))
    print(
        f"{options.number:,} texts, {trial.readings:,} readings, {trial.partial} read in part, "
        f"slowest {trial.slowest:.1f} s, {failed} failures, in {time.monotonic() - began:,.0f} s"
    )
    sys.exit(1 if failed else 0)


def report(number: int, problem: str | None) -> bool:
    """Print what broke over a text; True when something did."""
    if problem is not None:
        print(f"text {number}: {problem}")
    return problem is not None


def texts(folders: list[Path]) -> list[str]:
    """The texts that are changed, in a fixed order."""
    paths = sorted(path for folder in folders for path in folder.rglob("*.[tm][xd]*"))
    return [path.read_text(encoding="utf-8", errors="replace") for path in paths]


@dataclass(slots=True)
class Trial:
    """Extracts texts and looks at what comes out."""

    extractor: Extractor
    readings: int = 0
    partial: int = 0
    slowest: float = 0.0

    def of(self, text: str) -> str | None:
        """What broke over a text, None when nothing did."""
        began = time.process_time()
        try:
            for article in _articles(text):
                problem = self._read(article)
                if problem is not None:
                    return problem
        except Exception:
            return traceback.format_exc()
        took = time.process_time() - began
        self.slowest = max(self.slowest, took)
        allowed = SECONDS * max(1.0, len(text) / 100_000) + LATE
        return f"took {took:.1f} s" if took > allowed else None

    def _read(self, article: Article) -> str | None:
        extraction = self.extractor.extract(article)
        self.readings += len(extraction.readings)
        self.partial += any("in part" in problem for problem in extraction.problems)
        broken = [problem for problem in extraction.problems if NOT_READ in problem]
        if broken:
            return "; ".join(broken)
        return next(filter(None, (fault(article, each) for each in extraction.readings)), None)


def fault(article: Article, reading: Reading) -> str | None:
    """What is wrong with a reading, None when nothing is."""
    if not reading.evidence or reading.rule not in rule_names():
        return f"no evidence or rule: {reading}"
    for evidence in reading.evidence:
        if not evidence.text or article.text[evidence.start : evidence.end] != evidence.text:
            return f"evidence is not in the text: {evidence}"
    for link in reading.links:
        printed = article.text[link.start : link.end]
        if link.via != "outlet" and link.mention.split() != printed.split():
            return f"a link is not in the text: {link}"
    return None


def _articles(text: str) -> Iterator[Article]:
    """The text as a file that was read, if it can be, and just as it is."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "story.md"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        with suppress(Unreadable):
            yield read(path)
    yield Article("story", text, (Paragraph(0, len(text)),), published="2022-11-15")


def made(stories: list[str], number: int, seed: int) -> str:
    """Text `number`: an oddity, else a story that was changed once to thrice."""
    if number < len(ODDITIES):
        return ODDITIES[number]()
    dice = Dice(f"{seed}-{number}")
    text = dice.choice(stories)
    start = dice.randrange(max(1, len(text) - SHORT)) if dice.random() < 0.7 else 0
    length = LONGEST if dice.random() < 0.05 else SHORT
    text = text[start : start + length]
    for _ in range(dice.randint(1, 3)):
        text = dice.choice(CHANGES)(text, dice)[: 4 * LONGEST]
    return text


# --- oddities ------------------------------------------------------------------------------------

_SAID = (
    "Kenyan President Grace Wanjiru met Norwegian Prime Minister Lars Solberg in Oslo on Monday. "
)
ODDITIES: list[Callable[[], str]] = [
    lambda: "",
    lambda: " ",
    lambda: "a",
    lambda: "\x00",
    lambda: "\ud800",
    lambda: "." * 3_000,
    lambda: "“" * 2_000 + _SAID,
    lambda: "”" * 500 + "“" * 500 + _SAID + "”" * 500,
    lambda: "(" * 3_000 + _SAID + ")" * 3_000,
    lambda: "“(‘[" * 400 + _SAID + "]’)”" * 400,
    lambda: ">" * 500 + " " + _SAID,
    lambda: "#" * 500 + " " + _SAID,
    lambda: "- " * 2_000 + _SAID,
    lambda: "1" * 5_000 + " dollars were granted to Kenya. " + _SAID,
    lambda: "$" + "9" * 5_000 + " was granted. $" + "1," * 2_000 + "1 million " + _SAID,
    lambda: "$1" + " million" * 2_000 + " was granted by Norway to Kenya. ",
    lambda: "one hundred and " * 1_500 + "five dollars. " + _SAID,
    lambda: "They met on 99999999999999 November 99999999999999. " + "1/" * 3_000 + "1",
    lambda: "On 31 February 0000, " + "2022-13-45 " * 300 + _SAID,
    lambda: "on Monday " * 1_500 + _SAID,
    lambda: "next year, two days after " * 800 + _SAID,
    lambda: "the President of the President of " * 600 + "Kenya met Norway.",
    lambda: "Kenya and " * 1_500 + "Norway signed an agreement.",
    lambda: "Kenya, " * 1_500 + "met Norway in Oslo, " * 300,
    lambda: "Grace " * 3_000 + "met Lars.",
    lambda: "Mr. " * 3_000 + "Solberg met Ms. Wanjiru.",
    lambda: "he said that " * 1_000 + "“Norway will give Kenya $5 million,” he said.",
    lambda: _SAID * 300,
    lambda: _SAID.replace(" ", "") * 100,
    lambda: _SAID.upper() * 20,
    lambda: "\n".join(_SAID),
    lambda: "\n\n".join(_SAID.split() * 100),
    lambda: _SAID[::-1] * 20,
    lambda: "x" * 200_000,
    lambda: "مرحبا " * 500 + _SAID + "‮" + _SAID,
    lambda: "😀👩‍👩‍👧‍👦🇰🇪" * 500 + _SAID,
    lambda: "".join(sign + "\u0301\u0316\u0334" * 8 for sign in _SAID * 5),
    lambda: "<div>" * 3_000 + _SAID + "</p><script>" * 500,
    lambda: "&lt;" * 2_000 + _SAID,
    lambda: (_SAID * 11_000)[:1_000_000].replace("\n", " "),
]


# --- changes -------------------------------------------------------------------------------------


def _cut(text: str, dice: Dice) -> str:
    return text[dice.randrange(len(text) + 1) :]


def _stop(text: str, dice: Dice) -> str:
    return text[: dice.randrange(len(text) + 1)]


def _shuffle_sentences(text: str, dice: Dice) -> str:
    parts = text.split(". ")
    dice.shuffle(parts)
    return ". ".join(parts)


def _shuffle_words(text: str, dice: Dice) -> str:
    words = text.split(" ")
    at = dice.randrange(len(words))
    some = words[at : at + 60]
    dice.shuffle(some)
    return " ".join([*words[:at], *some, *words[at + 60 :]])


def _drop(text: str, dice: Dice) -> str:
    share = dice.choice((0.02, 0.2))
    return "".join(sign for sign in text if dice.random() > share)


def _sprinkle(text: str, dice: Dice) -> str:
    signs = "\x00\ud83d\u202e\u200b\u0301\ufeff\r\t“”’()[]$%—-:;,.1é中ب\x1d\x1f"
    return "".join(dice.choice(signs) + s if dice.random() < 0.03 else s for s in text)


def _repeat(text: str, dice: Dice) -> str:
    at = dice.randrange(len(text) + 1)
    return text[:at] + text[at : at + dice.randint(1, 60)] * dice.randint(2, 60) + text[at:]


def _encode(text: str, dice: Dice) -> str:
    written, taken = dice.choice((("utf-8", "latin-1"), ("utf-8", "cp1252"), ("utf-16", "latin-1")))
    return text.encode(written, "replace").decode(taken, "replace")


def _case(text: str, dice: Dice) -> str:
    return dice.choice((str.upper, str.lower, str.title, str.swapcase))(text)


def _lines(text: str, dice: Dice) -> str:
    old, new = dice.choice(((" ", ""), (" ", "\n"), ("\n", ""), (" ", "\n\n"), (" ", "\u00a0")))
    return text.replace(old, new)


def _number(text: str, dice: Dice) -> str:
    digits = dice.choice(("1" * 5_000, "0", "31", "9" * 25, "1,000,000", "٣", "²", "1.2.3", "-5"))
    return "".join(digits if s.isdigit() and dice.random() < 0.1 else s for s in text)


def _markup(text: str, dice: Dice) -> str:
    tags = ("<p>", "</div>", "<!--", "&amp;", "<a href='", "]]>", "# ", "> ", "|", "* ", "---\n")
    return " ".join(dice.choice(tags) + w if dice.random() < 0.1 else w for w in text.split(" "))


CHANGES: list[Change] = [
    _cut, _stop, _shuffle_sentences, _shuffle_words, _drop, _sprinkle, _repeat, _encode, _case,
    _lines, _number, _markup,
]  # fmt: skip

if __name__ == "__main__":
    main()
