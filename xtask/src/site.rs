//! `target/site`: every asset under a name that carries its hash, compressed beside it,
//! and `manifest.txt`, from which the server learns what to hold inside.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::asset::Asset;
use crate::bindgen::Package;
use crate::failure::Outcome;
use crate::{compress, css, files, place, sh};

pub fn write(package: Option<Package>, dev: bool) -> Outcome<()> {
    let site = place::target("site");
    let assets = collect(package)?;
    let mut kept = BTreeSet::from([site.join("manifest.txt")]);
    for asset in &assets {
        kept.extend(put(&site, asset, dev)?);
    }
    for stale in files::below(&site)?.into_iter().filter(|file| !kept.contains(file)) {
        files::remove(&stale)?;
    }
    let lines: String = assets.iter().map(Asset::line).collect();
    files::write(&site.join("manifest.txt"), lines.as_bytes())?;
    tell(&site, &assets);
    Ok(())
}

fn collect(package: Option<Package>) -> Outcome<Vec<Asset>> {
    let mut assets = Vec::new();
    let public = place::root().join("public");
    for file in files::below(&public)? {
        let name = file.strip_prefix(&public).unwrap_or(&file).display().to_string();
        assets.push(Asset::new(&name, files::read(&file)?));
    }
    let style = place::root().join("style");
    if style.join("main.css").is_file() {
        let mut text = css::bundle(&style)?;
        for asset in &assets {
            text = css::point(&text, &asset.name, &asset.file);
        }
        assets.push(Asset::new("nofault.css", text.into_bytes()));
    } else {
        sh::say("! style/main.css is missing: pages will be without style.");
    }
    if let Some(package) = package {
        let mut js = package.js;
        for (path, bytes) in package.snippets {
            let snippet = Asset::new("snippet.js", bytes);
            js = js.replace(&path, &format!("./{}", snippet.file));
            assets.push(Asset { name: path.trim_start_matches("./").to_owned(), ..snippet });
        }
        assets.push(Asset::new("nofault.js", js.into_bytes()));
        assets.push(Asset::new("nofault.wasm", package.wasm));
    }
    Ok(assets)
}

/// Writes an asset and its compressed copies; the plain file last, as the sign that all are there.
fn put(site: &Path, asset: &Asset, dev: bool) -> Outcome<Vec<PathBuf>> {
    let plain = site.join(&asset.file);
    let mut written = vec![plain.clone()];
    if let Some(folder) = plain.parent() {
        files::folder(folder)?;
    }
    if asset.compressible() {
        let brotli = site.join(format!("{}.br", asset.file));
        let gzip = site.join(format!("{}.gz", asset.file));
        let fresh = brotli.is_file()
            && gzip.is_file()
            && files::read(&plain).is_ok_and(|old| old == asset.bytes);
        if !fresh {
            // The wasm of a dev build is large and short-lived.
            let quick = dev && asset.name.ends_with(".wasm");
            files::write(&brotli, &compress::brotli(&asset.bytes, quick)?)?;
            files::write(&gzip, &compress::gzip(&asset.bytes)?)?;
        }
        written.extend([brotli, gzip]);
    }
    files::write(&plain, &asset.bytes)?;
    Ok(written)
}

fn tell(site: &Path, assets: &[Asset]) {
    let size = |asset: &Asset, end: &str| {
        let bytes =
            files::read(&site.join(format!("{}{end}", asset.file))).map_or(0, |bytes| bytes.len());
        format!("{:.1} KB", bytes as f64 / 1000.0)
    };
    for asset in assets.iter().filter(|asset| asset.name.starts_with("nofault.")) {
        let (raw, gzip, brotli) = (size(asset, ""), size(asset, ".gz"), size(asset, ".br"));
        sh::say(&format!("  {}: {raw}, gzip {gzip}, brotli {brotli}", asset.name));
    }
}
