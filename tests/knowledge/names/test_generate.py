"""The generated table of CLDR names."""

from knowledge.names import generate


def test_the_table_is_current() -> None:
    expected = generate.render(generate.collect())
    assert generate.TARGET.read_text(encoding="utf-8") == expected, (
        "run `python -m knowledge.names.generate`"
    )
