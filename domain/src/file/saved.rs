//! The name of a file in an exported folder.

use super::FileName;

/// Of a name so many bytes are kept: file systems take 255.
const MOST: usize = 160;
/// Of a hash so many: enough to tell any two files of an installation apart.
const PREFIX: usize = 8;

/// Such as `2c26b46b68ffc68f-screen shot.png`: the beginning of the content's hash, and what is
/// harmless in the name on every system. Two contents never share one.
#[must_use]
pub fn saved_as(hash: &[u8], name: &str) -> String {
    let prefix: String = hash.iter().take(PREFIX).map(|byte| format!("{byte:02x}")).collect();
    let plain = |c: char| if c.is_alphanumeric() || " ._-()".contains(c) { c } else { '_' };
    let name: String = FileName::of(name).as_str().chars().map(plain).collect();
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if ending.len() <= 10 => (stem, format!(".{ending}")),
        _ => (name.as_str(), String::new()),
    };
    let stem = within(stem, MOST - ending.len());
    // Windows drops points and blanks at the end of a name.
    let name = format!("{stem}{ending}");
    format!("{prefix}-{}", name.trim_end_matches(['.', ' ']))
}

/// The beginning of a text, in whole letters of so many bytes together.
fn within(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    end.and_then(|end| text.get(..end)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::saved_as;

    #[test]
    fn a_name_stays_readable_and_leads_nowhere() {
        let hash = [0xab; 32];
        let saved = |name: &str| saved_as(&hash, name);
        assert_eq!(saved("größe 2.png"), "abababababababab-größe 2.png");
        assert_eq!(saved("../../etc/passwd"), "abababababababab-passwd");
        assert_eq!(saved("C:\\shots\\a<b>|?.png"), "abababababababab-a_b___.png");
        assert_eq!(saved("..."), "abababababababab-");
        assert_eq!(saved("a. ."), "abababababababab-a");
        let long = saved(&format!("{}.log", "ü".repeat(119)));
        assert!(long.ends_with("ü.log") && long.len() <= 200, "{long}");
    }

    proptest! {
        #[test]
        fn any_name_is_one_part_of_a_path(hash in any::<[u8; 32]>(), name in any::<String>()) {
            let saved = saved_as(&hash, &name);
            let path = std::path::Path::new(&saved);
            prop_assert_eq!(path.file_name().and_then(|name| name.to_str()), Some(saved.as_str()));
            prop_assert!(saved.len() <= 200 && !saved.starts_with('.'), "{}", saved);
            prop_assert!(!saved.contains(['/', '\\', ':', '\0']), "{}", saved);
            prop_assert!(saved.chars().all(|c| !c.is_control()), "{}", saved);
        }
    }
}
