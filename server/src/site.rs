//! What every request shares.

use std::sync::Arc;

use nofault_domain::blameless::Rules;
use nofault_store::Store;

use crate::config::Deployment;
use crate::layers::limit::Limiter;
use crate::live::Live;

/// Cheap to clone.
#[derive(Debug, Clone)]
pub struct Site(Arc<Inner>);

#[derive(Debug)]
pub struct Inner {
    pub store: Store,
    pub deployment: Deployment,
    /// Of sign-in attempts.
    pub limiter: Limiter,
    pub live: Live,
    /// Of hints on wording.
    pub rules: Arc<Rules>,
}

impl Site {
    #[must_use]
    pub fn new(store: Store, deployment: Deployment) -> Self {
        Self::with_rules(store, deployment, Rules::shipped())
    }

    /// With an operator’s own rules of hints on wording.
    #[must_use]
    pub fn with_rules(store: Store, deployment: Deployment, rules: Rules) -> Self {
        let (live, rules) = (Live::new(store.clone()), Arc::new(rules));
        Self(Arc::new(Inner { store, deployment, limiter: Limiter::default(), live, rules }))
    }
}

impl std::ops::Deref for Site {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}
