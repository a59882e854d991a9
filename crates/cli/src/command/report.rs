//! `incstats report`: writes the review of a period from the history that is kept.

use std::path::PathBuf;

use incstats_model::{Incident, Period};
use incstats_store::Store;

use super::context::Context;
use super::selected::Selected;
use crate::args::{Dress, ImageFormat, ReportArgs, Selection};
use crate::exit;
use crate::failure::Failure;
use crate::output::{Door, plural};
use crate::project::Project;
use crate::review::{Language, Layout, Page, ReviewData, STARTING_POINT, Staged, Words, draw};

/// The names of the page in its folder.
const PAGE: &str = "review.html";
const MARKDOWN: &str = "review.md";

/// Gathers, draws and writes.
pub fn run(context: &mut Context, args: &ReportArgs) -> Result<u8, Failure> {
    if args.print_template {
        context.door.print_raw(STARTING_POINT.as_bytes())?;
        return Ok(exit::DONE);
    }
    let Some(out) = &args.out else {
        return Err(Failure::usage("no folder to write to: expected `--out DIR`"));
    };
    let project = context.project()?;
    let wanted = Wanted::of(Some(&project), out.clone(), args.period, args.language, &args.dress)?;
    let Some(store) = context.history()? else { return Ok(exit::ERRORS) };
    let history = store.incidents()?;
    let selected = Selected::new(&history, &Selection::default(), project.settings)?;
    wanted.write(&mut context.door, &store, &history, &selected)?;
    Ok(exit::DONE)
}

/// A review that is wanted, everything about it checked.
#[derive(Debug)]
pub struct Wanted {
    out: PathBuf,
    period: Option<Period>,
    words: Words,
    layout: Layout,
    formats: Vec<ImageFormat>,
}

impl Wanted {
    /// What was typed, completed by the project's settings.
    ///
    /// # Errors
    /// That the template cannot be read, or is none.
    pub fn of(
        project: Option<&Project>,
        out: PathBuf,
        period: Option<Period>,
        language: Option<Language>,
        dress: &Dress,
    ) -> Result<Self, Failure> {
        let settings = project.map(|project| &project.settings.report);
        let language = language.or(settings.and_then(|settings| settings.language)).unwrap_or_default();
        let house = project.zip(settings.and_then(|settings| settings.template.as_ref()));
        let template = dress.template.clone().or(house.map(|(project, file)| project.root.join(file)));
        let words = Words::of(language)
            .map_err(|error| Failure::error(error).hint("this is a defect of incstats: please report it"))?;
        Ok(Self {
            out,
            period,
            words,
            layout: Layout::of(template.as_deref())?,
            formats: dress.format.clone(),
        })
    }

    /// Writes all of it, or nothing. `history` holds the incidents that `selected` was made of.
    ///
    /// # Errors
    /// That there is nothing to review, that a file cannot be written, what is wrong with the template, or a defect.
    pub fn write(
        &self,
        door: &mut Door,
        store: &Store,
        history: &[Incident],
        selected: &Selected,
    ) -> Result<(), Failure> {
        let data = ReviewData::gather(store, history, selected, self.period)?;
        let mut staged = Staged::begin(&self.out)?;
        let complete_to = selected.history.said_complete_to();
        let pictures =
            draw(door, &mut staged, history, &data.incidents, self.period, complete_to, &self.formats)?;
        let page = Page::of(&data, &pictures, &self.words);
        staged.put(PAGE, self.layout.html(&page)?.as_bytes())?;
        staged.put(MARKDOWN, self.layout.markdown(&page)?.as_bytes())?;
        staged.finish()?;
        let charts = plural(pictures.shown.len(), "chart");
        door.note(format!("wrote {} and {MARKDOWN}, with {charts}", self.out.join(PAGE).display()));
        Ok(())
    }
}
