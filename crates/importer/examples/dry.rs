//! Prints the records of files: a dry run without the command line.
fn main() {
    let mut all = Vec::new();
    let mut options = incstats_importer::Options::default();
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        if arg == "--reference-date" {
            options.reference_date = args.next().and_then(|d| d.parse().ok());
            continue;
        }
        if arg.starts_with("--") || arg == "import" || arg == "json" {
            continue;
        }
        let bytes = std::fs::read(&arg).unwrap();
        match incstats_importer::read(&arg, &bytes, &options) {
            Ok(report) => {
                for f in &report.findings {
                    eprintln!("{arg}: {} {}", f.code, f.message);
                }
                all.extend(report.incidents)
            }
            Err(e) => eprintln!("{arg}: {e}"),
        }
    }
    let records: Vec<_> = all.iter().map(incstats_model::record::Record::of).collect();
    println!("{}", serde_json::to_string_pretty(&records).unwrap());
}
