"""What Dateline says when it can't read a query: plain sentences, each with the next step.

None of them repeats the words that were not understood.
"""

from knowledge.commands import COMMANDS, DATELINE
from knowledge.wording.facts import enumerate_words

_NAMES = [f"/{command.name}" for command in COMMANDS]
_WORDS = [command.name for command in COMMANDS if command is not DATELINE]

TOO_LONG = (
    "That is too long to read as a query. A name, a place and a date are enough: "
    "“/meetings Japan November 2022”."
)
NO_WORDS = (
    "There is nothing to search for in that. Type a name, a country or a date: “/meetings Japan”."
)
NO_SUCH_COMMAND = (
    f"There is no such command. There are {enumerate_words(_NAMES)}; “/dateline help” shows how "
    "to use them."
)
NO_SUCH_SUBCOMMAND = (
    f"After /dateline comes help, status, {enumerate_words(_WORDS, 'or')}: “/dateline meetings "
    "Japan”, “/dateline help”."
)
CHECK_ELSEWHERE = (
    "A text is checked where its answer can be shown sentence by sentence: in Slack with "
    "“/dateline check” and the text, at a terminal with “python -m knowledge check-draft FILE”."
)
NOT_UNDERSTOOD = (
    "I can tell who met whom, who somebody is, what was said, agreed, paid and planned: try "
    "“meetings Japan since March 2022”, “who is Kishida”, “deals with Vietnam” or “help”."
)
NO_DATE = (
    "There is no date that I can read after that word. Write one like 12 November 2022, "
    "November 2022, 2022 or 2022-11-12: “since 12 November 2022”."
)
EMPTY_PERIOD = (
    "These dates leave no day in common. Give one period: “since March 2022”, "
    "“between 12 and 13 November 2022”."
)
CANT_EXCLUDE = (
    "I can't leave things out of a search. Say what should be found instead: a name, a place, a "
    "date, a topic, or a state such as held, signed or planned."
)
FIRST_PAGE = "Pages begin with 1."
ONE_AT_A_TIME = "“Or” works between countries alone; here I look for one at a time. Which one?"
NOBODY_WHO = (
    "I know nobody, no office and no country of that name. Check the spelling, or type a country "
    "to see its people: “/whois Cambodia”."
)
WORDS_LEFT_OUT = "Words that nothing of this kind in the archive has are left out."
NEWEST_FIRST = "The newest come first; the earliest are on the last page."
NOBODY = (
    "No person, country or organisation of that name is in the archive. Check the spelling, or "
    "search the articles' words: “/meetings about trade”."
)
WHOIS_WHOM = (
    "Whom do you mean? Type a name, an office or a country: “/whois Kishida”, "
    "“/whois prime minister of Japan”, “/whois Cambodia”."
)


def which(said: list[str]) -> str:
    """The question back when words may mean several; `said` must be safe to show."""
    quoted = enumerate_words([f"“{words}”" for words in said])
    return f"Which {quoted} do you mean?"


def what_about(label: str) -> str:
    """The question back to a bare name."""
    return f"What do you want to know about {label}?"


def taken_as(said: str, label: str) -> str:
    """The note when a name was not typed as it is written."""
    return f"Showing {label} for “{said}”."


def taken_as_the_one_held(said: str, label: str, others: list[str]) -> str:
    """The note when only one of several meanings has anything in the archive."""
    return f"Showing {label} for “{said}”; nothing on {enumerate_words(others, 'or')}."


def none_held(things: str, others: list[str]) -> str:
    """The answer when words may mean several, of none of which the archive has what was asked."""
    return f"The archive has no {things} that involve {enumerate_words(others, 'or')}."


def spoken_of(label: str) -> str:
    """The note when nobody speaks for a party, but others speak of it."""
    return f"Nobody speaks for {label} here; showing what was said about it."


def not_spoken_by(label: str) -> str:
    """The note when a party said nothing of the kind, but others spoke of it."""
    return f"Nothing of that by {label} itself; showing what names it."


def named_in_sentences(label: str) -> str:
    """The note when a person is no part of facts whose sentences give the name."""
    return f"Showing what names {label} in its sentence."


def not_said_by(label: str) -> str:
    """The note when somebody said nothing of the kind, but others did in a sentence with them."""
    return (
        f"Nothing of that is told as said by {label}; these are words of others whose sentence "
        "gives that name."
    )


def taken_as_words(said: str, label: str) -> str:
    """The note when nothing involves what words name, but sentences hold the words."""
    return f"Nothing here involves {label} itself; showing what mentions “{said}”."


def taken_as_title(titles: list[str]) -> str:
    """The note when words were found in printed titles."""
    return f"Showing who is called {enumerate_words([f'“{title}”' for title in titles], 'or')}."


def latest_day(ordinal: str, words: str) -> str:
    """The note when only the day of a month was given and the archive holds such a day."""
    return f"{ordinal} is taken as the latest such day in the archive: {words}."


def no_such_day(ordinal: str, words: str) -> str:
    """The note when only the day of a month was given and the archive holds none."""
    return f"The archive has no {ordinal} of any month; taken as {words}."


def nothing_follows(word: str) -> str:
    """The note when a word that begins a clause stands alone."""
    return f"Nothing that I know follows “{word}”, so it was left out."


def no_condition(word: str) -> str:
    """The note when nothing was typed but a word for meetings of any kind."""
    return (
        f"“{word}” fits every meeting. Narrow it down by visit, call or summit, by held or "
        "planned, by name or date."
    )


def taken_as_place(place: str, country: str) -> str:
    """The note when a capital on its own was read as a place."""
    return f"Showing what took place in {place}; for the country, type {country}."


def taken_as_country(capital: str, country: str) -> str:
    """The note when a capital on its own was read as its country."""
    return f"Showing {country} for “{capital}”; for the town itself, type “in {capital}”."


def taken_as_occasion(name: str) -> str:
    """The note when an organisation that is in no meeting was read as an occasion."""
    return f"{name} itself is in no meeting of the archive; showing those on its occasions."


def latest_date(words: str) -> str:
    """The note when a date had no year and the archive holds such a date."""
    return f"No year was given, so the latest such date in the archive is taken: {words}."


def latest_year(words: str) -> str:
    """The note when a range had no year and the archive has something in it, if not that day."""
    return f"No year was given, so the latest that the archive reaches is taken: {words}."


def no_such_date(words: str) -> str:
    """The note when a date had no year and the archive holds no such date."""
    return f"No year was given and the archive has no such date; taken as {words}."
