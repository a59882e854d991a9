//! A history as bytes and back: both frames in the Arrow IPC format, one after the other.

use std::io::Cursor;

use incstats_model::{Hours, Metric};
use polars::prelude::*;
use polars_io::ipc::{IpcReader, IpcWriter};
use polars_io::prelude::{SerReader, SerWriter};

use super::History;
use crate::AnalysisError;

/// Which columns there are. It rises with every change to the frames, so that bytes kept before it are not taken for
/// what they are not.
const LAYOUT: u32 = 1;
/// How many bytes the length of the first frame takes.
const LENGTH: usize = size_of::<u64>();

impl History {
    /// What a history made with these metrics and hours depends on, besides its incidents: bytes kept under another text
    /// are another history's.
    pub fn layout(metrics: &[Metric], hours: &Hours) -> String {
        let ends = |m: &Metric| format!("{} {} {:?} {}", m.key, m.from, m.fallback, m.to);
        let metrics: Vec<String> = metrics.iter().map(ends).collect();
        format!("{LAYOUT}; {}; {}; {hours:?}", env!("CARGO_PKG_VERSION"), metrics.join(", "))
    }

    /// The history as bytes. Cost: a copy of all columns.
    ///
    /// # Errors
    /// [`AnalysisError::Frame`] where polars cannot write a column.
    pub fn to_bytes(&self) -> Result<Vec<u8>, AnalysisError> {
        let mut bytes = vec![0; LENGTH];
        write(self.incidents().clone(), &mut bytes)?;
        let length = (bytes.len() - LENGTH) as u64;
        if let Some(slot) = bytes.first_chunk_mut::<LENGTH>() {
            *slot = length.to_le_bytes();
        }
        write(self.phases().clone(), &mut bytes)?;
        Ok(bytes)
    }

    /// The history of bytes that [`History::to_bytes`] made, with the metrics and hours that it was made with. Cost: a copy
    /// of all columns.
    ///
    /// # Errors
    /// [`AnalysisError::Frame`] where they are not such bytes.
    pub fn from_bytes(bytes: &[u8], metrics: Vec<Metric>, hours: Hours) -> Result<Self, AnalysisError> {
        let parts = || {
            let (length, rest) = bytes.split_first_chunk::<LENGTH>()?;
            rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)
        };
        let (incidents, phases) =
            parts().ok_or_else(|| polars_err!(ComputeError: "the bytes of a history are cut off"))?;
        let read = |part: &[u8]| IpcReader::new(Cursor::new(part)).finish();
        Ok(Self::from_frames(read(incidents)?, read(phases)?, metrics, hours))
    }
}

fn write(mut frame: DataFrame, bytes: &mut Vec<u8>) -> PolarsResult<()> {
    IpcWriter::new(bytes).with_compression(None).finish(&mut frame)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::Example;
    use incstats_model::metric::METRICS;

    #[test]
    fn a_history_comes_back_as_it_was() {
        let services = |i: &mut incstats_model::Incident| i.services = vec!["mail".into(), "web".into()];
        let incidents = [
            Example::closed("a", 30).with(services).build(),
            Example::open("b", 5).build(),
            Example::nothing("é").build(),
        ];
        for incidents in [&incidents[..], &[]] {
            let history = History::new(incidents).unwrap();
            let bytes = history.to_bytes().unwrap();
            let back = History::from_bytes(&bytes, METRICS.to_vec(), Hours::All).unwrap();
            assert!(back.incidents().equals_missing(history.incidents()));
            assert!(back.phases().equals_missing(history.phases()));
            assert_eq!(back.incidents().schema(), history.incidents().schema());
        }
    }

    #[test]
    fn other_bytes_are_refused() {
        let whole = History::new(&[Example::closed("a", 30).build()]).unwrap().to_bytes().unwrap();
        for bytes in [&[][..], &[1], &[0; 8], &whole[..whole.len() / 3], &[255; 64]] {
            assert!(History::from_bytes(bytes, METRICS.to_vec(), Hours::All).is_err());
        }
    }

    #[test]
    fn another_metric_or_other_hours_are_another_layout() {
        let mut metrics = METRICS.to_vec();
        let before = History::layout(&metrics, &Hours::All);
        metrics[5].fallback = Some(incstats_model::Milestone::Detected);
        assert_ne!(History::layout(&metrics, &Hours::All), before);
    }
}
