use proptest::prelude::*;

use super::*;

fn near(found: f64, expected: f64) {
    assert!((found / expected - 1.0).abs() < 1e-9, "{found} is not {expected}");
}

#[test]
fn far_ends_are_known() {
    // By mpmath, in forty digits: where statrs and SciPy lose them.
    near(student_quantile(0.975, 1e6), 1.959_966_356_814_106_7);
    near(beta_quantile(0.975, 1000.0, 99001.0), 0.010_625_806_644_252_092);
    near(beta_quantile(0.975, 3.0, 999_999.0), 7.224_661_569_737_619e-6);
    // One degree of freedom is Cauchy’s: the tangent.
    near(student_quantile(0.9, 1.0), (0.4 * std::f64::consts::PI).tan());
    assert_eq!((student_quantile(0.5, 3.0), student_quantile(1.0, 3.0)), (0.0, f64::INFINITY));
    assert_eq!((beta_quantile(0.0, 2.0, 3.0), beta_quantile(1.0, 2.0, 3.0)), (0.0, 1.0));
    assert_eq!((gamma_quantile(0.0, 2.0), normal_quantile(0.0)), (0.0, f64::NEG_INFINITY));
}

#[test]
fn what_falls_off_is_known_far_out() {
    for z in [-30.0, 0.0, 5.0, 19.9, 20.1, 38.0, 1e6] {
        let hazard = normal_hazard(z);
        assert!(hazard >= z && hazard.is_finite() && normal_log_upper(z) <= 0.0, "{z}");
    }
    // Both ways of reckoning meet.
    near(normal_hazard(20.0 - 1e-12), normal_hazard(20.0));
    near(normal_log_upper(20.0 - 1e-12), normal_log_upper(20.0));
}

/// From a hundredth to a million, each size as often.
fn size() -> impl Strategy<Value = f64> {
    (-2.0..6.0_f64).prop_map(|digits| 10.0_f64.powf(digits))
}

proptest! {
    #[test]
    fn a_quantile_is_where_its_share_is_reached(share in 1e-6..0.999_999_f64, a in size(), b in size()) {
        let odds = beta_odds(share, a, b);
        let tails = beta_lower(a, b, odds / (1.0 + odds), 1.0 / (1.0 + odds));
        // Where a point is not 0 to a number of 64 bits.
        if odds > 1e-290 && odds < 1e290 {
            prop_assert!((tails.lower / share - 1.0).abs() < 1e-7 || (tails.upper / (1.0 - share) - 1.0).abs() < 1e-7);
        }
        let point = gamma_quantile(share, a);
        if point > 1e-290 {
            prop_assert!((gamma_lower(a, point).lower / share - 1.0).abs() < 1e-7);
        }
        let z = normal_quantile(share);
        prop_assert!((normal_upper(-z) / share - 1.0).abs() < 1e-9);
    }

    #[test]
    fn students_t_nears_the_normal_from_outside(share in 0.6..0.9999_f64, df in 0.5..1e6_f64) {
        let (t, further) = (student_quantile(share, df), student_quantile(share, df / 2.0));
        prop_assert!(normal_quantile(share) <= t * (1.0 + 1e-12) && t <= further * (1.0 + 1e-12));
        prop_assert!((student_two_sided(t, df) / (2.0 * (1.0 - share)) - 1.0).abs() < 1e-7);
    }

    #[test]
    fn binomial_shares_rise(n in 1..100_000_usize, p in 0.001..0.999_f64, part in 0.0..1.0_f64) {
        let k = (n as f64 * part) as usize;
        let (one, next) = (binomial_upto(k, n, p), binomial_upto(k + 1, n, p));
        prop_assert!((0.0..=1.0 + 1e-9).contains(&one) && one <= next + 1e-9);
    }
}
