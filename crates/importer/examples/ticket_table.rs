//! Writes a large table of tickets, to measure with:
//! `cargo run --release -p incstats-importer --example ticket_table -- FILE 141712 log`.
//!
//! `log` is an audit log in the shape of `ServiceNow`'s: 36 columns, about six rows a ticket, the last of which counts,
//! days before months, `?` where nothing is known. `rows` is an export with six columns and one row a ticket, about
//! 100 bytes each. In both one ticket in fifty is still open, and one row in ten thousand has no time that can be read.

use std::fs::File;
use std::io::{self, BufWriter, Write};

use chrono::{DateTime, TimeDelta, Utc};

const LOG: &str = "number,incident_state,active,reassignment_count,reopen_count,sys_mod_count,made_sla,caller_id,opened_by,opened_at,\
sys_created_by,sys_created_at,sys_updated_by,sys_updated_at,contact_type,location,category,subcategory,u_symptom,cmdb_ci,impact,urgency,\
priority,assignment_group,assigned_to,knowledge,u_priority_confirmation,notify,problem_id,rfc,vendor,caused_by,closed_code,resolved_by,\
resolved_at,closed_at";
const STATES: [&str; 6] = ["New", "Active", "Active", "Awaiting User Info", "Resolved", "Closed"];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let usage = "expected a file, a number of rows, and `log` or `rows`";
    let (file, rows) = (args.next().ok_or(usage)?, args.next().ok_or(usage)?.parse()?);
    let mut out = BufWriter::new(File::create(file)?);
    match args.next().as_deref() {
        Some("log") => log(&mut out, rows)?,
        Some("rows") => plain(&mut out, rows)?,
        _ => return Err(usage.into()),
    }
    Ok(out.flush()?)
}

/// When a ticket was opened and resolved. They take between minutes and days, most of them hours.
fn times(ticket: u32) -> (DateTime<Utc>, DateTime<Utc>) {
    let minutes = i64::from(ticket) * 7 % 1_440 + i64::from(ticket % 730) * 1_440;
    let opened = DateTime::UNIX_EPOCH + TimeDelta::days(19_800) + TimeDelta::minutes(minutes);
    let long = i64::from(ticket.wrapping_mul(7_919) % 97);
    (opened, opened + TimeDelta::minutes(5 + long * long))
}

fn log(out: &mut impl Write, rows: u32) -> io::Result<()> {
    writeln!(out, "{LOG}")?;
    let day_first = |time: DateTime<Utc>| time.format("%-d/%-m/%Y %H:%M").to_string();
    for row in 0..rows {
        let (ticket, step) = (row / 6, row % 6);
        let (opened, resolved) = times(ticket);
        let open = ticket % 50 == 7;
        let state = STATES.get(step as usize).filter(|_| !open || step < 4).unwrap_or(&"Active");
        let (active, updated) =
            (*state != "Closed", opened + (resolved - opened) / 6 * i32::try_from(step).unwrap_or(0));
        let opened_at = if row % 10_000 == 9_999 { "sometime".to_owned() } else { day_first(opened) };
        let end = |time| if open { "?".to_owned() } else { day_first(time) };
        let (created, updated, resolved_at) = (day_first(opened), day_first(updated), end(resolved));
        let (person, place, group) = (ticket % 5_001, ticket % 211, ticket % 73);
        writeln!(
            out,
            "INC{ticket:07},{state},{active},{},0,{step},true,Caller {person},Opened by  {},{opened_at},Created by {},{created},Updated by {},{updated},\
             Phone,Location {place},Category {},Subcategory {},Symptom {},?,2 - Medium,2 - Medium,3 - Moderate,Group {group},Resolver {},false,false,\
             Do Not Notify,?,?,?,?,code {},Resolved by {},{resolved_at},{}",
            step / 2,
            person % 97,
            person % 89,
            person % 83,
            place % 43,
            place % 167,
            person % 331,
            group % 31,
            step % 9,
            person % 149,
            end(resolved + TimeDelta::days(5)),
        )?;
    }
    Ok(())
}

fn plain(out: &mut impl Write, rows: u32) -> io::Result<()> {
    writeln!(out, "number,priority,business_service,opened_at,resolved_at,short_description")?;
    for ticket in 0..rows {
        let (opened, resolved) = times(ticket);
        let opened =
            if ticket % 10_000 == 9_999 { "sometime".to_owned() } else { opened.format("%F %T").to_string() };
        let resolved = if ticket % 50 == 7 { String::new() } else { resolved.format("%F %T").to_string() };
        let (priority, service) = (ticket % 4 + 1, ticket % 37);
        writeln!(
            out,
            "INC{ticket:07},{priority},service {service:02},{opened},{resolved},nobody can reach the service in hall {}",
            ticket % 9
        )?;
    }
    Ok(())
}
