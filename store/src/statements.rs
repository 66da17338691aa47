//! Every statement of the store, for the test that prepares each on both engines.

#[cfg(test)]
mod tests;

/// (file, name, SQL)
pub(crate) type Statement = (&'static str, &'static str, &'static str);

/// All of them. A test checks that no file with statements is missing here.
#[cfg_attr(not(test), expect(dead_code, reason = "read by the test of both engines"))]
pub(crate) fn all() -> Vec<Statement> {
    let files: &[(&str, &[(&str, &str)])] = &[
        ("action", crate::action::STATEMENTS),
        ("action/change", crate::action::CHANGE_STATEMENTS),
        ("catalog", crate::catalog::STATEMENTS),
        ("catalog/save", crate::catalog::SAVE_STATEMENTS),
        ("example", crate::example::STATEMENTS),
        ("import", crate::import::STATEMENTS),
        ("import/perform", crate::import::statements_of::PERFORM),
        ("import/upload", crate::import::statements_of::UPLOAD),
        ("incident", crate::incident::STATEMENTS),
        ("incident/declare", crate::incident::statements_of::DECLARE),
        ("incident/details", crate::incident::statements_of::DETAILS),
        ("incident/milestones", crate::incident::statements_of::MILESTONES),
        ("incident/privacy", crate::incident::statements_of::PRIVACY),
        ("incident/severity", crate::incident::statements_of::SEVERITY),
        ("incident/status", crate::incident::statements_of::STATUS),
        ("people", crate::people::STATEMENTS),
        ("people/account", crate::people::statements_of::ACCOUNT),
        ("people/invitation", crate::people::statements_of::INVITATION),
        ("people/profile", crate::people::statements_of::PROFILE),
        ("people/session", crate::people::statements_of::SESSION),
        ("postmortem", crate::postmortem::STATEMENTS),
        ("postmortem/write", crate::postmortem::WRITE_STATEMENTS),
        ("report", crate::report::STATEMENTS),
        ("timeline", crate::timeline::STATEMENTS),
        ("timeline/delete", crate::timeline::statements_of::DELETE),
        ("timeline/edit", crate::timeline::statements_of::EDIT),
        ("timeline/log", crate::timeline::statements_of::LOG),
        ("timeline/redact", crate::timeline::statements_of::REDACT),
        ("work", crate::work::STATEMENTS),
    ];
    let named = |(file, statements): &(&'static str, &'static [(&'static str, &'static str)])| {
        let file = *file;
        statements.iter().map(move |(name, sql)| (file, *name, *sql)).collect::<Vec<_>>()
    };
    files.iter().flat_map(named).collect()
}
