//! Addresses that a person may follow. They come out of files and text fields, so they may say anything.

/// The schemes that may be followed: the web's two, and mail. Nothing that runs in a page or opens a program.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// An address as a link, without the white space around it; `None` for what leads elsewhere, to nothing, or holds
/// what no address holds: white space, control characters, and the signs that end an address in HTML and Markdown.
pub fn link(address: &str) -> Option<&str> {
    let address = address.trim();
    let is_foreign = |c: char| c.is_whitespace() || c.is_control() || "<>\"`\\".contains(c);
    let leads_somewhere = SCHEMES.iter().any(|scheme| {
        let start = address.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme)) && address.len() > scheme.len()
    });
    (leads_somewhere && !address.contains(is_foreign)).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_and_mail_can_be_followed() {
        for (address, expected) in [
            ("https://example.org/a?b=c#d", Some("https://example.org/a?b=c#d")),
            ("  http://example.org  ", Some("http://example.org")),
            ("HTTPS://EXAMPLE.ORG", Some("HTTPS://EXAMPLE.ORG")),
            ("mailto:desk@example.org", Some("mailto:desk@example.org")),
            ("https://exämple.org/ö", Some("https://exämple.org/ö")),
            ("https://example.org/it's(1)", Some("https://example.org/it's(1)")),
            ("", None),
            ("https://", None),
            ("mailto:", None),
            ("example.org", None),
            ("//example.org", None),
            ("/a", None),
            ("#a", None),
            ("javascript:alert(1)", None),
            ("JaVaScRiPt:alert(1)", None),
            (" javascript:alert(1)", None),
            ("java\nscript:alert(1)", None),
            ("\u{1}javascript:alert(1)", None),
            ("javascript://https://example.org/%0aalert(1)", None),
            ("data:text/html,<script>alert(1)</script>", None),
            ("vbscript:msgbox(1)", None),
            ("blob:https://example.org/1", None),
            ("file:///etc/passwd", None),
            ("view-source:https://example.org", None),
            ("intent://scan/#Intent;end", None),
            ("ｊavascript:alert(1)", None),
            ("https:example.org", None),
            ("https://example.org/\njavascript:alert(1)", None),
            ("https://example.org/\" onmouseover=\"alert(1)", None),
            ("https://example.org/><script>alert(1)</script>", None),
            ("https:\\\\example.org", None),
            ("https://example.org/\u{202e}gpj", Some("https://example.org/\u{202e}gpj")),
        ] {
            assert_eq!(link(address), expected, "{address:?}");
        }
    }
}
