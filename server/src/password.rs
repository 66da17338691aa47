//! Passwords: Argon2id, at most two at once, off the async threads.

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use nofault_domain::command::account::Password;
use tokio::sync::Semaphore;

static AT_ONCE: Semaphore = Semaphore::const_new(2);
/// More than these do not wait for their turn: they are told to come again.
static QUEUE: Semaphore = Semaphore::const_new(64);

/// The hash could not be made; nothing was stored.
#[derive(Debug, thiserror::Error)]
#[error("Too many are signing in at this moment")]
pub struct HashError;

/// OWASP's first recommendation for Argon2id: 46 MiB, one pass, one lane.
fn argon2() -> Result<Argon2<'static>, HashError> {
    let params = Params::new(47_104, 1, 1, None).map_err(|_| HashError)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, HashError> + Send + 'static,
) -> Result<T, HashError> {
    let _place = QUEUE.try_acquire().map_err(|_| HashError)?;
    let _permit = AT_ONCE.acquire().await.map_err(|_| HashError)?;
    tokio::task::spawn_blocking(work).await.map_err(|_| HashError)?
}

/// As it is stored.
///
/// # Errors
/// [`HashError`] where memory or randomness is short.
pub async fn hash(password: Password) -> Result<String, HashError> {
    apart(move || {
        let hash = argon2()?.hash_password(password.expose().as_bytes()).map_err(|_| HashError)?;
        Ok(hash.to_string())
    })
    .await
}

/// Whether it is the one. Without a hash a made-up one is checked, so that the
/// time taken does not tell whether there is an account.
///
/// # Errors
/// [`HashError`] where memory is short.
pub async fn verify(password: Password, hash: Option<String>) -> Result<bool, HashError> {
    apart(move || {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| NOBODY.to_owned());
        let parsed = PasswordHash::new(&hash).map_err(|_| HashError)?;
        let same = argon2()?.verify_password(password.expose().as_bytes(), &parsed).is_ok();
        Ok(same && known)
    })
    .await
}

const NOBODY: &str = "$argon2id$v=19$m=47104,t=1,p=1$bm9ib2R5bm9ib2R5$\
    3q2+796tvu/erb7v3q2+796tvu/erb7v3q2+796tvu8";
