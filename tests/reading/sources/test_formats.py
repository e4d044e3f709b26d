"""Each format gives the text that stands in it, and what it says of itself."""

import codecs
import json
from datetime import date

import pytest

from detente.errors import SourceError
from detente.model.register import Register
from detente.model.text import Document
from detente.reading import read, read_each
from detente.reading.sources import found_in, load
from reading.sources.making import LINES, archive, docx, page, pdf, rss

TEXT = "\n\n".join(LINES)


def saved(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_page_gives_its_article_title_and_date(tmp_path):
    pytest.importorskip("trafilatura")
    head = "<meta property='article:published_time' content='2021-03-05T10:00:00Z'>"
    document = load(saved(tmp_path, "page.html", page(head=head)))
    assert document.published == date(2021, 3, 5)
    assert LINES[0] in document.title
    assert document.text.startswith(LINES[0])
    assert all(line in document.text for line in LINES)
    for boilerplate in ("Home", "newsletter", "Copyright"):
        assert boilerplate not in document.text


def test_the_date_that_the_user_gives_counts_before_that_of_the_page(tmp_path):
    pytest.importorskip("trafilatura")
    head = "<meta property='article:published_time' content='2021-03-05'>"
    path = saved(tmp_path, "page.html", page(head=head))
    assert load(path, date(2021, 4, 1)).published == date(2021, 4, 1)


def test_a_page_without_a_date_has_none(tmp_path):
    pytest.importorskip("trafilatura")
    assert load(saved(tmp_path, "page.html", page())).published is None


def test_offsets_refer_to_the_kept_text(tmp_path):
    pytest.importorskip("trafilatura")
    register = read(saved(tmp_path, "page.html", page()), "2021-03-05")
    assert len(register) >= 2
    for record in register:
        assert register.document.text[record.start : record.end] == record.evidence


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "iso8859-15"])
def test_a_page_is_read_in_the_encoding_that_it_declares(tmp_path, encoding):
    pytest.importorskip("trafilatura")
    lines = (LINES[0], LINES[1] + " The café “Züri” stays open.", LINES[2])
    if encoding == "iso8859-15":
        lines = tuple(line.replace("“", '"').replace("”", '"') for line in lines)
    content = page(lines, f"<meta charset='{encoding}'>").encode(encoding)
    assert lines[1] in load(saved(tmp_path, "page.html", content)).text


def test_a_pdf_file_gives_paragraphs_without_page_furniture(tmp_path):
    pytest.importorskip("pypdf")
    long = (
        "Norway demanded on Friday that Iceland withdraw its ships from the",
        "Strait of Herring, which both claim, and said that it would answer any at-",
        "tack. Talks go on.",
    )
    cities = ("Oslo", "Bergen", "Tromso", "Bodo")
    pages = [
        (
            "The Courier",
            f"A ship left {city} for the disputed waters on the same day in spring.",
            *long,
            f"It is to come back to {city}.",
            f"Page {number} of 4",
        )
        for number, city in enumerate(cities, 1)
    ]
    document = load(saved(tmp_path, "report.pdf", pdf(pages)))
    assert "from the Strait of Herring" in document.text
    assert "any attack. Talks" in document.text
    assert "Courier" not in document.text
    assert "Page" not in document.text


def test_a_pdf_file_is_known_by_its_first_bytes(tmp_path):
    pytest.importorskip("pypdf")
    assert LINES[1] in load(saved(tmp_path, "report.txt", pdf())).text


def test_a_word_document_gives_its_paragraphs(tmp_path):
    document = load(saved(tmp_path, "report.docx", docx()))
    assert document.text == TEXT
    assert document.title == LINES[0]


