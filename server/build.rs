//! Puts the built site into the binary: what `cargo xtask build` left in
//! `target/site`, or nothing on a clean clone.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[expect(clippy::disallowed_methods, reason = "Cargo tells a build script by the environment")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let site = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../target/site");
    let manifest = site.join("manifest.txt");
    println!("cargo:rerun-if-changed={}", manifest.display());
    println!("cargo:rerun-if-changed=build.rs");
    let mut code = String::from("pub(super) static FILES: &[File] = &[\n");
    for line in fs::read_to_string(&manifest).unwrap_or_default().lines() {
        let mut parts = line.split('\t');
        if let (Some(logical), Some(name), Some(kind)) = (parts.next(), parts.next(), parts.next())
        {
            let path = fs::canonicalize(site.join(name))?;
            println!("cargo:rerun-if-changed={}", path.display());
            writeln!(
                code,
                "File {{ logical: {logical:?}, path: {:?}, kind: {kind:?}, raw: include_bytes!({path:?}), brotli: {}, gzip: {} }},",
                format!("/{name}"),
                packed(&path, "br"),
                packed(&path, "gz"),
            )?;
        }
    }
    code.push_str("];\n");
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("assets.rs"), code)?;
    Ok(())
}

fn packed(path: &Path, ending: &str) -> String {
    let packed = PathBuf::from(format!("{}.{ending}", path.display()));
    if packed.is_file() { format!("Some(include_bytes!({packed:?}))") } else { "None".to_owned() }
}
