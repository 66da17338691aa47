//! What every request shares.

use std::sync::Arc;

use nofault_store::Store;

use crate::config::Deployment;
use crate::layers::limit::Limiter;

/// Cheap to clone.
#[derive(Debug, Clone)]
pub struct Site(Arc<Inner>);

#[derive(Debug)]
pub struct Inner {
    pub store: Store,
    pub deployment: Deployment,
    /// Of sign-in attempts.
    pub limiter: Limiter,
}

impl Site {
    #[must_use]
    pub fn new(store: Store, deployment: Deployment) -> Self {
        Self(Arc::new(Inner { store, deployment, limiter: Limiter::default() }))
    }
}

impl std::ops::Deref for Site {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}
