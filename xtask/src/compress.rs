//! Compressed once here, so that the server never compresses an asset.

use std::io::Write as _;

use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};

use crate::failure::Outcome;

pub fn brotli(bytes: &[u8], quick: bool) -> Outcome<Vec<u8>> {
    let quality = if quick { 4 } else { 11 };
    let params = BrotliEncoderParams {
        quality,
        lgwin: 22,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &params)
        .map_err(|error| format!("brotli failed: {error}."))?;
    Ok(packed)
}

pub fn gzip(bytes: &[u8]) -> Outcome<Vec<u8>> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed
        .write_all(bytes)
        .and_then(|()| packed.finish())
        .map_err(|error| format!("gzip failed: {error}.").into())
}
