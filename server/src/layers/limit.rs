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
    /// How many seconds are to be waited before any of the keys may try; none when it may now.
    pub fn wait(&self, keys: &[String], now: Instant) -> Option<i64> {
        let failures = self.0.lock().ok()?;
        let until = keys.iter().filter_map(|key| failures.get(key)).map(|f| f.until()).max()?;
        (until > now).then(|| until.since(now) / 1_000_000 + 1)
    }

    pub fn failed(&self, keys: &[String], now: Instant) {
        let Ok(mut failures) = self.0.lock() else { return };
        if failures.len() > KEYS {
            let mut times: Vec<Instant> = failures.values().map(|f| f.last).collect();
            times.sort_unstable();
            let middle = times[times.len() / 2];
            failures.retain(|_, f| f.last > middle);
        }
        for key in keys {
            let entry = failures.entry(key.clone()).or_insert(Failures { count: 0, last: now });
            // An hour without a failure forgives.
            if now.since(entry.last) > 3_600_000_000 {
                entry.count = 0;
            }
            *entry = Failures { count: entry.count.saturating_add(1), last: now };
        }
    }

    pub fn succeeded(&self, key: &str) {
        if let Ok(mut failures) = self.0.lock() {
            failures.remove(key);
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
        for _ in 0..FREE {
            assert_eq!(limiter.wait(&key, now), None);
            limiter.failed(&key, now);
        }
        assert_eq!(limiter.wait(&key, now), None);
        limiter.failed(&key, now);
        assert_eq!(limiter.wait(&key, now), Some(3));
        assert_eq!(limiter.wait(&["b".to_owned()], now), None);
        for _ in 0..20 {
            limiter.failed(&key, now);
        }
        assert_eq!(limiter.wait(&key, now), Some(LONGEST + 1));
        now = now.plus_micros(LONGEST * 1_000_000 + 1);
        assert_eq!(limiter.wait(&key, now), None);
        limiter.failed(&key, now);
        limiter.succeeded("a");
        assert_eq!(limiter.wait(&key, now), None);
    }
}
