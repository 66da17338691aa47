//! A form with files. What was typed is kept whatever is wrong with a file: the fields
//! come before it, and what is too much is read to its end and forgotten.

use axum::extract::multipart::{Field, Multipart};
use axum::extract::{FromRequest, Request};
use http::{HeaderMap, header};
use nofault_domain::file::{FileError, FileName, NewFile, SentFile};
use nofault_domain::refusal::Refusal;
use sha2::{Digest, Sha256};

use super::Fields;
use crate::token::hex;

/// The most bytes that are read: more than is taken, so that a browser hears why it was not.
pub const MOST: usize = 96 * 1024 * 1024;

/// The name of every field of files.
const FILE: &str = "file";

/// A form as far as it arrived.
#[derive(Debug)]
pub struct Parted {
    pub fields: Fields,
    /// Or why they cannot be taken.
    pub files: Result<Vec<SentFile>, Refusal>,
}

impl Parted {
    fn refuse(&mut self, why: impl std::fmt::Display) {
        if self.files.is_ok() {
            self.files = Err(Refusal::field(FILE, why.to_string()));
        }
    }
}

pub fn is_multipart(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("multipart/form-data"))
}

/// Reads the whole body. A file is in the fields by its hash and name, so that one press
/// of a button is told from another by its files, too.
///
/// # Errors
/// A sentence, where the body is no form.
pub async fn read(request: Request) -> Result<Parted, &'static str> {
    let unreadable = |_| "The form cannot be read.";
    let mut form = Multipart::from_request(request, &()).await.map_err(unreadable)?;
    let mut parted = Parted { fields: Fields::default(), files: Ok(Vec::new()) };
    let mut room = Room { text: crate::routes::FORM, files: NewFile::MOST_TOGETHER, count: 0 };
    loop {
        let mut field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => return Ok(parted),
            Err(_) => {
                parted.refuse(CUT_OFF);
                return Ok(parted);
            }
        };
        let name = field.name().unwrap_or_default().to_owned();
        let took = match field.file_name().map(str::to_owned) {
            Some(file_name) => take_file(&mut parted, &mut room, &mut field, file_name).await,
            None => take_text(&mut parted, &mut room, &mut field, &name).await?,
        };
        if !took {
            parted.refuse(CUT_OFF);
            return Ok(parted);
        }
    }
}

const CUT_OFF: &str = "The files did not arrive whole. They may be far too large: 10 MiB fit in \
    one, 30 MiB in all.";

/// The bytes that may still come.
struct Room {
    text: usize,
    files: usize,
    /// Of files, those that came.
    count: usize,
}

/// More are no form of ours.
const MOST_PARTS: usize = 100;
const LONGEST_NAME: usize = 1000;

/// False where it was cut off.
async fn take_file(
    parted: &mut Parted,
    room: &mut Room,
    field: &mut Field<'_>,
    file_name: String,
) -> bool {
    let most = NewFile::MOST_BYTES.min(room.files);
    let Some((bytes, length)) = bytes(field, most).await else { return false };
    if file_name.is_empty() && length == 0 {
        return true;
    }
    room.count += 1;
    if room.count > MOST_PARTS {
        return false;
    }
    let file_name: String = file_name.chars().take(LONGEST_NAME).collect();
    parted.fields.add(FILE, format!("{} {file_name}", hex(&Sha256::digest(&bytes))));
    if length > NewFile::MOST_BYTES {
        parted.refuse(FileError::TooLarge(FileName::of(&file_name)));
    } else if length > room.files {
        parted.refuse(FileError::TogetherTooLarge);
    }
    room.files = room.files.saturating_sub(length);
    if let Ok(files) = &mut parted.files {
        files.push(SentFile { name: file_name, bytes: bytes.into() });
        if files.len() > NewFile::MOST {
            let many = FileError::TooMany(files.len());
            parted.refuse(many);
        }
    }
    true
}

async fn take_text(
    parted: &mut Parted,
    room: &mut Room,
    field: &mut Field<'_>,
    name: &str,
) -> Result<bool, &'static str> {
    let Some((bytes, length)) = bytes(field, room.text).await else { return Ok(false) };
    if length > room.text || parted.fields.is_full() {
        return Err("The form has too many fields, or too much text.");
    }
    room.text -= length;
    let text = String::from_utf8(bytes).map_err(|_| "The form’s text cannot be read.")?;
    parted.fields.add(name, text);
    Ok(true)
}

/// So many bytes of a field, and how many there were. None where it was cut off.
async fn bytes(field: &mut Field<'_>, most: usize) -> Option<(Vec<u8>, usize)> {
    let (mut bytes, mut length) = (Vec::new(), 0);
    while let Some(chunk) = field.chunk().await.ok()? {
        length += chunk.len();
        if length <= most {
            bytes.extend_from_slice(&chunk);
        }
    }
    Some((bytes, length))
}
