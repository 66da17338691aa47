//! How often one may try to sign in: per address and per account. In memory:
//! each server of an installation counts for itself.

use std::collections::HashMap;
use std::sync::Mutex;

use nofault_domain::instant::Instant;

/// Failures that are let through before waiting begins.
const FREE: u32 = 5;
/// The longest wait, in seconds.
const LONGEST: i64 = 15 * 60;
/// More keys than these are not kept: the oldest half is forgotten.
const KEYS: usize = 20_000;

#[derive(Debug, Default)]
pub struct Limiter(Mutex<HashMap<String, Failures>>);

#[derive(Debug, Clone, Copy)]
struct Failures {
    count: u32,
    last: Instant,
}

impl Failures {
    /// When the next try is let through: each failure beyond the free ones doubles the wait.
    fn until(self) -> Instant {
        let beyond = self.count.saturating_sub(FREE);
        let seconds = if beyond == 0 { 0 } else { (1_i64 << beyond.min(12)).min(LONGEST) };
        self.last.plus_micros(seconds * 1_000_000)
    }
}

impl Limiter {
    /// Counts a try of all the keys, as failed until it is known better; or says how
    /// many seconds are to be waited, where one of them has to wait. Tries at once are
    /// counted one after the other.
    pub fn attempt(&self, keys: &[String], now: Instant) -> Option<i64> {
        let mut failures = self.0.lock().ok()?;
        let until = keys.iter().filter_map(|key| failures.get(key)).map(|f| f.until()).max();
        if let Some(until) = until.filter(|until| *until > now) {
            return Some(until.since(now) / 1_000_000 + 1);
        }
        forget_oldest(&mut failures);
        for key in keys {
            let entry = failures.entry(key.clone()).or_insert(Failures { count: 0, last: now });
            // An hour without a failure forgives.
            if now.since(entry.last) > 3_600_000_000 {
                entry.count = 0;
            }
            *entry = Failures { count: entry.count.saturating_add(1), last: now };
        }
        None
    }

    /// The try was right: what was counted for it is taken back, and the account's
    /// earlier failures are forgiven.
    pub fn succeeded(&self, keys: &[String], account: &str) {
        let Ok(mut failures) = self.0.lock() else { return };
        failures.remove(account);
        for key in keys {
            if let Some(entry) = failures.get_mut(key) {
                entry.count = entry.count.saturating_sub(1);
            }
        }
    }
}

fn forget_oldest(failures: &mut HashMap<String, Failures>) {
    if failures.len() > KEYS {
        let mut times: Vec<Instant> = failures.values().map(|f| f.last).collect();
        times.sort_unstable();
        if let Some(middle) = times.get(times.len() / 2).copied() {
            failures.retain(|_, f| f.last > middle);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_and_end() {
        let (limiter, key) = (Limiter::default(), vec!["a".to_owned()]);
        let mut now = Instant::from_seconds(1_000_000);
        // Tries at once: the free ones and the one that begins the waiting.
        for _ in 0..=FREE {
            assert_eq!(limiter.attempt(&key, now), None);
        }
        assert_eq!(limiter.attempt(&key, now), Some(3));
        assert_eq!(limiter.attempt(&["b".to_owned()], now), None);
        for _ in 0..20 {
            now = now.plus_micros(LONGEST * 1_000_000);
            assert_eq!(limiter.attempt(&key, now), None);
        }
        assert_eq!(limiter.attempt(&key, now), Some(LONGEST + 1));
        limiter.succeeded(&key, "a");
        assert_eq!(limiter.attempt(&key, now), None);
    }
}
