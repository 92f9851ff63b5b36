// The mathematics that scenes share, as mlp_lib has it; a test holds the two against each other.
const { abs, exp, max, min } = Math;

/** name -> [σ(z), σ′ from z and a, whether it has a kink or a jump at 0] */
export const ACTIVATIONS = {
  identity: [(z) => z, () => 1, false],
  step: [(z) => (z >= 0 ? 1 : 0), () => 0, true],
  sigmoid: [(z) => (z >= 0 ? 1 : exp(-abs(z))) / (1 + exp(-abs(z))), (z, a) => a * (1 - a), false],
  tanh: [Math.tanh, (z, a) => 1 - a * a, false],
  relu: [(z) => max(z, 0), (z) => (z > 0 ? 1 : 0), true],
  leaky_relu: [(z) => max(0.01 * z, z), (z) => (z > 0 ? 1 : 0.01), true],
  softplus: [(z) => max(z, 0) + Math.log1p(exp(-abs(z))), (z, a) => -Math.expm1(-a), false],
};

export function softmax(z) {
  const shifted = z.map((v) => exp(v - max(...z))), sum = shifted.reduce((s, v) => s + v, 0);
  return shifted.map((v) => v / sum);
}

/** name -> [loss of the residual e = y − ŷ, its slope in e] */
export const LOSSES = {
  squared_error: [(e) => e * e, (e) => 2 * e],
  absolute_error: [abs, (e) => Math.sign(e)],
  huber: [(e) => (abs(e) <= 1 ? 0.5 * e * e : abs(e) - 0.5), (e) => max(-1, min(1, e))],
};

/** The places of a descent from w, an array; one that leaves for good stays at a thousand. */
export function walk(slope, w, eta, steps) {
  const places = [w];
  for (let i = 0; i < steps; i++) {
    const g = max(...w.map(abs)) < 1e3 ? slope(w) : null;
    places.push(w = g ? w.map((v, k) => max(-1e3, min(1e3, v - eta * g[k]))) : w);
  }
  return places;
}

export const dot = (u, v) => u.reduce((s, x, i) => s + x * v[i], 0);
export const sum = (v) => v.reduce((s, x) => s + x, 0);
export const range = (a, b, n) => Array.from({ length: n }, (_, i) => a + (b - a) * i / (n - 1));
export const clamp = (v, low, high) => max(low, min(high, v));
