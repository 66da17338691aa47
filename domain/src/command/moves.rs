//! Commands that say the same of one thing and differ in what they do with it.

/// Each is the form `$base`, by another name.
macro_rules! moves {
    ($base:ident => $read:ident: $($(#[$meta:meta])* $form:ident => $parsed:ident;)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Default, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $form(pub $base);

        #[derive(Debug)]
        pub struct $parsed(pub $read);

        impl $crate::command::Command for $form {
            type Parsed = $parsed;

            fn parse(
                self,
                typing: &$crate::command::Typing,
            ) -> Result<$parsed, $crate::refusal::Refusal> {
                self.0.parse(typing).map($parsed)
            }
        }
    )+};
}

pub(super) use moves;
