//! Letters with places become lines: rows, cells, paragraphs.
//!
//! All distances are told in the size of the letters. A gap of a sixth parts words, one of one and a half parts cells.
//! A row that stands only under or beside the second cell of another belongs to it. A line that ends where the next
//! word would not have fitted goes on in the next.

use std::collections::{BTreeMap, HashMap};

/// A gap that parts words.
const WORD: f64 = 0.16;
/// A gap that parts cells.
const CELL: f64 = 1.5;
/// How far letters of one row may stand above or below each other.
const SAME_ROW: f64 = 0.4;
/// How far apart cells of one column may begin.
const SAME_COLUMN: f64 = 1.0;
/// How much larger than the text the letters of a heading are.
const HEADING: f64 = 1.15;
/// Most words of a heading.
const LONGEST_HEADING: usize = 14;
/// A distance between lines is rare that comes less than once for as many of the usual one.
const RARE: usize = 4;
/// How wide a letter is.
const LETTER: f64 = 0.6;
/// How much of the width a line has that goes on.
const FULL: f64 = 0.85;
/// Longest label before a colon, in words, the colon included.
const LONGEST_LABEL: usize = 6;
/// What stands before an item.
const MARKS: [char; 10] = ['-', '–', '—', '•', '*', '▪', '●', '◦', '|', '#'];
/// Pages from which on a line at the edge of most of them is taken for their frame.
const FEWEST_FRAMED: usize = 3;

/// A letter, or several that are drawn as one.
#[derive(Clone, Debug, PartialEq)]
pub struct Glyph {
    /// Where it begins, to the right.
    pub x: f64,
    /// Where it stands, upwards.
    pub y: f64,
    /// How far it reaches.
    pub width: f64,
    /// How large its letters are.
    pub size: f64,
    /// What it is.
    pub letters: String,
}

/// What is known of a page.
pub enum Page<'a> {
    /// Its letters.
    Laid(&'a [Glyph]),
    /// Only its text.
    Plain(&'a str),
}

/// Words that stand together.
#[derive(Clone, Debug, PartialEq)]
struct Cell {
    from: f64,
    to: f64,
    text: String,
}

/// Cells on one height.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    y: f64,
    size: f64,
    cells: Vec<Cell>,
    /// Whether a blank line goes before it.
    apart: bool,
}

impl Row {
    fn from(&self) -> f64 {
        self.cells.first().map_or(0.0, |cell| cell.from)
    }

    fn to(&self) -> f64 {
        self.cells.last().map_or(0.0, |cell| cell.to)
    }

    fn text(&self) -> String {
        self.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("\t")
    }
}

/// The lines of each page.
pub fn lines<'a>(pages: impl Iterator<Item = Page<'a>>) -> Vec<Vec<String>> {
    let mut laid: Vec<Vec<Row>> = Vec::new();
    let mut plain: HashMap<usize, Vec<String>> = HashMap::new();
    for (index, page) in pages.enumerate() {
        match page {
            Page::Laid(glyphs) => laid.push(rows(glyphs)),
            Page::Plain(text) => {
                plain.insert(index, text.lines().map(|line| line.trim_end().to_owned()).collect());
                laid.push(Vec::new());
            }
        }
    }
    leave_frames_out(&mut laid);
    let usual =
        usual(laid.iter().flatten().flat_map(|row| row.cells.iter().map(|cell| (row.size, cell.text.len()))));
    let pitch = pitch(&laid);
    let edge = laid.iter().flatten().map(Row::to).fold(0.0, f64::max);
    // A page that ends short of the edge ends a paragraph.
    let full = |rows: &Vec<Row>| rows.last().is_some_and(|row| row.to() > FULL * edge);
    let ends_paragraph: Vec<bool> = laid.iter().map(|rows| !full(rows)).collect();
    let told = laid.into_iter().enumerate().map(|(index, rows)| {
        let mut lines = plain
            .remove(&index)
            .unwrap_or_else(|| told(with_gaps(with_wrapped_cells(&rows), pitch), usual, edge));
        if index.checked_sub(1).and_then(|before| ends_paragraph.get(before)) == Some(&true) {
            lines.insert(0, String::new());
        }
        lines
    });
    told.collect()
}

