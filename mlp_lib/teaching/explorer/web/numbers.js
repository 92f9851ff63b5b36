// Numbers as Python writes them, so that a caption reads the same wherever it was made.

/** Python's f"{x:.2f}": an exact tie is rounded to the even digit, where toFixed goes away from 0. */
export function fixed(x, digits) {
  const short = x.toFixed(digits), long = Math.abs(x).toFixed(Math.min(100, digits + 55));
  const point = long.indexOf("."), tail = long.slice(point + 1 + digits);
  if (Math.abs(x) >= 1e21 || !/^50*$/.test(tail)) return short;
  const low = long.slice(0, point + 1 + digits), even = "02468".includes(low.replace(".", "").at(-1));
  return even ? (x < 0 ? "-" : "") + low.replace(/\.$/, "") : short;
}

/** Python's f"{x:g}", or with other digits f"{x:.3g}". */
export function general(x, digits = 6) {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? "nan" : x > 0 ? "inf" : "-inf";
  const [mantissa, exponent] = x.toExponential(digits - 1).split("e"), power = x ? Number(exponent) : 0;
  if (power >= -4 && power < digits) return String(Number(fixed(x, digits - 1 - power)));
  return Number(mantissa) + "e" + exponent.replace(/^([+-])(\d)$/, "$10$2");
}

/** A true minus sign. */
export const minus = (text) => text.replaceAll("-", "−");

/** Up to four decimals with a true minus sign: `number` of mlp_lib.course.scenery.words. */
export const number = (x) => minus(general(Number(fixed(x, 4)) + 0));

/** A number as a factor of a product: in brackets where it is negative. */
export const factor = (x) => (x < 0 ? `(${number(x)})` : number(x));

const LOW = "₀₁₂₃₄₅₆₇₈₉", HIGH = { "(": "⁽", ")": "⁾", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };
export const low = (index) => String(index).replace(/\d/g, (c) => LOW[c]);
export const high = (index) => String(index).replace(/[\d()]/g, (c) => HIGH[c]);

/** A symbol such as w₂,₃⁽¹⁾. */
export const symbol = (letter, index, layer) => `${letter}${low(index)}${high(`(${layer})`)}`;
