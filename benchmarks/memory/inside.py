"""`app.py` with a probe: for each SIGUSR1 it writes a line of JSON to a file.

python -m benchmarks.memory.inside FILE
"""

import ctypes
import functools
import gc
import json
import os
import runpy
import signal
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]

_PARTS = ("arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks")
_PAGES_BEYOND = 2
"""The number of SQLITE_STATUS_PAGECACHE_OVERFLOW: bytes of pages, which `malloc` has given."""


class _Mallinfo(ctypes.Structure):
    """What glibc's `mallinfo2` gives."""

    _fields_ = [(name, ctypes.c_size_t) for name in (*_PARTS, "fordblks", "keepcost")]


def told() -> dict[str, Any]:
    """What this process takes, in bytes, blocks and entries; None for what can't be found out."""
    status = Path("/proc/self/status").read_text().splitlines()
    lines = dict(line.split(":", 1) for line in status if ":" in line)
    return {
        "resident": int(lines["VmRSS"].split()[0]) * 1024,
        "highest": int(lines["VmHWM"].split()[0]) * 1024,
        "load": os.getloadavg()[0],
        "malloc": _malloc(),
        "sqlite": _sqlite(),
        "blocks": sys.getallocatedblocks(),
        "objects": len(gc.get_objects()),
        "caches": _caches(),
    }


def _malloc() -> dict[str, int] | None:
    """Bytes that `malloc` has given out, that it keeps free, and its pools."""
    libc = ctypes.CDLL(None)
    if not hasattr(libc, "mallinfo2"):
        return None
    libc.mallinfo2.restype = _Mallinfo
    found = libc.mallinfo2()
    libc.open_memstream.restype = ctypes.c_void_p
    text, length = ctypes.c_char_p(), ctypes.c_size_t()
    stream = ctypes.c_void_p(libc.open_memstream(ctypes.byref(text), ctypes.byref(length)))
    libc.malloc_info(0, stream)
    libc.fclose(stream)
    pools = (text.value or b"").count(b"<heap nr=")
    libc.free(text)
    return {"used": found.uordblks + found.hblkhd, "free": found.fordblks, "pools": pools}


def _sqlite() -> dict[str, int] | None:
    """Bytes that SQLite has, at most had, and has of pages, where its library can be asked."""
    try:
        library = ctypes.CDLL("libsqlite3.so.0")
    except OSError:
        # It is built into Python's own module here.
        return None
    now, most = ctypes.c_int64(), ctypes.c_int64()
    library.sqlite3_memory_used.restype = ctypes.c_int64
    library.sqlite3_memory_highwater.restype = ctypes.c_int64
    library.sqlite3_status64(_PAGES_BEYOND, ctypes.byref(now), ctypes.byref(most), 0)
    used, highest = library.sqlite3_memory_used(), library.sqlite3_memory_highwater(0)
    return {"used": used, "highest": highest, "pages": now.value}


def _caches() -> dict[str, tuple[int, int | None]]:
    """How full each cache of a function is, and how full it may become."""
    found = {}
    for module in list(sys.modules.values()):
        for one in list(vars(module).values()) if hasattr(module, "__dict__") else ():
            if isinstance(one, functools._lru_cache_wrapper) and one.__module__ == module.__name__:
                info = one.cache_info()
                found[f"{one.__module__}.{one.__qualname__}"] = (info.currsize, info.maxsize)
    return found


def main(file: Path) -> None:
    """Run the bot; what it tells comes after the lines that the file has."""

    def tell(*_: object) -> None:
        with file.open("a") as lines:
            lines.write(json.dumps(told()) + "\n")

    signal.signal(signal.SIGUSR1, tell)
    sys.argv = ["app.py"]
    runpy.run_path(str(ROOT / "app.py"), run_name="__main__")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
