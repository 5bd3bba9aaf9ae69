"""Names of hosts → their addresses, in time.

The system's resolver can't be told how long it may take, so it is asked in a thread that is left
to itself when it takes too long.
"""

import queue
import socket
import threading

MOST_AT_ONCE = 16
"""Look-ups under way; those that were left to themselves end when the resolver gives up."""

_free = threading.BoundedSemaphore(MOST_AT_ONCE)


def looked_up(host: str, port: int, seconds: float) -> list[str]:
    """The IP addresses of a host, without zones, in the resolver's order.

    Raises:
        OSError: there are none (`socket.gaierror`).
        TimeoutError: it took longer than so many seconds.
        UnicodeError: no host can have such a name.
    """
    if not _free.acquire(timeout=seconds):
        raise TimeoutError
    answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def look() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put([str(entry[4][0]).split("%")[0] for entry in found])
        except Exception as error:
            answers.put(error)
        finally:
            _free.release()

    try:
        threading.Thread(target=look, name="look-up", daemon=True).start()
    except RuntimeError:
        _free.release()
        raise OSError("no thread can be begun") from None
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(answer, Exception):
        raise answer
    return answer
