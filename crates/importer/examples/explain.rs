//! Explains a file.
fn main() {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap();
        println!(
            "== {path}\n{}",
            incstats_importer::explain(&bytes, &incstats_importer::Options::default()).unwrap()
        );
    }
}
