//! `incstats correct`: a person's word over the reader's.

use chrono::Utc;
use incstats_model::{Change, Correction, Incident, Repair, ZoneId};
use incstats_store::Store;

use super::context::Context;
use crate::args::{Assignment, CorrectArgs, CorrectField, Undo};
use crate::exit;
use crate::failure::Failure;
use crate::output::{Door, text, when};

/// Words that say that a milestone is not known after all.
const UNKNOWN: [&str; 3] = ["unknown", "none", "-"];

/// How the reason of an accepted repair begins.
const ACCEPTED: &str = "accepted";

/// Keeps corrections, takes the repair of a finding, or takes one back.
pub fn run(context: &mut Context, args: &CorrectArgs) -> Result<u8, Failure> {
    context.history_with(args.id.as_deref().unwrap_or_default())?;
    let mut store = Store::open_existing(context.project()?.database())?;
    let door = &mut context.door;
    match (&args.id, &args.accept, args.undo) {
        (id, Some(finding), _) => accept(door, &mut store, id.as_deref(), finding, args.why.as_deref()),
        (Some(id), None, Some(what)) => undo(door, &mut store, id, what),
        (Some(id), None, None) => correct(door, &mut store, id, args),
        (None, None, _) => Err(Failure::usage("no incident is named")),
    }
}

fn correct(door: &mut Door, store: &mut Store, id: &str, args: &CorrectArgs) -> Result<u8, Failure> {
    let why = args.why.as_deref().map(str::trim).unwrap_or_default();
    if why.is_empty() {
        return Err(Failure::usage("a correction needs a reason").hint("say it with `--why TEXT`"));
    }
    let before = store.incident(id)?;
    let changes = changes(&before, &args.assignments)?;
    keep(door, store, &before, &changes, why)
}

/// Takes the repair that a finding proposes: its milestones become a person's word, with the evidence as its reason.
fn accept(
    door: &mut Door,
    store: &mut Store,
    id: Option<&str>,
    name: &str,
    why: Option<&str>,
) -> Result<u8, Failure> {
    let among = match id {
        Some(id) => vec![store.incident(id)?],
        None => store.incidents()?,
    };
    let proposed: Vec<(&Incident, Repair)> = among
        .iter()
        .flat_map(|incident| Repair::all(incident).into_iter().map(move |(_, repair)| (incident, repair)))
        .filter(|(_, repair)| repair.finding == name || repair.name() == name)
        .collect();
    let command = |(incident, repair): &(&Incident, Repair)| {
        format!("incstats correct {} --accept {}", incident.id, repair.name())
    };
    match proposed.as_slice() {
        [(incident, repair)] => {
            let reason = why.map(str::trim).filter(|why| !why.is_empty()).unwrap_or(&repair.evidence);
            let why = format!("{ACCEPTED} {}: {reason}", repair.name());
            let changes: Vec<Change> =
                repair.moves.iter().map(|m| Change::Milestone(m.milestone, Some(m.proposed))).collect();
            keep(door, store, incident, &changes, &why)
        }
        [] => Err(Failure::usage(format!("no finding `{name}` proposes a repair"))
            .hint("`incstats findings` shows which do, and how each is accepted")),
        [first, ..] => Err(Failure::usage(format!("`{name}` is the name of {} findings", proposed.len()))
            .hint(format!("name one of them whole: `{}`", command(first)))),
    }
}

/// Keeps changes as corrections, all with the same reason, and tells what they changed.
fn keep(
    door: &mut Door,
    store: &mut Store,
    before: &Incident,
    changes: &[Change],
    why: &str,
) -> Result<u8, Failure> {
    let at = Utc::now();
    let corrections: Vec<Correction> = changes
        .iter()
        .map(|change| {
            let (incident, change) = (before.id.clone(), change.clone());
            Correction { incident, change, why: why.to_owned(), at }
        })
        .collect();
    store.correct_all(&corrections)?;
    let after = store.incident(before.id.as_str())?;
    for change in changes {
        let was = current(before, change);
        door.print(format!(
            "{}: {} is now {}, was {was}",
            after.id,
            change.field(),
            changed_to(change, after.zone.id)
        ))?;
    }
    let reversed = after.milestones.reversed();
    if !reversed.is_empty() {
        let pairs: Vec<String> =
            reversed.iter().map(|(earlier, later)| format!("{later} before {earlier}")).collect();
        let message = format!("{}: now {}; no duration is made of these", after.id, pairs.join(", "));
        door.warning(&message, Some("correct the others too, or take this back with `--undo`"));
    }
    Ok(exit::DONE)
}

