//! A file as evidence: its name, what it really is, and how much of it fits.

mod kind;
mod name;
mod picture;
mod saved;

pub use kind::MediaType;
pub use name::FileName;
pub use saved::saved_as;

use std::sync::Arc;

/// As it was sent: nothing of it is believed yet.
#[derive(Debug, Clone)]
pub struct SentFile {
    pub name: String,
    pub bytes: Arc<[u8]>,
}

/// A file that may be kept.
#[derive(Debug, Clone)]
pub struct NewFile {
    pub name: FileName,
    pub kind: MediaType,
    /// Of a picture that says so: width and height in pixels.
    pub pixels: Option<(u32, u32)>,
    pub bytes: Arc<[u8]>,
}

/// Why a file cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    #[error("“{0}” is empty.")]
    Empty(FileName),
    #[error("“{0}” is larger than 10 MiB, the most that fits.")]
    TooLarge(FileName),
    #[error("These are {0} files; {most} fit.", most = NewFile::MOST)]
    TooMany(usize),
    #[error("Together the files are larger than 30 MiB: send some of them on their own.")]
    TogetherTooLarge,
}

impl NewFile {
    /// The most files at once.
    pub const MOST: usize = 10;
    /// The most bytes of a file.
    pub const MOST_BYTES: usize = 10 * 1024 * 1024;
    /// The most bytes of all files sent at once.
    pub const MOST_TOGETHER: usize = 30 * 1024 * 1024;

    /// # Errors
    /// [`FileError`] where it is empty or too large.
    pub fn parse(sent: &SentFile) -> Result<Self, FileError> {
        let name = FileName::of(&sent.name);
        if sent.bytes.is_empty() {
            return Err(FileError::Empty(name));
        }
        if sent.bytes.len() > Self::MOST_BYTES {
            return Err(FileError::TooLarge(name));
        }
        let kind = MediaType::of(&sent.bytes);
        let pixels = picture::pixels(kind, &sent.bytes);
        Ok(Self { name, kind, pixels, bytes: Arc::clone(&sent.bytes) })
    }

    /// # Errors
    /// The first [`FileError`].
    pub fn parse_all(sent: &[SentFile]) -> Result<Vec<Self>, FileError> {
        if sent.len() > Self::MOST {
            return Err(FileError::TooMany(sent.len()));
        }
        if sent.iter().map(|file| file.bytes.len()).sum::<usize>() > Self::MOST_TOGETHER {
            return Err(FileError::TogetherTooLarge);
        }
        sent.iter().map(Self::parse).collect()
    }
}

/// A size as it is read: `812 B`, `14 KiB`, `2.5 MiB`.
#[must_use]
pub fn size(bytes: i64) -> String {
    match bytes {
        ..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KiB", (bytes + 512) / 1024),
        _ => {
            let tenths = (bytes * 10 + 524_288) / 1_048_576;
            format!("{}.{} MiB", tenths / 10, tenths % 10)
        }
    }
}

#[cfg(test)]
mod tests;
