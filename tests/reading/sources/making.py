"""Files of every format made from plain lines, as other programs would make them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

LINES = (
    "Norway and Iceland talk about the strait",
    "Norway demanded on Friday that Iceland withdraw its ships from the strait.",
    "Iceland refused to withdraw and accused Norway of overfishing.",
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(lines: Sequence[str] = LINES, body: str | None = None) -> bytes:
    """A Word document with a paragraph for each line, or with this XML as its body."""
    inner = body or "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines)
    xml = f'<?xml version="1.0"?><w:document xmlns:w="{WORD}"><w:body>{inner}</w:body></w:document>'
    return archive({"[Content_Types].xml": "<Types/>", "word/document.xml": xml})


def archive(files: dict[str, str | bytes]) -> bytes:
    """A ZIP archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


def pdf(pages: Sequence[Sequence[str]] = (LINES,)) -> bytes:
    """A PDF file with these lines on its pages."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    objects.append(font)
    kids = []
    for lines in pages:
        shown = b"".join(b"(" + _escaped(line) + b") Tj T*\n" for line in lines)
        stream = b"BT /F1 11 Tf 14 TL 50 780 Td\n" + shown + b"ET"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    return _assembled(objects)


def _escaped(line: str) -> bytes:
    data = line.encode("cp1252")
    return data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _assembled(objects: Sequence[bytes]) -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer << /Size %d /Root 1 0 R >>\n" % (len(objects) + 1))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def page(lines: Sequence[str] = LINES, head: str = "") -> str:
    """A web page with menus and a footer around its article."""
    title, *paragraphs = lines
    article = "".join(f"<p>{escape(line)}</p>" for line in paragraphs)
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{escape(title)} | The Courier</title>{head}"
        "</head><body><nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li></ul>"
        f"</nav><main><article><h1>{escape(title)}</h1>{article}</article></main>"
        "<aside><p>Subscribe to our newsletter</p></aside>"
        "<footer><p>Copyright 2019 The Courier. All rights reserved.</p></footer></body></html>"
    )


def rss(items: Sequence[tuple[str, str, str]]) -> str:
    """An RSS feed of (title, date, HTML of the description)."""
    made = "".join(
        f"<item><title>{escape(title)}</title><pubDate>{day}</pubDate>"
        f"<description>{escape(text)}</description></item>"
        for title, day, text in items
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>W</title>{made}</channel></rss>'
    )
