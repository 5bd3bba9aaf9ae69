import pytest

from knowledge.reading import parse_text

SAMPLES = {
    "en": "The president met the minister in the harbour, and both were pleased with the talks.",
    "fr": "La présidente a rencontré le ministre au port, et tous deux se sont félicités des "
    "entretiens qui ont duré plus de deux heures.",
    "de": "Die Präsidentin traf den Minister im Hafen, und beide zeigten sich mit den Gesprächen "
    "zufrieden, die zwei Stunden dauerten.",
    "es": "La presidenta se reunió con el ministro en el puerto y ambos se mostraron satisfechos "
    "con las conversaciones, que duraron dos horas.",
    "ru": "Президент встретилась с министром в порту, и оба остались довольны переговорами, "
    "которые длились два часа.",
    "km": "លោកស្រីប្រធានាធិបតីបានជួបជាមួយលោករដ្ឋមន្ត្រីនៅកំពង់ផែ ហើយភាគីទាំងពីរពេញចិត្តនឹងកិច្ចពិភាក្សា",
    "ja": "大統領は港で大臣と会談し、双方は二時間にわたる話し合いに満足の意を示した。",
    "ar": "التقت الرئيسة بالوزير في الميناء، وأعرب الجانبان عن ارتياحهما للمحادثات التي "
    "استمرت ساعتين.",
}


@pytest.mark.parametrize("code", SAMPLES)
def test_the_language_is_found(code: str) -> None:
    assert parse_text(SAMPLES[code], "x").language == code


@pytest.mark.parametrize(
    "text", ["Lima met Okoro.", "OK", "12.", "Peru-Japan", "Hun Sen meets Kishida Fumio, Yoon"]
)
def test_short_latin_text_counts_as_english(text: str) -> None:
    assert parse_text(text, "x").language == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Okoro visits Quito, Lagos, Jakarta, Bangkok, Manila, Kuala Lumpur; Lima, Elph, van Dam",
        "Participants: Ana Lima (Peru), Tom Okoro (Nigeria), Rudolf Elph (Austria), Jo Roe (UK)",
    ],
)
def test_lists_of_names_count_as_english(text: str) -> None:
    assert parse_text(text, "x").language == "en"


def test_foreign_names_do_not_make_an_article_foreign() -> None:
    text = SAMPLES["en"] + " Image: Дмитрий Кошелев. 大統領 Ana Lima of the port spoke."
    assert parse_text(text, "x").language == "en"


def test_an_article_in_another_language_is_returned_whole() -> None:
    article = parse_text(SAMPLES["fr"], "x")
    assert (article.text, len(article.paragraphs)) == (SAMPLES["fr"], 1)
