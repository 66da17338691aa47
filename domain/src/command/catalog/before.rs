//! What these forms were opened with, each field where the form says so.

use std::convert::Infallible;

use super::{ChangeInstallation, NameSeverity, SaveService, SaveTeam, people, team};
use crate::id::{PersonId, TeamId};
use crate::service::Tier;
use crate::text::{Markdown, Meaning, Name, list};
use crate::word::Word;
use crate::zone::Zone;

#[derive(Debug, Default)]
pub struct TeamBefore {
    pub name: Option<Name>,
    pub members: Option<Vec<PersonId>>,
}

impl SaveTeam {
    pub(super) fn before(&self) -> TeamBefore {
        let members = self.was_members.read(people);
        TeamBefore { name: self.was_name.read(Name::parse), members }
    }
}

#[derive(Debug, Default)]
pub struct ServiceBefore {
    pub name: Option<Name>,
    pub team: Option<Option<TeamId>>,
    pub tier: Option<Option<Tier>>,
    pub provider: Option<bool>,
    pub about: Option<Option<Markdown>>,
    pub needs: Option<Vec<Name>>,
}

impl SaveService {
    pub(super) fn before(&self) -> ServiceBefore {
        let ticked = |text: &str| Ok::<_, Infallible>(!text.trim().is_empty());
        ServiceBefore {
            name: self.was_name.read(Name::parse),
            team: self.was_team.optional(team),
            tier: self.was_tier.optional(Tier::parse),
            provider: self.was_provider.read(ticked),
            about: self.was_about.read(Markdown::parse_optional),
            needs: self.was_needs.read(|text| list(text, Name::parse)),
        }
    }
}

#[derive(Debug, Default)]
pub struct SeverityBefore {
    pub name: Option<Name>,
    pub meaning: Option<Option<Meaning>>,
}

impl NameSeverity {
    pub(super) fn before(&self) -> SeverityBefore {
        let meaning = self.was_meaning.read(Meaning::parse_optional);
        SeverityBefore { name: self.was_name.read(Name::parse), meaning }
    }
}

#[derive(Debug, Default)]
pub struct InstallationBefore {
    pub name: Option<Name>,
    pub zone: Option<Zone>,
}

impl ChangeInstallation {
    pub(super) fn before(&self) -> InstallationBefore {
        let zone = self.was_zone.read(Zone::parse);
        InstallationBefore { name: self.was_name.read(Name::parse), zone }
    }
}
