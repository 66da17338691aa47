//! From a compiled wasm to what a browser loads: wasm-bindgen, called as a library.

use std::path::{Path, PathBuf};
use std::time::Instant;

use wasm_bindgen_cli_support::Bindgen;

use crate::failure::Outcome;
use crate::{files, place, sh};

/// What the browser loads.
pub struct Package {
    pub js: String,
    pub wasm: Vec<u8>,
    /// JavaScript that crates bring along: the path that `js` imports, and the text.
    pub snippets: Vec<(String, Vec<u8>)>,
}

/// A wasm that has been through this before is read back.
pub fn package(compiled: &Path, dev: bool) -> Outcome<Package> {
    let mode = if dev { "dev" } else { "release" };
    let stamp = format!("{mode}-{}", files::hash(&files::read(compiled)?));
    let cache = place::target("wasm").join("bindgen");
    let folder = cache.join(&stamp);
    if !folder.is_dir() {
        let begin = Instant::now();
        files::remove(&cache)?;
        let half = cache.join("half");
        generate(compiled, &half, dev)?;
        files::rename(&half, &folder)?;
        sh::say(&format!("→ Bound the browser part to JavaScript: {}", sh::took(begin)));
    }
    load(&folder)
}

fn generate(compiled: &Path, folder: &Path, dev: bool) -> Outcome<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(compiled).out_name("nofault").typescript(false).keep_debug(dev);
    // The page names the wasm: no guess from the address of the script.
    bindgen.omit_default_module_path(true).remove_name_section(!dev).remove_producers_section(!dev);
    bindgen.web(true).and_then(|bindgen| bindgen.generate(folder)).map_err(|error| {
        format!("wasm-bindgen could not read {}: {error:#}", compiled.display()).into()
    })
}

fn load(folder: &Path) -> Outcome<Package> {
    let beside: Vec<PathBuf> = files::below(&folder.join("snippets"))?;
    let mut snippets = Vec::new();
    for file in beside {
        let path = file.strip_prefix(folder).unwrap_or(&file);
        snippets.push((format!("./{}", path.display()), files::read(&file)?));
    }
    Ok(Package {
        js: files::text(&folder.join("nofault.js"))?,
        wasm: files::read(&folder.join("nofault_bg.wasm"))?,
        snippets,
    })
}
