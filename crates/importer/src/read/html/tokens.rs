//! A page cut into tags and text, with the line of each.

use std::cell::RefCell;

use chrono::{NaiveDate, NaiveTime};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token as Cut, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// A piece of a page.
#[derive(Clone, Debug)]
pub enum Token {
    /// `<p>`
    Open(Open),
    /// `</p>`
    Close(String),
    /// Text, its entities resolved.
    Text {
        /// The words.
        text: String,
        /// The file's line that they stand on, from 1.
        line: u32,
    },
}

/// An opening tag with the attributes that matter here.
#[derive(Clone, Debug, Default)]
pub struct Open {
    /// Its name, lower case.
    pub name: String,
    /// Whether it is not to be seen.
    pub hidden: bool,
    /// `role`
    pub role: Option<String>,
    /// `datetime`
    pub datetime: Option<String>,
    /// The file's line that it ends on, from 1.
    pub line: u32,
}

impl Open {
    /// The time that a machine reads from it, if it has both a day and a clock time: what is shown beside it is often
    /// without a year, or only says how long ago it was.
    pub fn exact(&self) -> Option<&str> {
        let said = self.datetime.as_deref()?;
        let (day, clock) = said.split_once(['T', ' '])?;
        let fits = NaiveDate::parse_from_str(day, "%Y-%m-%d").is_ok()
            && clock.get(..5).is_some_and(|hm| NaiveTime::parse_from_str(hm, "%H:%M").is_ok());
        fits.then_some(said)
    }
}

/// Cuts a page.
pub fn of(text: &str) -> Vec<Token> {
    let tokenizer = Tokenizer::new(Collector::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    for line in crate::read::document::split(text) {
        input.push_back(StrTendril::from(line));
        input.push_back(StrTendril::from("\n"));
    }
    // The collector never asks for a script to be run, which is all that would stop the tokenizer before the end.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.tokens.into_inner()
}

#[derive(Default)]
struct Collector {
    tokens: RefCell<Vec<Token>>,
}

impl TokenSink for Collector {
    type Handle = ();

    fn process_token(&self, token: Cut, line: u64) -> TokenSinkResult<()> {
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        match token {
            Cut::TagToken(tag) if tag.kind == TagKind::EndTag => {
                self.push(Token::Close(tag.name.to_string()));
            }
            Cut::TagToken(tag) => {
                let raw = if tag.self_closing { None } else { raw(&tag.name) };
                self.push(Token::Open(open(&tag, line)));
                if let Some(kind) = raw {
                    return TokenSinkResult::RawData(kind);
                }
            }
            Cut::CharacterTokens(text) => self.text(&text, line),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Collector {
    fn push(&self, token: Token) {
        self.tokens.borrow_mut().push(token);
    }

    /// Keeps text, a token a line. The tokenizer names the line that a run of text ends on.
    fn text(&self, run: &str, ends: u32) {
        let mut tokens = self.tokens.borrow_mut();
        let breaks = u32::try_from(run.matches('\n').count()).unwrap_or(u32::MAX);
        for (new, on) in run.split_inclusive('\n').zip(ends.saturating_sub(breaks).max(1)..) {
            match tokens.last_mut() {
                Some(Token::Text { text, line }) if *line == on => text.push_str(new),
                _ => tokens.push(Token::Text { text: new.to_owned(), line: on }),
            }
        }
    }
}

/// Elements whose content is no markup.
fn raw(name: &str) -> Option<RawKind> {
    match name {
        "script" => Some(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
        "title" | "textarea" => Some(RawKind::Rcdata),
        _ => None,
    }
}

fn open(tag: &Tag, line: u32) -> Open {
    let mut open = Open { name: tag.name.to_string(), line, ..Open::default() };
    for attribute in &tag.attrs {
        let value = attribute.value.trim();
        match &*attribute.name.local {
            "hidden" => open.hidden = value != "until-found",
            "aria-hidden" => open.hidden |= value == "true",
            "style" => open.hidden |= value.replace(' ', "").to_ascii_lowercase().contains("display:none"),
            "role" => open.role = Some(value.to_ascii_lowercase()),
            "datetime" => open.datetime = Some(value.to_owned()),
            _ => {}
        }
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_knows_its_line() {
        let page = "<p>one\ntwo &amp;\r\n<b\nclass=x>three</b>\n\n<script>if (a<b) {}\n</script>four";
        let words: Vec<(String, u32)> = of(page)
            .into_iter()
            .filter_map(|token| match token {
                Token::Text { text, line } if !text.trim().is_empty() => Some((text.trim().to_owned(), line)),
                _ => None,
            })
            .collect();
        let want = [("one", 1), ("two &", 2), ("three", 4), ("if (a<b) {}", 6), ("four", 7)];
        assert_eq!(words, want.map(|(text, line)| (text.to_owned(), line)));
    }
}
