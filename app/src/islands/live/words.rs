//! What the live page calls things, and says.

/// What a form or a link of the incident's pages edits, by where it leads: `entry:e7`,
/// `details`, `milestones`, `status`; `composer` where a new entry is written. None
/// elsewhere.
pub fn key(incident: &str, leads_to: &str) -> Option<String> {
    let rest = leads_to.strip_prefix(incident)?;
    Some(match rest {
        "" | "/details" => "details".to_owned(),
        "/entries" => "composer".to_owned(),
        rest => {
            let rest = rest.strip_prefix('/')?;
            match rest.strip_prefix("entries/") {
                Some(entry) => format!("entry:{entry}").replace('/', ":"),
                None => rest.replace('/', ":"),
            }
        }
    })
}

/// Somebody on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub name: String,
    pub me: bool,
    /// The keys of what they edit.
    pub editing: Vec<String>,
}

/// Who is here, in a line.
pub fn here(people: &[Person]) -> String {
    let called = |person: &Person| {
        let name = if person.me { "you" } else { person.name.as_str() };
        let writes = !person.me && person.editing.iter().any(|key| key == "composer");
        format!("{name}{}", if writes { " (writing an entry)" } else { "" })
    };
    match people {
        [] => String::new(),
        [only] if only.me => "Here: only you".to_owned(),
        many => {
            // Oneself first, wherever the server put one.
            let (me, others): (Vec<_>, Vec<_>) = many.iter().partition(|person| person.me);
            let names: Vec<String> = me.into_iter().chain(others).map(called).collect();
            format!("Here: {}", names.join(", "))
        }
    }
}

/// Who else edits what has this key; empty where nobody does.
pub fn editors(people: &[Person], key: &str) -> String {
    let names: Vec<&str> = people
        .iter()
        .filter(|person| !person.me && person.editing.iter().any(|one| one == key))
        .map(|person| person.name.as_str())
        .collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => format!("{one} is editing this"),
        [firsts @ .., last] => format!("{} and {last} are editing this", firsts.join(", ")),
    }
}

/// What is read aloud when others have logged so many entries.
pub fn news(entries: u32) -> String {
    match entries {
        0 => String::new(),
        1 => "1 new entry".to_owned(),
        many => format!("{many} new entries"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, me: bool, editing: &[&str]) -> Person {
        let editing = editing.iter().map(|&key| key.to_owned()).collect();
        Person { name: name.to_owned(), me, editing }
    }

    #[test]
    fn a_page_and_its_form_have_one_key() {
        let key = |leads_to| key("/incidents/INC-4", leads_to);
        for (leads_to, called) in [
            ("/incidents/INC-4", Some("details")),
            ("/incidents/INC-4/details", Some("details")),
            ("/incidents/INC-4/entries", Some("composer")),
            ("/incidents/INC-4/entries/e7", Some("entry:e7")),
            ("/incidents/INC-4/entries/e7/deletion", Some("entry:e7:deletion")),
            ("/incidents/INC-4/milestones", Some("milestones")),
            ("/incidents/INC-4/impacts/2", Some("impacts:2")),
            // Another incident, whose number begins alike.
            ("/incidents/INC-42", None),
            ("/incidents/INC-42/entries/e7", None),
            ("/sign-out", None),
        ] {
            assert_eq!(key(leads_to).as_deref(), called, "{leads_to}");
        }
    }

    #[test]
    fn who_is_here_is_said_in_a_line() {
        let (ada, bo) = (person("Ada", true, &[]), person("Bo", false, &["composer"]));
        assert_eq!(here(&[]), "");
        assert_eq!(here(std::slice::from_ref(&ada)), "Here: only you");
        assert_eq!(here(&[bo, ada]), "Here: you, Bo (writing an entry)");
        // Before the own presence has arrived.
        assert_eq!(here(&[person("Cem", false, &[])]), "Here: Cem");
    }

    #[test]
    fn others_who_edit_are_named_and_oneself_is_not() {
        let people = [
            person("Ada", true, &["entry:e1"]),
            person("Bo", false, &["entry:e1"]),
            person("Cem", false, &["entry:e1", "details"]),
            person("Di", false, &["entry:e1"]),
        ];
        assert_eq!(editors(&people, "entry:e1"), "Bo, Cem and Di are editing this");
        assert_eq!(editors(&people, "details"), "Cem is editing this");
        assert_eq!(editors(&people, "entry:e11"), "");
        assert_eq!(editors(&people[..1], "entry:e1"), "");
    }

    #[test]
    fn news_are_counted() {
        assert_eq!([0, 1, 3].map(news), ["", "1 new entry", "3 new entries"]);
    }
}