def test_a_word_document_is_read_as_if_its_changes_were_accepted(tmp_path):
    body = (
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Norway </w:t></w:r>"
        "<w:del><w:r><w:delText>accepted</w:delText><w:t>accepted</w:t></w:r></w:del>"
        "<w:ins><w:r><w:t>refused</w:t></w:r></w:ins>"
        "<w:r><w:t xml:space='preserve'> the offer,</w:t><w:br/><w:t>it said.</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    document = load(saved(tmp_path, "report.docx", docx(body=body)))
    assert document.text == "Norway refused the offer,\nit said."


def test_each_entry_of_a_feed_is_a_report(tmp_path):
    feed = rss(
        [
            ("Talks", "Fri, 05 Mar 2021 08:30:00 GMT", f"<p>{LINES[1]}</p><p>It &amp; others.</p>"),
            ("Empty", "Fri, 05 Mar 2021 08:30:00 GMT", ""),
            ("Answer", "Sat, 06 Mar 2021 08:30:00 +0100", f"{LINES[2]}<script>alert(1)</script>"),
        ]
    )
    one, two = found_in(saved(tmp_path, "world.xml", feed))
    assert isinstance(one, Document)
    assert isinstance(two, Document)
    assert one.text == f"Talks\n\n{LINES[1]}\n\nIt & others."
    assert (one.id, one.title, one.published) == ("world-1", "Talks", date(2021, 3, 5))
    assert two.text == f"Answer\n\n{LINES[2]}"
    assert two.published == date(2021, 3, 6)


def test_an_atom_feed_with_markup_of_its_own(tmp_path):
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>World</title><entry>'
        "<title>Talks</title><updated>2021-03-05T08:30:00Z</updated><source><title>No</title>"
        '</source><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
        f"<p>{LINES[1]}</p><p>A &lt; B.</p></div></content></entry></feed>"
    )
    (one,) = found_in(saved(tmp_path, "world.atom", feed))
    assert isinstance(one, Document)
    assert one.text == f"Talks\n\n{LINES[1]}\n\nA < B."
    assert one.published == date(2021, 3, 5)


def test_an_archive_gives_its_reports_and_names_the_bad_lines(tmp_path):
    lines = [
        '{"id": "a1", "date": "2021-03-05", "text": "Norway urged Iceland to talk."}',
        "{broken",
        '{"id": 7, "published": "2021-03-06T10:00:00Z", "title": "T", "text": "Iceland agreed."}',
        '{"id": "x"}',
        '{"text": "Norway left.", "date": "soon"}',
        "",
        "[1, 2]",
    ]
    path = saved(tmp_path, "news.jsonl", "\n".join(lines))
    found = list(found_in(path))
    good = [one for one in found if isinstance(one, Document)]
    bad = [one for one in found if isinstance(one, SourceError)]
    assert [(one.id, one.published) for one in good] == [
        ("a1", date(2021, 3, 5)),
        ("7", date(2021, 3, 6)),
    ]
    assert good[0].origin == f"{path}:1"
    assert [one.line for one in bad] == [2, 4, 5, 7]
    assert all(one.file == str(path) for one in bad)


def test_a_register_in_an_archive_comes_as_it_is(tmp_path):
    report = saved(tmp_path, "r.txt", TEXT)
    register = read(report, "2021-03-05")
    path = saved(tmp_path, "r.jsonl", json.dumps(register.to_dict()) + "\n")
    (again,) = read_each(path)
    assert isinstance(again, Register)
    assert again == register


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", b""),
        ("utf-16-le", b""),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("cp1252", b""),
        ("mac-roman", b""),
    ],
)
def test_an_encoding_is_found(tmp_path, encoding, mark):
    text = TEXT + "\n\n“We won’t go” – so said Iceland’s café minister, José Müller…\n"
    assert load(saved(tmp_path, "r.txt", mark + text.encode(encoding))).text == text


def test_line_ends_stay_as_they_are(tmp_path):
    text = TEXT.replace("\n", "\r\n")
    assert load(saved(tmp_path, "r.txt", text)).text == text