/// The value that most of the weight has, to a tenth.
fn usual(values: impl Iterator<Item = (f64, usize)>) -> f64 {
    let mut weights: BTreeMap<i64, usize> = BTreeMap::new();
    for (value, weight) in values {
        *weights.entry(tenths(value)).or_default() += weight;
    }
    weights.into_iter().max_by_key(|(_, weight)| *weight).map_or(0.0, |(key, _)| key as f64 / 10.0)
}

#[expect(clippy::cast_possible_truncation, reason = "bounded before")]
fn tenths(value: f64) -> i64 {
    (value * 10.0).round().clamp(-1e9, 1e9) as i64
}

/// The rows of a page, from the top.
fn rows(glyphs: &[Glyph]) -> Vec<Row> {
    let mut sorted: Vec<&Glyph> = glyphs.iter().collect();
    sorted.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut groups: Vec<(f64, f64, Vec<&Glyph>)> = Vec::new();
    for glyph in sorted {
        match groups.last_mut() {
            Some((y, size, group)) if *y - glyph.y <= SAME_ROW * size.min(glyph.size) => {
                // The largest letters say where the row stands; the others are above or below it.
                if glyph.size > *size {
                    (*y, *size) = (glyph.y, glyph.size);
                }
                group.push(glyph);
            }
            _ => groups.push((glyph.y, glyph.size, vec![glyph])),
        }
    }
    let row = |(y, size, group)| {
        let cells = cells(group);
        (!cells.is_empty()).then_some(Row { y, size, cells, apart: false })
    };
    groups.into_iter().filter_map(row).collect()
}

fn cells(mut glyphs: Vec<&Glyph>) -> Vec<Cell> {
    glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut cells: Vec<Cell> = Vec::new();
    let mut spaced = false;
    let mut before: Option<&Glyph> = None;
    for glyph in glyphs {
        if glyph.letters.trim().is_empty() {
            spaced = true;
            continue;
        }
        // Bold letters are sometimes drawn twice, a hair apart.
        let again =
            |last: &Glyph| last.letters == glyph.letters && (glyph.x - last.x).abs() < 0.1 * glyph.size;
        if before.is_some_and(again) {
            continue;
        }
        let end = glyph.x + glyph.width;
        match cells.last_mut() {
            Some(cell) if glyph.x - cell.to <= CELL * glyph.size => {
                if (spaced || glyph.x - cell.to > WORD * glyph.size) && !cell.text.ends_with(' ') {
                    cell.text.push(' ');
                }
                cell.text.push_str(&glyph.letters);
                cell.to = cell.to.max(end);
            }
            _ => cells.push(Cell { from: glyph.x, to: end, text: glyph.letters.clone() }),
        }
        spaced = false;
        before = Some(glyph);
    }
    for cell in &mut cells {
        cell.text = cell.text.trim().replace(['\n', '\r', '\t', '\u{a0}'], " ");
    }
    cells.retain(|cell| !cell.text.is_empty());
    cells
}

/// The first or last line of most pages, digits aside, is their frame: it is kept where it comes first.
fn leave_frames_out(pages: &mut [Vec<Row>]) {
    let bare =
        |row: &Row| row.text().chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect::<String>();
    for last in [false, true] {
        let edge = |rows: &Vec<Row>| if last { rows.last().map(&bare) } else { rows.first().map(&bare) };
        let mut seen: HashMap<String, usize> = HashMap::new();
        for text in pages.iter().filter_map(edge) {
            *seen.entry(text).or_default() += 1;
        }
        let told = pages.iter().filter(|rows| !rows.is_empty()).count();
        let frames: Vec<String> = seen
            .into_iter()
            .filter(|(_, n)| *n >= FEWEST_FRAMED && n * 2 > told)
            .map(|(text, _)| text)
            .collect();
        let mut first: Vec<&String> = Vec::new();
        for rows in pages.iter_mut() {
            let Some(frame) = edge(rows).and_then(|text| frames.iter().find(|frame| **frame == text)) else {
                continue;
            };
            if first.contains(&frame) {
                if last {
                    rows.pop();
                } else {
                    rows.remove(0);
                }
            } else {
                first.push(frame);
            }
        }
    }
}

