"""Someone's words on a page of Markdown: nothing in them becomes a link, a heading, HTML or a call."""

import pytest

from peermentor.exchange.markdown import markdown_line


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("[here](https://example.org)", r"\[here\](https://example.org)"),
        ("![](https://example.org/seen.png)", r"!\[\](https://example.org/seen.png)"),
        ("<b onclick=x>bold</b> &lt;i&gt;", r"\<b onclick=x\>bold\</b\> \&lt;i\&gt;"),
        ("<https://example.org> <@U1> <!channel>", r"\<https://example.org\> \<＠U1\> \<!channel\>"),
        ("@here and @maya, mail maya@example.org", "＠here and ＠maya, mail maya@example.org"),
        ("*loud* _low_ ~~gone~~ `code` a|b", r"\*loud\* \_low\_ \~\~gone\~\~ \`code\` a\|b"),
        ("snake_case is left", "snake_case is left"),
        ("# heading", r"\# heading"),
        ("> quote", r"\> quote"),
        ("- list", r"\- list"),
        ("--- rule", r"\--- rule"),
        ("1. first", r"1\. first"),
        ("7 talks at 3pm, R&D; 5 > 4", r"7 talks at 3pm, R\&D; 5 \> 4"),
        ("two\r\n# lines\x1b[31m", r"two # lines \[31m"),
        ("C:\\path", r"C:\\path"),
    ],
)
def test_words_stay_words(typed, written):
    assert markdown_line(typed) == written
