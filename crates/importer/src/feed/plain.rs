//! The words of a piece of HTML: of a body that was written in an editor of a status page. Text without tags stays as it is.

/// Tags behind which a line ends.
const BREAKS: [&str; 12] = ["br", "p", "div", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4", "blockquote"];

/// The words, with line breaks where the page has them.
pub fn plain(body: &str) -> String {
    if !body.contains('<') && !body.contains('&') {
        return body.to_owned();
    }
    let mut out = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        if let Some((name, length)) = tag_of(tag) {
            if BREAKS.contains(&name.as_str()) && !out.ends_with('\n') && !out.is_empty() {
                out.push('\n');
            }
            rest = tag.get(length..).unwrap_or_default();
        } else {
            out.push('<');
            rest = tag.get(1..).unwrap_or_default();
        }
    }
    out.push_str(rest);
    entities(&out)
}

/// The name of the tag with which a text begins, and its length; a lone `<` is none.
fn tag_of(text: &str) -> Option<(String, usize)> {
    let inner = text.strip_prefix('<')?;
    let closing = inner.strip_prefix('/').unwrap_or(inner);
    let name: String =
        closing.chars().take_while(char::is_ascii_alphanumeric).flat_map(char::to_lowercase).collect();
    if name.is_empty() && !inner.starts_with("!--") {
        return None;
    }
    let end = if inner.starts_with("!--") { inner.find("-->")? + 2 } else { inner.find('>')? };
    Some((name, end + 2))
}

/// Puts characters for their names.
pub fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        let end = tail.find(';').filter(|end| *end <= 10);
        if let Some((c, end)) = end.and_then(|end| Some((character(tail.get(1..end)?)?, end))) {
            out.push(c);
            rest = tail.get(end + 1..).unwrap_or_default();
        } else {
            out.push('&');
            rest = tail.get(1..).unwrap_or_default();
        }
    }
    out.push_str(rest);
    out
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" | "rsquo" => '\'',
        "lsquo" => '‘',
        "ldquo" => '“',
        "rdquo" => '”',
        "nbsp" => ' ',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_breaks_stay() {
        for (body, want) in [
            ("No tags, a < b, R&D.", "No tags, a < b, R&D."),
            ("<p>One&nbsp;two.</p><p>Three &amp; four &#8217;s &#x41;</p>", "One two.\nThree & four ’s A\n"),
            ("a<br/>b<!-- <b>c</b> -->d <a href=\"x>y\">e</a>", "a\nbd y\">e"),
            ("5 < 6 & 7 > 3 &unknown; <", "5 < 6 & 7 > 3 &unknown; <"),
        ] {
            assert_eq!(plain(body), want, "{body}");
        }
    }
}