FOREIGN = {
    "French": "Le ministre a déclaré vendredi que la France ne peut pas accepter les conditions "
    "posées par la Russie, et que les négociations sur la sécurité sont dans une impasse.",
    "German": "Der Minister sagte am Freitag, dass die Regierung das Angebot nicht annehmen werde "
    "und dass die Gespräche über die Sicherheit in Europa ohne ein Ergebnis zu Ende gegangen sind.",
    "Spanish": "El ministro dijo el viernes que el gobierno no va a aceptar la propuesta y que las "
    "conversaciones sobre la seguridad en Europa han terminado sin un acuerdo entre las partes.",
    "Indonesian": "Menteri itu mengatakan pada hari Jumat bahwa pemerintah tidak akan menerima "
    "usulan yang diajukan oleh negara lain dan telah meminta mereka untuk menarik pasukan dari "
    "wilayah itu dengan segera.",
    "Russian": "Министр заявил в пятницу, что Россия не примет условия, которые были выдвинуты.",
    "Ukrainian": "Міністр заявив у п'ятницю, що Україна не прийме умови, її позиція є незмінною.",
    "Arabic": "قال الوزير يوم الجمعة إن الحكومة لن تقبل الشروط التي طرحتها الدول الأخرى",
    "Persian": "وزیر روز جمعه گفت که دولت شرایط پیشنهادی کشورهای دیگر را نخواهد پذیرفت",
    "Chinese": "部长星期五表示,政府不会接受其他国家提出的条件,"
    "欧洲安全谈判没有取得任何结果,双方各执一词。",
    "Japanese": "大臣は金曜日に、政府は他国が示した条件を受け入れないと述べ、"
    "協議は合意なしに終わった。",
    "Turkish": "Bakan cuma günü yaptığı açıklamada hükümetin bu teklifi kabul etmeyeceğini ve "
    "görüşmelerin çok zor olduğunu söyledi, ancak diğer ülkeler için daha sonra bir öneri olarak "
    "yeni bir plan da sunuldu.",
}


@pytest.mark.parametrize("language", FOREIGN)
def test_a_report_in_another_language_is_refused_by_its_name(tmp_path, language):
    with pytest.raises(SourceError, match=f"in {language}: .*translate"):
        load(saved(tmp_path, "r.txt", FOREIGN[language] * 2))


def test_another_language_is_named_in_an_old_encoding_too(tmp_path):
    path = saved(tmp_path, "r.txt", (FOREIGN["Russian"] * 5).encode("cp1251"))
    with pytest.raises(SourceError, match="Russian"):
        load(path)


@pytest.mark.parametrize(
    "text",
    [
        "Pyongyang, Minsk.",
        "Emmanuel Macron said: “Je ne peux pas accepter.” The French president refused the terms "
        "that the other side had set, and said that talks would go on in Geneva.",
        "Xi Jinping (习近平) met Kishida Fumio (岸田文雄) and said that the islands are Chinese.",
    ],
)
def test_foreign_names_and_words_do_not_make_a_report_foreign(tmp_path, text):
    assert load(saved(tmp_path, "r.txt", text)).text == text


def test_what_is_no_report_is_named(tmp_path):
    for name, content, says in (
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 40, "docx"),
        ("a.rtf", b"{\\rtf1 Norway}", "rich text"),
        ("a.odt", archive({"content.xml": "<x/>"}), "OpenDocument"),
        ("a.docx", archive({"a.txt": "x"}), "no Word document"),
        ("a.pdf", "Norway", "no PDF file"),
        ("a.gz", b"\x1f\x8b\x08", "unpack"),
        ("a.xml", "<svg/>", "no feed"),
        ("a.jsonl", "", "holds no report"),
    ):
        with pytest.raises(SourceError, match=says):
            load(saved(tmp_path, name, content))


def test_a_feed_is_no_single_report(tmp_path):
    two = rss([("A", "", "Norway left."), ("B", "", "Iceland left.")])
    with pytest.raises(SourceError, match="several"):
        load(saved(tmp_path, "f.xml", two))
