//! A history as bytes and back: both frames in the Arrow IPC format, one after the other.

use std::io::{self, Read, Seek, SeekFrom};

use incstats_model::{Hours, Metric};
use polars::prelude::*;
use polars_io::ipc::{IpcReader, IpcWriter};
use polars_io::mmap::MmapBytesReader;
use polars_io::prelude::{SerReader, SerWriter};

use super::History;
use crate::AnalysisError;

/// Which columns there are. It rises with every change to the frames, so that bytes kept before it are not taken for
/// what they are not.
const LAYOUT: u32 = 2;
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

    /// The history of bytes that [`History::to_bytes`] made, with the metrics and hours that it was made with. Cost: all
    /// columns are read once.
    ///
    /// # Errors
    /// [`AnalysisError::Frame`] where they are not such bytes.
    pub fn from_bytes(
        mut bytes: impl Read + Seek + Send + Sync,
        metrics: Vec<Metric>,
        hours: Hours,
    ) -> Result<Self, AnalysisError> {
        let mut both = || -> PolarsResult<_> {
            let mut length = [0; LENGTH];
            bytes.read_exact(&mut length)?;
            let end = (LENGTH as u64).saturating_add(u64::from_le_bytes(length));
            let whole = bytes.seek(SeekFrom::End(0))?;
            if end > whole {
                return Err(polars_err!(ComputeError: "the bytes of a history are cut off"));
            }
            let mut read = |from, to| IpcReader::new(Part::of(&mut bytes, from, to)?).finish();
            Ok((read(LENGTH as u64, end)?, read(end, whole)?))
        };
        let (incidents, phases) = both()?;
        Ok(Self::from_frames(incidents, phases, metrics, hours))
    }
}

/// A part of something, as if it were the whole.
struct Part<'a, R> {
    whole: &'a mut R,
    /// Its first byte.
    from: u64,
    /// The first byte after it.
    to: u64,
    place: u64,
}

impl<'a, R: Seek> Part<'a, R> {
    fn of(whole: &'a mut R, from: u64, to: u64) -> io::Result<Self> {
        whole.seek(SeekFrom::Start(from))?;
        Ok(Self { whole, from, to, place: from })
    }
}

impl<R: Read> Read for Part<'_, R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let length = self.whole.by_ref().take(self.to.saturating_sub(self.place)).read(bytes)?;
        self.place += length as u64;
        Ok(length)
    }
}

impl<R: Seek> Seek for Part<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = match to {
            SeekFrom::Start(place) => self.from.checked_add(place),
            SeekFrom::End(places) => self.to.checked_add_signed(places),
            SeekFrom::Current(places) => self.place.checked_add_signed(places),
        };
        let place = place.filter(|place| *place >= self.from).ok_or(io::ErrorKind::InvalidInput)?;
        self.place = self.whole.seek(SeekFrom::Start(place))?;
        Ok(self.place - self.from)
    }
}

impl<R: Read + Seek + Send + Sync> MmapBytesReader for Part<'_, R> {}

fn write(mut frame: DataFrame, bytes: &mut Vec<u8>) -> PolarsResult<()> {
    IpcWriter::new(bytes).with_compression(None).finish(&mut frame)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::Example;
    use incstats_model::metric::METRICS;
    use std::io::Cursor;

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
            let back = History::from_bytes(Cursor::new(&bytes), METRICS.to_vec(), Hours::All).unwrap();
            assert!(back.incidents().equals_missing(history.incidents()));
            assert!(back.phases().equals_missing(history.phases()));
            assert_eq!(back.incidents().schema(), history.incidents().schema());
        }
    }

    #[test]
    fn other_bytes_are_refused() {
        let whole = History::new(&[Example::closed("a", 30).build()]).unwrap().to_bytes().unwrap();
        for bytes in [&[][..], &[1], &[0; 8], &whole[..whole.len() / 3], &[255; 64]] {
            assert!(History::from_bytes(Cursor::new(bytes), METRICS.to_vec(), Hours::All).is_err());
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