/// Puts rows that only go on in a cell of another to that row.
fn with_wrapped_cells(rows: &[Row]) -> Vec<Row> {
    let owners: Vec<usize> = (0..rows.len()).map(|index| owner(rows, index)).collect();
    let mut whole: Vec<Row> = Vec::new();
    let mut places: HashMap<usize, usize> = HashMap::new();
    for (index, row) in rows.iter().enumerate() {
        if owners.get(index) == Some(&index) {
            places.insert(index, whole.len());
            whole.push(Row {
                cells: row.cells.iter().map(|cell| Cell { text: String::new(), ..cell.clone() }).collect(),
                ..row.clone()
            });
        }
    }
    // From the top, so that the words of each cell come in their order.
    for (row, owner) in rows.iter().zip(&owners) {
        let Some(target) = places.get(owner).and_then(|place| whole.get_mut(*place)) else { continue };
        for cell in &row.cells {
            let column = target
                .cells
                .iter_mut()
                .min_by(|a, b| (a.from - cell.from).abs().total_cmp(&(b.from - cell.from).abs()));
            if let Some(column) = column {
                if !column.text.is_empty() {
                    column.text.push(' ');
                }
                column.text.push_str(&cell.text);
                column.to = column.to.max(cell.to);
            }
        }
    }
    whole
}

/// The row that a row belongs to: itself, or the nearer of the rows above and below of which it goes on a cell.
fn owner(rows: &[Row], index: usize) -> usize {
    let Some(row) = rows.get(index) else { return index };
    let toward = |step: isize| -> Option<(usize, f64)> {
        let (mut at, mut reached) = (index, row);
        loop {
            let next_at = at.checked_add_signed(step)?;
            let next = rows.get(next_at)?;
            if (next.y - reached.y).abs() > 1.7 * row.size || (next.size - row.size).abs() > 0.2 * row.size {
                return None;
            }
            if goes_on(row, next) {
                return Some((next_at, (next.y - row.y).abs()));
            }
            // Another piece of the same cell lies between.
            let same =
                next.cells.len() == row.cells.len() && (next.from() - row.from()).abs() <= 0.2 * row.size;
            if !same {
                return None;
            }
            (at, reached) = (next_at, next);
        }
    };
    let step = |step: isize| {
        index.checked_add_signed(step).and_then(|at| rows.get(at)).map(|next| (next.y - row.y).abs())
    };
    match (toward(-1), toward(1)) {
        (Some((above, _)), Some((below, _))) => {
            let (up, down) = (step(-1).unwrap_or(f64::MAX), step(1).unwrap_or(f64::MAX));
            if up <= down * 1.05 { above } else { below }
        }
        (Some((only, _)), None) | (None, Some((only, _))) => only,
        (None, None) => index,
    }
}

/// Whether all cells of a row stand under cells of another, its first one aside.
fn goes_on(row: &Row, whole: &Row) -> bool {
    let under = |cell: &Cell| {
        whole.cells.iter().skip(1).any(|column| (column.from - cell.from).abs() <= SAME_COLUMN * row.size)
    };
    // A time beside its text, where the text stands half a line higher and lower.
    let beside = whole.cells.len() == 1
        && (row.y - whole.y).abs() < 0.8 * row.size
        && row.from() > whole.to() + CELL * 0.5 * row.size;
    beside || (whole.cells.len() > 1 && row.cells.iter().all(under))
}

/// How far apart the lines of a paragraph stand, in the size of their letters: the least distance that is not rare.
fn pitch(pages: &[Vec<Row>]) -> f64 {
    let mut weights: BTreeMap<i64, usize> = BTreeMap::new();
    for pair in pages.iter().flat_map(|rows| rows.windows(2)) {
        if let [a, b] = pair
            && (0.8..2.5).contains(&((a.y - b.y) / a.size))
        {
            *weights.entry(tenths((a.y - b.y) / a.size)).or_default() += 1;
        }
    }
    let most = weights.values().copied().max().unwrap_or(0);
    weights.into_iter().find(|(_, n)| n * RARE >= most).map_or(1.0, |(key, _)| key as f64 / 10.0)
}

