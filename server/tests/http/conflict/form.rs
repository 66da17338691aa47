//! A form of a page, as a browser reads and sends it.

use crate::app::{Answer, User};

pub type Fields = Vec<(String, String)>;

/// The first form that is sent to this address, with what it holds; none where there is none.
pub fn form_to(page: &Answer, action: &str) -> Option<Fields> {
    let (_, rest) = page.body.split_once(&format!("<form method=\"post\" action=\"{action}\""))?;
    let (form, _) = rest.split_once("</form>")?;
    let tags = form.split('<').skip(1).filter(|tag| !attribute(tag, "name").is_empty());
    Some(tags.filter_map(|tag| field(form, tag)).collect())
}

fn field(form: &str, tag: &str) -> Option<(String, String)> {
    let (head, name) = (head(tag), attribute(tag, "name"));
    let value = match tag.split_whitespace().next()? {
        "input" if attribute(tag, "type") == "checkbox" && !has(head, "checked") => return None,
        "input" => attribute(tag, "value"),
        "textarea" => plain(tag.split_once('>')?.1).trim_start_matches('\n').to_owned(),
        "select" => {
            let (_, options) = form.split_once(head)?;
            let (options, _) = options.split_once("</select>")?;
            let mut options = options.split("<option").skip(1);
            let first = options.clone().next()?;
            let chosen = options.find(|option| has(self::head(option), "selected"));
            attribute(chosen.unwrap_or(first), "value")
        }
        _ => return None,
    };
    Some((name, value))
}

/// Up to the end of the tag.
fn head(tag: &str) -> &str {
    tag.split('>').next().unwrap_or_default()
}

fn has(head: &str, attribute: &str) -> bool {
    head.split_whitespace().any(|word| word.split('=').next() == Some(attribute))
}

fn attribute(tag: &str, name: &str) -> String {
    let (_, rest) = head(tag).split_once(&format!(" {name}=\"")).unwrap_or_default();
    plain(rest.split('"').next().unwrap_or_default())
}

fn plain(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// With these fields typed; several boxes of one name are separated by commas.
pub fn with(form: &Fields, changes: &Fields) -> Fields {
    let is_changed = |name: &str| changes.iter().any(|(changed, _)| changed == name);
    let kept = form.iter().filter(|(name, _)| name != "command" && !is_changed(name)).cloned();
    kept.chain(changes.iter().filter(|(_, value)| !value.is_empty()).cloned()).collect()
}

/// What the form says in a field; of several boxes, in the order of their values.
pub fn value(form: &Fields, name: &str) -> String {
    let values = form.iter().filter(|(field, _)| field == name);
    let mut values: Vec<_> =
        values.flat_map(|(_, value)| value.split(',')).map(str::trim).collect();
    values.retain(|value| !value.is_empty());
    values.sort_unstable();
    values.join(",")
}

pub async fn press(user: &User, door: &str, form: &Fields) -> Answer {
    let form: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    user.post(door, &form).await
}
