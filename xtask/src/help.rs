//! What `cargo xtask help` prints.

pub fn print() {
    println!("{TEXT}");
}

const TEXT: &str = "\
cargo xtask COMMAND

  run      [--yes] [--dev] [-- ARGS…]        build what is missing and start `nofault serve ARGS…`
  build    [--yes] [--dev] [--browser-only]  build the browser part and the server, or the first alone
  test     [--yes] [--dev] [--no-browser] [--release]
                                             every test: Rust, both databases, a real browser
  lint     [--yes]                           rustfmt, clippy for server and browser, cargo-deny
  bench    [--yes] [-- ARGS…]                cargo bench, on both databases; with ARGS in place of the whole workspace
  postgres [--yes] -- COMMAND…               run COMMAND with a throwaway Postgres beside it

  --yes          install missing system packages without asking (so do root, and CI=true)
  --dev          build quickly in place of small and fast
  --release      test the server as it is released, in place of a build of development
  --no-browser   leave the browser tests out, and say so

What is missing is installed first: the wasm target (by rustup, or from the
distribution's packages where rustup cannot), and for tests Chromium, Node and Postgres.";
