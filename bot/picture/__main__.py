"""The drawing process: a plan as JSON on stdin, the PNG on stdout."""

import json
import sys

from bot.picture.drawing import draw

if __name__ == "__main__":
    plan = json.load(sys.stdin)
    sys.stdout.buffer.write(draw(plan))
