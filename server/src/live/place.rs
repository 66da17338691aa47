//! How many streams may be open: for a session, and in all.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// A browser shares one among its tabs where it can; without that, one a tab.
const SESSION: usize = 12;
const SERVER: usize = 4_000;

/// Streams by the hash of their session's token.
#[derive(Debug, Default)]
pub struct Places(Mutex<Taken>);

#[derive(Debug, Default)]
struct Taken {
    all: usize,
    of: HashMap<Arc<[u8]>, usize>,
}

/// Held by an open stream.
#[derive(Debug)]
pub struct Place {
    places: Arc<Places>,
    session: Arc<[u8]>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Full {
    Session,
    Server,
}

impl Places {
    /// # Errors
    /// Where too many are open already.
    pub fn take(self: &Arc<Self>, session: &[u8]) -> Result<Place, Full> {
        let session: Arc<[u8]> = session.into();
        let mut taken = self.0.lock().map_err(|_| Full::Server)?;
        if taken.all >= SERVER {
            return Err(Full::Server);
        }
        let own = taken.of.entry(session.clone()).or_default();
        if *own >= SESSION {
            return Err(Full::Session);
        }
        *own += 1;
        taken.all += 1;
        Ok(Place { places: self.clone(), session })
    }
}

impl Place {
    #[must_use]
    pub fn session(&self) -> &[u8] {
        &self.session
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let Ok(mut taken) = self.places.0.lock() else { return };
        taken.all = taken.all.saturating_sub(1);
        if let Some(own) = taken.of.get_mut(&self.session) {
            *own -= 1;
            if *own == 0 {
                taken.of.remove(&self.session);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_has_so_many_and_gets_them_back() {
        let places = Arc::new(Places::default());
        let mut held: Vec<Place> = (0..SESSION).map(|_| places.take(b"ada").unwrap()).collect();
        assert_eq!(places.take(b"ada").unwrap_err(), Full::Session);
        assert!(places.take(b"bo").is_ok());
        held.pop();
        assert!(places.take(b"ada").is_ok());
        held.clear();
        assert_eq!(places.0.lock().unwrap().all, 0);
        assert!(places.0.lock().unwrap().of.is_empty());
    }

    #[test]
    fn a_server_has_so_many() {
        let places = Arc::new(Places::default());
        let _held: Vec<Place> =
            (0..SERVER).map(|n| places.take(&n.to_be_bytes()).unwrap()).collect();
        assert_eq!(places.take(b"ada").unwrap_err(), Full::Server);
    }
}
