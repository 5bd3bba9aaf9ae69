"""Every metric that `/metrics` tells: its name, what it counts, and what its labels may be.

docs/operating.md has them in a table, which a test holds to this one. No label ever holds what
somebody typed, who they are or where: the values come from this house and from Slack's own codes,
and are bounded in number.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a metric is read."""

    COUNTER = "counter"
    GAUGE = "gauge"
    HISTOGRAM = "histogram"


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric.

    `buckets` are the upper bounds of a histogram, in seconds. `values` are those of its only label
    that it has from the start: what is first told as 1 has not risen, for Prometheus.
    """

    name: str
    kind: Kind
    help: str
    labels: tuple[str, ...] = ()
    buckets: tuple[float, ...] = ()
    values: tuple[str, ...] = ()


_FAST = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0)
_WAITED = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0, 10.0)
_ANSWER = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0, 60.0)
_LATE = (1.0, 5.0, 15.0, 60.0, 300.0, 1800.0, 7200.0)

REQUESTS = Metric(
    "dateline_requests_total",
    Kind.COUNTER,
    "Requests of Slack's that have ended.",
    ("surface", "what", "outcome"),
)
ACK = Metric(
    "dateline_ack_seconds",
    Kind.HISTOGRAM,
    "Until Slack had its acknowledgement; it waits for 3 seconds.",
    ("surface",),
    _WAITED,
)
ANSWER = Metric(
    "dateline_answer_seconds",
    Kind.HISTOGRAM,
    "Until a request was served: the answer is with Slack.",
    ("surface", "what"),
    _ANSWER,
)
REFUSALS = Metric(
    "dateline_refusals_total",
    Kind.COUNTER,
    "Requests that were not answered as asked: the error, or the status of what is none of "
    "Slack's.",
    ("reason",),
)
WORK = Metric(
    "dateline_thread_work_seconds",
    Kind.HISTOGRAM,
    "Pieces of work on the fact base: SQL and what is made of it, in a reader's thread or the "
    "writer's.",
    ("thread",),
    _FAST,
)
WAIT = Metric(
    "dateline_thread_wait_seconds",
    Kind.HISTOGRAM,
    "How long such a piece waited for its thread.",
    ("thread",),
    _FAST,
)
LAG = Metric(
    "dateline_loop_lag_seconds",
    Kind.HISTOGRAM,
    "How late the event loop was when it was to do something.",
    (),
    _FAST,
)
CALLS = Metric(
    "dateline_slack_calls_total",
    Kind.COUNTER,
    "Calls of Slack's Web API, and answers at a response_url, each counted once with its retries; "
    "the result is ok, Slack's error code, http_STATUS, unreachable, or other.",
    ("method", "result"),
)
CALL_TIME = Metric(
    "dateline_slack_call_seconds",
    Kind.HISTOGRAM,
    "How long such a call took, with its retries.",
    (),
    _ANSWER,
)
RETRIES = Metric(
    "dateline_slack_retries_total",
    Kind.COUNTER,
    "Requests to Slack that were made again: its HTTP status, or unreachable.",
    ("why",),
)
DIGESTS = Metric(
    "dateline_digests_total",
    Kind.COUNTER,
    "Editions of digests and alerts, by what became of them.",
    ("outcome",),
    values=("posted", "nothing_new", "given_up", "unsure"),
)
LATENESS = Metric(
    "dateline_digest_lateness_seconds",
    Kind.HISTOGRAM,
    "How long after its hour an edition stood.",
    (),
    _LATE,
)
LINES = Metric(
    "dateline_log_lines_total",
    Kind.COUNTER,
    "Lines of the log.",
    ("level",),
    values=("info", "warning", "error", "critical"),
)

MEASURED = (
    REQUESTS,
    ACK,
    ANSWER,
    REFUSALS,
    WORK,
    WAIT,
    LAG,
    CALLS,
    CALL_TIME,
    RETRIES,
    DIGESTS,
    LATENESS,
    LINES,
)
"""Those that are added up while the bot works."""


def _gauge(name: str, help: str, *labels: str) -> Metric:
    return Metric(f"dateline_{name}", Kind.GAUGE, help, labels)


READY = _gauge("ready", "1 while questions are answered, as /healthz/ready tells.")
LIVE = _gauge("live", "1 while the process works, as /healthz/live tells.")
CONNECTED = _gauge("connected", "1 while Slack's requests can reach the bot.")
ATTEMPTS = Metric(
    "dateline_socket_connections_total",
    Kind.COUNTER,
    "Connections of Socket Mode that were asked for: the first, and each to replace one.",
)
WRITABLE = _gauge("writable", "1 unless the last write into the fact base failed.")
DISK_FREE = _gauge("disk_free_bytes", "Room that is left on the disk of the fact base.")
STARTED = _gauge("started_seconds", "When the bot was started, in seconds since 1970.")
BUILD = _gauge(
    "build_info", "Always 1; what runs.", "version", "schema", "python", "sqlite", "mode"
)
QUEUE = _gauge(
    "queue_length",
    "What waits: requests being served, work for readers, the process beside them and the "
    "writer, posts for their turn, drafts to check.",
    "queue",
)
BUSY = _gauge(
    "thread_busy_seconds",
    "How long the readers, or the writer, have been at their present work: the longest of them.",
    "thread",
)
ARTICLES = _gauge("articles", "Articles in the archive.")
FACTS = _gauge("facts", "Facts in the archive.")
SOURCES = _gauge("sources", "Sources that are followed, paused ones too.")
FAILING = _gauge("sources_failing", "Sources whose last poll failed.")
NEWEST = _gauge("ingest_age_seconds", "Since an article, or a new version of one, was last saved.")
POLLED = _gauge("poll_age_seconds", "Since a source was last fetched with success.")
STALE = _gauge("ingest_stale", "1 while nothing new has come for DATELINE_STALE_HOURS.")
REPLICA = _gauge("replica_alive", "1 while the continuous backup runs; absent where there is none.")
RESTARTS = Metric(
    "dateline_replica_restarts_total",
    Kind.COUNTER,
    "How often the continuous backup had to be begun anew.",
)
COPIED = _gauge("replica_age_seconds", "Since the replica last held all that there was.")
SHARED = _gauge("replica_shared", "1 once another Dateline was seen to copy to the same replica.")
TROUBLE = _gauge("replica_trouble_seconds", "Since the continuous backup last said that it failed.")

STATES = (
    READY,
    LIVE,
    CONNECTED,
    ATTEMPTS,
    WRITABLE,
    DISK_FREE,
    STARTED,
    BUILD,
    QUEUE,
    BUSY,
    ARTICLES,
    FACTS,
    SOURCES,
    FAILING,
    NEWEST,
    POLLED,
    STALE,
    REPLICA,
    RESTARTS,
    COPIED,
    SHARED,
    TROUBLE,
)
"""Those that are looked up when they are asked for; what is not known then is left out."""

METRICS = MEASURED + STATES
