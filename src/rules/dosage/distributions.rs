//! Probabilities of test statistics, computed anew (Numerical Recipes gives the series and fractions used here).

/// The two-sided probability of a standard normal value.
pub(super) fn normal(z: f64) -> f64 {
    chi_squared(z * z, 1.0)
}

/// The upper probability of a chi-squared value.
pub(super) fn chi_squared(value: f64, freedom: f64) -> f64 {
    1.0 - lower_gamma(freedom / 2.0, value.max(0.0) / 2.0)
}

/// The two-sided probability of a t value.
pub(super) fn student(t: f64, freedom: f64) -> f64 {
    beta(freedom / 2.0, 0.5, freedom / (freedom + t * t))
}

/// The upper probability of an F value.
pub(super) fn fisher(f: f64, above: f64, below: f64) -> f64 {
    beta(below / 2.0, above / 2.0, below / (below + above * f.max(0.0)))
}

/// The logarithm of the gamma function, by Lanczos.
fn ln_gamma(x: f64) -> f64 {
    const TERMS: [f64; 6] = [
        76.180_091_729_471_46,
        -86.505_320_329_416_77,
        24.014_098_240_830_91,
        -1.231_739_572_450_155,
        0.001_208_650_973_866_179,
        -0.000_005_395_239_384_953,
    ];
    let base = x + 5.5 - (x + 0.5) * (x + 5.5).ln();
    let sum =
        TERMS.iter().zip(1_u8..).fold(1.000_000_000_190_015, |sum, (term, index)| sum + term / (x + f64::from(index)));
    (2.506_628_274_631_000_5 * sum / x).ln() - base
}

/// The regularized lower incomplete gamma function.
fn lower_gamma(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    let scale = (a * x.ln() - x - ln_gamma(a)).exp();
    if x < a + 1.0 {
        let (mut term, mut sum, mut order) = (1.0 / a, 1.0 / a, a);
        for _ in 0..500 {
            order += 1.0;
            term *= x / order;
            sum += term;
        }
        return sum * scale;
    }
    let (mut base, mut up) = (x + 1.0 - a, 1e300);
    let mut down = 1.0 / base;
    let mut fraction = down;
    for step in 1..500 {
        let step = f64::from(step);
        let factor = -step * (step - a);
        base += 2.0;
        down = 1.0 / nonzero(factor * down + base);
        up = nonzero(base + factor / up);
        fraction *= down * up;
    }
    1.0 - scale * fraction
}

/// The regularized incomplete beta function.
fn beta(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return x.clamp(0.0, 1.0);
    }
    let front = (ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + a * x.ln() + b * (1.0 - x).ln()).exp();
    if x < (a + 1.0) / (a + b + 2.0) {
        front * beta_fraction(a, b, x) / a
    } else {
        1.0 - front * beta_fraction(b, a, 1.0 - x) / b
    }
}

fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    let mut up = 1.0;
    let mut down = 1.0 / nonzero(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = down;
    for step in 1..300 {
        let step = f64::from(step);
        let even = step * (b - step) * x / ((a + 2.0 * step - 1.0) * (a + 2.0 * step));
        let odd = -(a + step) * (a + b + step) * x / ((a + 2.0 * step) * (a + 2.0 * step + 1.0));
        for term in [even, odd] {
            down = 1.0 / nonzero(1.0 + term * down);
            up = nonzero(1.0 + term / up);
            fraction *= down * up;
        }
    }
    fraction
}

fn nonzero(value: f64) -> f64 {
    if value.abs() < 1e-300 { 1e-300 } else { value }
}

#[cfg(test)]
mod tests {
    use super::{chi_squared, fisher, normal, student};

    #[test]
    fn known_values_come_out() {
        let known = [
            (normal(1.96), 0.05),
            (student(2.048, 28.0), 0.05),
            (student(2.20, 28.0), 0.0362),
            (chi_squared(3.841, 1.0), 0.05),
            (chi_squared(18.307, 10.0), 0.05),
            (fisher(4.196, 1.0, 28.0), 0.05),
            (fisher(3.0, 2.0, 30.0), 0.0649),
        ];
        for (found, right) in known {
            assert!((found - right).abs() < 0.0005, "{found} for {right}");
        }
    }
}
