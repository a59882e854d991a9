#!/usr/bin/env python3
"""Runs the commands that the Markdown pages show and puts what they print in place of what stands there.

    python3 docs/refresh.py [--check] FILE.md...

In a page, a fence that begins with ```console is a stretch of a terminal session: lines that begin with `$ ` are
commands, the lines after one are what it printed. All commands of a page run one after the other in one shell, which
starts in an empty folder that holds a copy of `data/samples`, with `target/debug` first on the PATH and a terminal 120
columns wide. Results stand before talk (standard error), each whole: the two never interleave. `head` reads to the end of
what it is given, so that no command ends early or late by chance.

--check changes nothing and exits with 1 where a page shows something else than the program prints.
Only the standard library is used.
"""
import argparse, os, pathlib, re, shlex, shutil, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
FENCE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MARK = "\x1e"


def commands(block):
    return [line[2:] for line in block.splitlines() if line.startswith("$ ")]


def outputs(lines):
    """What each command prints, all run in one shell."""
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    home = tempfile.mkdtemp()
    try:
        folder = pathlib.Path(home, "incstats")
        shutil.copytree(ROOT / "data" / "samples", folder / "data" / "samples")
        out, err = shlex.quote(f"{home}/out"), shlex.quote(f"{home}/err")
        script = 'head() { command head "$@"; cat >/dev/null; }\n' + "".join(
            f"{{ {line}\n}} >{out} 2>{err}\ncat {out} {err}\nprintf '{MARK}'\n" for line in lines
        )
        env = {**os.environ, "PATH": f"{target / 'debug'}:{os.environ['PATH']}", "COLUMNS": "120", "NO_COLOR": "1"}
        env.pop("INCSTATS_PROJECT", None)
        done = subprocess.run(["bash"], input=script, cwd=folder, env=env, capture_output=True, text=True)
        if done.stderr:
            sys.exit(f"the shell complains: {done.stderr.strip()}")
        return done.stdout.split(MARK)[:-1]
    finally:
        shutil.rmtree(home)


def refreshed(page):
    wanted = [line for block in FENCE.findall(page) for line in commands(block)]
    printed = dict(enumerate(outputs(wanted))) if wanted else {}
    number = iter(range(len(wanted)))

    def redrawn(match):
        out = []
        for line in commands(match[1]):
            text = "\n".join(part.rstrip() for part in printed[next(number)].rstrip("\n").split("\n"))
            out.append(f"$ {line}\n" + (f"{text}\n" if text else ""))
        return "```console\n" + "".join(out) + "```"

    return FENCE.sub(redrawn, page)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("pages", nargs="+", type=pathlib.Path)
    args = parser.parse_args()
    stale = []
    for path in args.pages:
        page = path.read_text(encoding="utf-8")
        new = refreshed(page)
        if new != page:
            stale.append(str(path))
            if not args.check:
                path.write_text(new, encoding="utf-8")
    if stale:
        print(("out of date: " if args.check else "refreshed: ") + ", ".join(stale))
    return 1 if args.check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
