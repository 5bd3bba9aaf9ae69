"""Texts of our own that tests reprint, cut and edit, as newsrooms do with those of an agency."""

import random
from collections.abc import Callable, Sequence

from knowledge.model import Article, Paragraph, ParagraphRole

STORY = (
    "The harbour town of Velden opened its new ferry terminal on Saturday, four years after a"
    " storm tore the old one from its piles and left the islands without a crossing for a winter.",
    "Transport minister Ilse Corvin cut a rope of seaweed, as custom has it, and took the first"
    " boat across with two hundred schoolchildren and a brass band that lost a tuba to the swell.",
    "“Nobody on the islands should have to ask the weather whether a doctor can come,” Corvin said"
    " on the quay, where fishermen had hung their nets from the cranes to keep the gulls away.",
    "The terminal cost 41 million crowns, of which the Nordmark Development Bank lent thirty and"
    " the three island parishes raised the rest by selling shares in the ferry to their residents.",
    "Its roof carries solar panels that are to charge the boats overnight. Engineers from the"
    " yard at Brunsholt said the batteries had lasted two crossings more than promised in trials.",
    "Not everybody was pleased. Shopkeepers in the old harbour street fear that visitors will now"
    " walk past them to the larger stores at the ring road, and have asked for a bus of their own.",
    "The council is to vote on the bus in November. Until then, mayor Tarje Holm said, the town"
    " will run a horse cart between the quay and the market, weather and horses permitting.",
)
"""An agency's report."""

OTHER_HAND = (
    "Four winters after the storm, Velden has a ferry terminal again. Islanders queued from dawn"
    " on Saturday to be on the first boat, and most of them were still queueing at noon.",
    "Ilse Corvin, the transport minister, arrived by bicycle and left by boat, with a school choir"
    " and musicians from the fire brigade. The swell took one of their instruments overboard.",
    "“Nobody on the islands should have to ask the weather whether a doctor can come,” she told"
    " reporters. Her ministry paid nothing towards the building, which a bank and locals financed.",
    "The bill came to 41 million crowns. Thirty of them are a loan of the Nordmark Development"
    " Bank; parishioners bought ferry shares for the remainder, some of them with their savings.",
    "Traders around the old harbour expect to lose custom to the ring road. They want the council"
    " to pay for a shuttle bus; until it decides, Tarje Holm, the mayor, is sending a horse cart.",
)
"""The same event by somebody else, with the same figures and the same quotation."""

LOCAL = (
    "Readers of this paper from the outer skerries told us that they had rowed in for the day and"
    " would row home again, having been promised a terminal three times before in their lives."
)

SERIAL = (
    "The weekly bulletin of the Velden harbour office lists arrivals, departures and depths as of"
    " Sunday evening. Depths are given in metres below the chart datum. Masters are reminded that"
    " the signal station answers on channel twelve between six in the morning and ten at night."
)
"""What a serial report says every week."""

READOUT = (
    "The President of {country} received {name}, {title} of {other}, on {day}. The two sides"
    " exchanged views on {first} and {second} and agreed to stay in close contact. The talks"
    " proceeded in a friendly atmosphere. Present were the {ministry} minister, {aide}, and the"
    " ambassadors of both countries. The guest also laid a wreath at the {monument} and toured"
    " the {sight} before flying on to {next} in the evening."
)
"""What every readout of an office says."""

READOUTS = (
    READOUT.format(
        country="Nordmark", name="Anselm Vey", title="the foreign minister", other="Sorrel",
        day="Tuesday", first="salmon quotas", second="the Brunsholt bridge", ministry="fisheries",
        aide="Runa Skov", monument="mariners' column", sight="glass museum", next="Tarn",
    ),
    READOUT.format(
        country="Nordmark", name="Maud Ekeby", title="the speaker of parliament", other="Tarn",
        day="Friday", first="student exchange", second="rail fares", ministry="education",
        aide="Per Lindmo", monument="old parliament steps", sight="botanical garden", next="Sorrel",
    ),
)  # fmt: skip


def written(
    id: str,
    paragraphs: Sequence[str],
    published: str | None = "2024-05-18",
    *,
    title: str = "Velden opens its ferry terminal",
    outlet: str | None = "Coast Agency",
    dateline: str | None = None,
) -> Article:
    """An article of these paragraphs, the dateline in one of its own before them."""
    told = [*([dateline] if dateline else []), *paragraphs]
    spans, at = [], 0
    for number, one in enumerate(told):
        role = ParagraphRole.DATELINE if dateline and not number else ParagraphRole.BODY
        spans.append(Paragraph(at, at + len(one), role))
        at += len(one) + 2
    basis = "given" if published else None
    return Article(id, "\n\n".join(told), tuple(spans), title, outlet, None, published, basis, None)


def edited(paragraphs: Sequence[str], every: int) -> list[str]:
    """With every so manieth word replaced, as an editor does who has a style book."""
    count = 0
    made = []
    for one in paragraphs:
        words = one.split(" ")
        for at in range(len(words)):
            count += 1
            if count % every == 0:
                words[at] = f"reworded{count}"
        made.append(" ".join(words))
    return made


def shuffled(articles: Sequence[Article], seed: int) -> list[Article]:
    """The same articles in another order."""
    found = list(articles)
    random.Random(seed).shuffle(found)
    return found


Reprint = Callable[[Sequence[str]], Sequence[str]]

REPRINTS: dict[str, Reprint] = {
    "verbatim": lambda told: told,
    "under the byline of a desk": lambda told: ["By our harbour desk and agencies", *told],
    "cut to the first half": lambda told: told[:4],
    "with a local paragraph": lambda told: [*told[:3], LOCAL, *told[3:]],
    "lightly edited": lambda told: edited(told, 12),
    "edited and cut": lambda told: edited(told, 15)[:5],
    "updated": lambda told: [LOCAL, *edited(told, 20)],
    "in one paragraph and capitals": lambda told: [" ".join(told).upper()],
    "with other quotation marks": lambda told: [
        one.replace("“", '"').replace("”", '"').replace("—", "-") for one in told
    ],
}
"""What becomes of an agency's report in other papers."""

OTHERS: dict[str, tuple[Sequence[str], Sequence[str]]] = {
    "the same event by another hand": (STORY, OTHER_HAND),
    "serial reports": (
        [SERIAL, "Arrived: the Hedvig with timber, the Anna Lis in ballast, the Nordlys with ore"
         " for the smelter. Sailed: the Tove. Depth at the north quay 6.1, at the coal pier 5.4."
         " The dredger works west of the mole until further notice and shows a red flag by day."],
        [SERIAL, "No arrivals because of fog. The lifeboat was out twice for pleasure craft that"
         " had lost sight of the breakwater; nobody was hurt. The fish auction is moved to Tuesday"
         " noon. Buyers are asked to leave the loading bays free for the ice company's lorries."],
    ),
    "readouts of one office": ([READOUTS[0]], [READOUTS[1]]),
    "a round-up with the lead of it": (
        [STORY[0], *(f"In other news item {n} tells of matter {n} at place {n}, where person {n}"
                     f" did thing {n} on day {n} for reason {n}." for n in range(25))],
        STORY,
    ),
}  # fmt: skip
"""What has much in common without being a copy."""
