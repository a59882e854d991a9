#!/usr/bin/env python3
"""Writes each sample of ../samples again as a Word document, a PDF, a web page and a mail.

    python3 data/twins/make.py

Needs LibreOffice 7 or newer (`soffice`; Debian: libreoffice-writer-nogui) and Python 3.9 or newer, nothing else. What it
makes is committed, so that the tests need neither; `crates/importer/tests/twins.rs` reads it.
"""
import email.policy
import pathlib
import subprocess
import tempfile
from email.message import EmailMessage
from email.utils import format_datetime
from datetime import datetime, timezone

HERE = pathlib.Path(__file__).resolve().parent
SAMPLES = HERE.parent / "samples"
# What their bytes are, as LibreOffice and as Python call it; any other is UTF-8.
ENCODINGS = {"2021-01-compte-rendu-telephonie": ("MS_1252", "cp1252")}
# When each mail was sent: after the last thing that its text tells of, so that it adds nothing.
SENT = {
    "2016-06-post-incident-report": datetime(2016, 6, 28, tzinfo=timezone.utc),
    "2021-05-page-etat-stockage": datetime(2021, 7, 2, tzinfo=timezone.utc),
}


def convert(source, target, out, encoding=None):
    """One run of LibreOffice."""
    reading = [f"--infilter=Text (encoded):{encoding}"] if encoding else []
    command = ["soffice", "--headless", "--convert-to", target, *reading, "--outdir", str(out), str(source)]
    subprocess.run(command, check=True, capture_output=True)


def pdf(sample, encoding, out):
    """By way of a document with smaller letters, so that lines of a hundred letters fit on a page as they are."""
    with tempfile.TemporaryDirectory() as folder:
        convert(sample, "fodt", folder, encoding)
        document = pathlib.Path(folder) / f"{sample.stem}.fodt"
        text = document.read_text(encoding="utf-8")
        document.write_text(text.replace('fo:font-size="10pt"', 'fo:font-size="7pt"'), encoding="utf-8")
        convert(document, "pdf", out)


def mail(sample, encoding, out):
    """The text as a quoted-printable part, the first line as the subject."""
    text = sample.read_bytes().decode(encoding).lstrip("\ufeff").replace("\r\n", "\n")
    message = EmailMessage(policy=email.policy.SMTP)
    message["From"] = "Operations <operations@example.org>"
    message["To"] = "customers@example.org"
    message["Subject"] = next(line for line in text.splitlines() if line.strip()).strip()
    if sample.stem in SENT:
        message["Date"] = format_datetime(SENT[sample.stem])
    message["Message-ID"] = f"<{sample.stem}@example.org>"
    message.set_content(text, cte="quoted-printable")
    (out / f"{sample.stem}.eml").write_bytes(message.as_bytes())


def main():
    for sample in sorted(SAMPLES.glob("*.txt")):
        for_office, for_python = ENCODINGS.get(sample.stem, ("UTF8", "utf-8"))
        convert(sample, "docx:MS Word 2007 XML", HERE, for_office)
        convert(sample, "html:HTML (StarWriter)", HERE, for_office)
        pdf(sample, for_office, HERE)
        mail(sample, for_python, HERE)
        print(sample.stem)


if __name__ == "__main__":
    main()
