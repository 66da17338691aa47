//! One style sheet out of `style/main.css`: a line `@import "./x.css" layer(y);` becomes
//! `@layer y { … }`, every other line stays.

use std::path::Path;

use crate::failure::Outcome;
use crate::files;

pub fn bundle(folder: &Path) -> Outcome<String> {
    inline(&files::text(&folder.join("main.css"))?, |name| files::text(&folder.join(name)))
}

fn inline(main: &str, read: impl Fn(&str) -> Outcome<String>) -> Outcome<String> {
    let mut bundled = String::new();
    for line in main.lines() {
        let Some(import) = line.trim().strip_prefix("@import") else {
            bundled.push_str(line);
            bundled.push('\n');
            continue;
        };
        let (name, layer) = parts(import).ok_or_else(|| {
            format!("style/main.css: {line:?} is none of `@import \"./x.css\";` and `@import \"./x.css\" layer(y);`.")
        })?;
        let text = read(name)?;
        if text.contains("@import") {
            return Err(format!("style/{name}: only style/main.css may import.").into());
        }
        bundled.push_str(&match layer {
            Some(layer) => format!("@layer {layer} {{\n{text}}}\n"),
            None => text,
        });
    }
    Ok(bundled)
}

/// `"./x.css" layer(y);` as `x.css` and `y`.
fn parts(import: &str) -> Option<(&str, Option<&str>)> {
    let (name, rest) = import.trim().strip_prefix('"')?.split_once('"')?;
    let name = name.strip_prefix("./").unwrap_or(name);
    let rest = rest.trim().strip_suffix(';')?.trim();
    if rest.is_empty() {
        return Some((name, None));
    }
    Some((name, Some(rest.strip_prefix("layer(")?.strip_suffix(')')?)))
}

/// Points `url("name")` at the file that carries the hash; both lie beside the style sheet.
pub fn point(text: &str, name: &str, file: &str) -> String {
    text.replace(&format!("url(\"{name}\")"), &format!("url(\"{file}\")"))
}

#[cfg(test)]
mod tests {
    use super::{inline, point};
    use crate::failure::Outcome;

    fn read(name: &str) -> Outcome<String> {
        Ok(format!("/* {name} */\n"))
    }

    #[test]
    fn imports_become_layers_in_order() {
        let main = "@layer a, b;\n@import \"./a.css\" layer(a);\n@import \"b.css\";\n";
        let bundled = inline(main, read).map_err(|failure| failure.to_string());
        assert_eq!(
            bundled,
            Ok("@layer a, b;\n@layer a {\n/* a.css */\n}\n/* b.css */\n".to_owned())
        );
    }

    #[test]
    fn an_import_that_is_not_understood_is_refused() {
        assert!(inline("@import url(a.css);", read).is_err());
        assert!(inline("@import \"a.css\" print;", read).is_err());
    }

    #[test]
    fn addresses_follow_the_hash() {
        assert_eq!(point("x: url(\"a.svg\")", "a.svg", "a.1.svg"), "x: url(\"a.1.svg\")");
    }
}