/// Says where blank lines go: where rows stand further apart than the lines of a paragraph.
fn with_gaps(mut rows: Vec<Row>, pitch: f64) -> Vec<Row> {
    let mut above: Option<f64> = None;
    for row in &mut rows {
        row.apart = above.is_some_and(|y| y - row.y > (1.3 * pitch).max(1.2) * row.size);
        above = Some(row.y);
    }
    rows
}

/// Rows as lines of text. `usual`: how large most letters are. `edge`: how far lines reach.
fn told(rows: Vec<Row>, usual: f64, edge: f64) -> Vec<String> {
    let left = rows.iter().map(Row::from).fold(f64::MAX, f64::min);
    let mut lines: Vec<String> = Vec::new();
    let mut before: Option<Row> = None;
    for row in rows {
        let heading = row.size > HEADING * usual
            && row.cells.len() == 1
            && row.text().split_whitespace().count() <= LONGEST_HEADING;
        if let (Some(last), Some(line)) = (&before, lines.last_mut())
            && goes_on_from(last, &row, edge, opens_an_entry(line))
        {
            if line.ends_with('\u{ad}') {
                line.pop();
            } else if !line.ends_with('-') {
                line.push(' ');
            }
            line.push_str(&row.text());
            before = Some(Row { apart: false, ..row });
            continue;
        }
        if row.apart && !lines.is_empty() {
            lines.push(String::new());
        }
        // How deep an item stands is what makes it part of another.
        let indent = if row.text().starts_with(MARKS) { indent(&row, left) } else { String::new() };
        lines.push(if heading { format!("# {}", row.text()) } else { indent + &row.text() });
        before = Some(row);
    }
    lines
}

/// Whether a row goes on with what the one before it says: that one ends where the first word would not have fitted.
fn goes_on_from(last: &Row, row: &Row, edge: f64, among_entries: bool) -> bool {
    let Some(cell) = row.cells.first() else { return false };
    let first = cell.text.split_whitespace().next().unwrap_or_default();
    let letters = cell.text.chars().count().max(1) as f64;
    let word = (cell.to - cell.from) * first.chars().count() as f64 / letters;
    let full = last.to() + word + WORD * row.size > edge;
    // What ends with a sentence may end a paragraph: lines that are left apart do no harm there.
    let ended = last.cells.last().is_some_and(|cell| cell.text.ends_with(['.', '!', '?', ':', ';', '…']));
    // In a list of entries each begins as the one before; elsewhere a time in front of a line is there by chance.
    // A label in front always begins something new.
    let labelled = cell.text.split_whitespace().take(LONGEST_LABEL).any(|word| word.ends_with(':'));
    let opens = ended || labelled || first.starts_with(MARKS) || (among_entries && opens_an_entry(first));
    let same = (last.size - row.size).abs() < 0.1 * row.size;
    let flush = row.from() <= last.from() + SAME_COLUMN * row.size || last.cells.len() > 1;
    !row.apart && row.cells.len() == 1 && full && same && flush && !opens
}

/// White space for how far a row stands from the left edge.
fn indent(row: &Row, left: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 12")]
    let letters = ((row.from() - left) / (LETTER * row.size)).round().clamp(0.0, 12.0) as usize;
    " ".repeat(letters)
}

/// Whether words begin as an entry does: with a clock time or a date in digits.
fn opens_an_entry(words: &str) -> bool {
    let words = words.trim_start_matches(MARKS).trim_start();
    let digits = words.chars().take_while(char::is_ascii_digit).count();
    let mut rest = words.chars().skip(digits);
    match (digits, rest.next()) {
        (1..=2, Some(':' | 'h' | 'H' | '.' | '/')) | (4, Some('-' | '/')) => {
            rest.next().is_some_and(|c| c.is_ascii_digit())
        }
        _ => false,
    }
}
