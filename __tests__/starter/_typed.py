"""Runs a program on a pseudo terminal. Arguments: a JSON list of pairs (text to wait for, keys to type), then the program.
Prints JSON: the exit code, and the output."""

import json
import os
import pty
import select
import sys
import time

TYPED, PROGRAM = json.loads(sys.argv[1]), sys.argv[2:]
LIMIT = 60

pid, terminal = pty.fork()
if pid == 0:
    os.execvp(PROGRAM[0], PROGRAM)

output = b""
begin = 0
end = time.monotonic() + LIMIT
while time.monotonic() < end:
    if TYPED and TYPED[0][0].encode() in output[begin:]:
        text, keys = (part.encode() for part in TYPED.pop(0))
        # What is found is not found again.
        begin = output.index(text, begin) + len(text)
        os.write(terminal, keys)
        continue
    if not select.select([terminal], [], [], 0.1)[0]:
        continue
    try:
        part = os.read(terminal, 65536)
    except OSError:
        break
    if not part:
        break
    output += part
else:
    os.kill(pid, 9)

code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
print(json.dumps({"code": code, "output": output.decode(), "left": TYPED}))