fn undo(door: &mut Door, store: &mut Store, id: &str, what: Undo) -> Result<u8, Failure> {
    let field = match what {
        Undo::Last => None,
        Undo::Field(field) => Some(field.name()),
    };
    let Some(taken_back) = store.undo(id, field)? else {
        let of_field = field.map(|field| format!(" of {field}")).unwrap_or_default();
        return Err(Failure::usage(format!("no correction{of_field} of `{id}` to take back"))
            .hint(format!("`incstats show {id}` lists its corrections")));
    };
    let (id, why) = (&taken_back.incident, text::line(&taken_back.why));
    door.print(format!("{id}: the correction of {} is taken back ({why})", taken_back.change.field()))?;
    // An accepted repair is one word, though it moves several milestones.
    let accepted = |other: &Correction| {
        other.at == taken_back.at && other.why == taken_back.why && other.why.starts_with(ACCEPTED)
    };
    while field.is_none() && store.corrections(id)?.last().is_some_and(accepted) {
        let Some(other) = store.undo(id.as_str(), None)? else { break };
        door.print(format!("{id}: the correction of {} is taken back ({why})", other.change.field()))?;
    }
    Ok(exit::DONE)
}

/// What was typed as changes, all of them right or none. Times are read on the clock that the same command sets.
fn changes(incident: &Incident, assignments: &[Assignment]) -> Result<Vec<Change>, Failure> {
    let zone_typed = assignments.iter().rev().find(|assignment| assignment.field == CorrectField::Zone);
    let zone = match zone_typed {
        Some(assignment) => zone(&assignment.value)?,
        None => incident.zone.id,
    };
    assignments.iter().map(|assignment| change(incident, assignment, zone)).collect()
}

fn change(incident: &Incident, assignment: &Assignment, zone_id: ZoneId) -> Result<Change, Failure> {
    let value = &assignment.value;
    Ok(match assignment.field {
        CorrectField::Title => Change::Title(value.clone()),
        CorrectField::Severity => Change::Severity(value.clone()),
        CorrectField::Cause => Change::Cause(value.clone()),
        CorrectField::Zone => Change::Zone(zone(value)?),
        CorrectField::Service => {
            let names = value.split(',').map(str::trim).filter(|name| !name.is_empty());
            Change::Service(names.map(str::to_owned).collect())
        }
        CorrectField::Milestone(milestone) if UNKNOWN.contains(&value.to_lowercase().as_str()) => {
            Change::Milestone(milestone, None)
        }
        CorrectField::Milestone(milestone) => {
            let language = incident.language.as_deref();
            let bounds = incstats_importer::read_time(value, incident.day(), zone_id, language).map_err(|message| {
                Failure::usage(format!("{milestone}: {message}")).hint(
                    "write a time such as `2016-06-27 16:15` or `16:15`, a range such as `2021-05-20 04:00..2021-05-20 12:00`, or `unknown`",
                )
            })?;
            Change::Milestone(milestone, Some(bounds))
        }
    })
}

fn zone(value: &str) -> Result<ZoneId, Failure> {
    value.parse().map_err(|error: incstats_model::zone::UnknownZone| Failure::usage(error.to_string()))
}

/// What a change makes of its field, in words.
pub fn changed_to(change: &Change, zone: ZoneId) -> String {
    match change {
        Change::Milestone(_, None) => "not known".into(),
        Change::Milestone(_, Some(bounds)) => format!("{} {zone}", when::bounds(bounds, zone)),
        Change::Title(words) | Change::Severity(words) | Change::Cause(words) => text::line(words),
        Change::Service(names) => text::line(&names.join(", ")),
        Change::Zone(zone) => zone.to_string(),
    }
}

/// What the field of a change is in an incident, in words.
fn current(incident: &Incident, change: &Change) -> String {
    let or_unknown =
        |words: Option<String>| words.filter(|w| !w.is_empty()).unwrap_or_else(|| "not known".into());
    or_unknown(match change {
        Change::Milestone(milestone, _) => {
            incident.milestones.bounds(*milestone).map(|bounds| when::bounds(bounds, incident.zone.id))
        }
        Change::Title(_) => Some(text::line(&incident.title)),
        Change::Severity(_) => incident.severity.as_deref().map(text::line),
        Change::Cause(_) => incident.cause.as_deref().map(text::line),
        Change::Service(_) => Some(text::line(&incident.services.join(", "))),
        Change::Zone(_) => Some(when::zone(incident.zone)),
    })
}
