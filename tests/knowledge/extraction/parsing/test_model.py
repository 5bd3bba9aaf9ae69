"""Which language model reads, and that its files are the official ones."""

from pathlib import Path

import pytest

from knowledge.extraction.parsing import model


def test_the_model_in_use_is_the_official_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(model.ENVIRONMENT_KEY, raising=False)
    model.describe.cache_clear()
    info = model.describe()
    assert info.official is True
    assert info.differing == ()
    assert info.key == f"{info.name}-{model.OFFICIAL_VERSION}"


def test_a_named_model_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(model.ENVIRONMENT_KEY, "no_such_pipeline")
    model.describe.cache_clear()
    with pytest.raises(model.ModelProblem, match="no_such_pipeline"):
        model.describe()
    model.describe.cache_clear()


def test_files_that_were_changed_are_reported(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(model.ENVIRONMENT_KEY, raising=False)
    monkeypatch.setattr(model, "_model_folder", lambda name: tmp_path)
    model.describe.cache_clear()
    with pytest.raises(model.ModelProblem, match="not the official ones"):
        model.load()
    model.describe.cache_clear()


def test_a_folder_that_is_no_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(model.ENVIRONMENT_KEY, str(tmp_path))
    model.describe.cache_clear()
    assert model.describe().official is None
    with pytest.raises(model.ModelProblem, match="can't be loaded"):
        model.load()
    model.describe.cache_clear()
