// Seeded normal noise for the memory of TF.js's WASM backend, in AssemblyScript: what src/core/random/seeded-random.ts draws, two
// pairs at a time. Every pointer is a byte address there. Logarithm, sine and cosine are those of fdlibm (FreeBSD's msun), within
// one unit in the last place of a double: only where that could move the float32 a value is rounded to is a pair left in doubt,
// for the caller to compute as everybody does.

const BYTES: usize = 4;
/** Words of the generator's state: sfc32's three and its counter. */
const STATE: u32 = 4;
/** Words that tell of a pair in doubt: which, and the two integers drawn for it. */
const DOUBT: u32 = 3;

/** Half the last place of a float32 in the bits of a double below it, and how near to it is too near: some errors of both ways. */
const HALFWAY: i64 = 0x10000000;
const NEAR: i64 = 64;
const BELOW: i64 = 0x1fffffff;
/** Smaller than this a value may be all error. */
const TINY: f64 = 1e-12;

/** The generator's next `count` (a multiple of 4) integers. Reads and writes its state. Only one thread at a time can. */
export function drawIntegers(out: usize, count: u32, state: usize): void {
  let a = load<u32>(state);
  let b = load<u32>(state, 4);
  let c = load<u32>(state, 8);
  let counter = load<u32>(state, 12);
  for (const end = out + <usize>count * 4; out < end; out += 16) {
    const first = a + b + counter++;
    a = b ^ (b >>> 9);
    b = c + (c << 3);
    c = rotl<u32>(c, 21) + first;
    store<u32>(out, first);
    const second = a + b + counter++;
    a = b ^ (b >>> 9);
    b = c + (c << 3);
    c = rotl<u32>(c, 21) + second;
    store<u32>(out, second, 4);
    const third = a + b + counter++;
    a = b ^ (b >>> 9);
    b = c + (c << 3);
    c = rotl<u32>(c, 21) + third;
    store<u32>(out, third, 8);
    const fourth = a + b + counter++;
    a = b ^ (b >>> 9);
    b = c + (c << 3);
    c = rotl<u32>(c, 21) + fourth;
    store<u32>(out, fourth, 12);
  }
  store<u32>(state, a);
  store<u32>(state, b, 4);
  store<u32>(state, c, 8);
  store<u32>(state, counter, 12);
}

/**
 * `out = x + sigma * noise` for groups `from` to `to` of two pairs of values, whose integers lie where the values will. The noise
 * is rounded to float32 before and after the factor, a double at `sigma`. Each thread has a list of its own at `lists`, of one
 * word and `room` times `DOUBT`: adds to the word how many of its pairs are in doubt, and tells of so many as there is room for.
 */
export function addNormals(
  out: usize,
  x: usize,
  sigma: usize,
  lists: usize,
  room: u32,
  from: u32,
  to: u32,
  thread: u32,
): void {
  const scale = v128.load64_splat(sigma);
  const list = lists + <usize>(thread * (1 + room * DOUBT)) * 4;
  let count = load<u32>(list);
  out += <usize>from * 16;
  x += <usize>from * 16;
  for (let group = from; group < to; group++) {
    const drawn = v128.load(out);
    const firsts = i8x16.shuffle(drawn, drawn, 0, 1, 2, 3, 8, 9, 10, 11, 0, 1, 2, 3, 8, 9, 10, 11);
    const seconds = i8x16.shuffle(drawn, drawn, 4, 5, 6, 7, 12, 13, 14, 15, 4, 5, 6, 7, 12, 13, 14, 15);
    const u = f64x2.mul(f64x2.convert_low_i32x4_u(firsts), f64x2.splat(2.3283064365386963e-10));
    const v = f64x2.mul(f64x2.convert_low_i32x4_u(seconds), f64x2.splat(2.3283064365386963e-10));
    const radius = f64x2.sqrt(f64x2.mul(f64x2.splat(-2), logarithm(f64x2.sub(f64x2.splat(1), u))));
    const angle = f64x2.mul(f64x2.splat(6.283185307179586), v);

    // The nearest quarter turn, and what is left beside it in two parts.
    const turn = f64x2.nearest(f64x2.mul(angle, f64x2.splat(6.36619772367581382433e-1)));
    const near = f64x2.sub(angle, f64x2.mul(turn, f64x2.splat(1.57079632673412561417)));
    const far = f64x2.mul(turn, f64x2.splat(6.0771005065061922493e-11));
    const rest = f64x2.sub(near, far);
    const tail = f64x2.sub(f64x2.sub(near, rest), far);
    const sine = sineOf(rest, tail);
    const cosine = cosineOf(rest, tail);
    const one = f64x2.eq(turn, f64x2.splat(1));
    const two = f64x2.eq(turn, f64x2.splat(2));
    const three = f64x2.eq(turn, f64x2.splat(3));
    const swapped = v128.or(one, three);
    const sign = f64x2.splat(-0.0);
    const across = v128.xor(v128.bitselect(sine, cosine, swapped), v128.and(sign, v128.or(one, two)));
    const up = v128.xor(v128.bitselect(cosine, sine, swapped), v128.and(sign, v128.or(two, three)));

    const even = f64x2.mul(radius, across);
    const odd = f64x2.mul(radius, up);
    if (v128.any_true(v128.or(inDoubt(even), inDoubt(odd)))) {
      if (count + 2 <= room) {
        const at = list + <usize>(1 + count * DOUBT) * 4;
        store<u32>(at, 2 * group);
        store<u64>(at, i64x2.extract_lane(drawn, 0), 4);
        store<u32>(at, 2 * group + 1, 12);
        store<u64>(at, i64x2.extract_lane(drawn, 1), 16);
      }
      count += 2;
    }
    const noise = i8x16.shuffle(
      scaled(even, scale),
      scaled(odd, scale),
      0,
      1,
      2,
      3,
      16,
      17,
      18,
      19,
      4,
      5,
      6,
      7,
      20,
      21,
      22,
      23,
    );
    v128.store(out, f32x4.add(v128.load(x), noise));
    out += 16;
    x += 16;
  }
  store<u32>(list, count);
}

/** Two float32 values: rounded, scaled, and rounded again. */
function scaled(value: v128, scale: v128): v128 {
  return f32x4.demote_f64x2_zero(f64x2.mul(f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(value)), scale));
}

function inDoubt(value: v128): v128 {
  const apart = i64x2.abs(i64x2.sub(v128.and(value, i64x2.splat(BELOW)), i64x2.splat(HALFWAY)));
  return v128.or(i64x2.le_s(apart, i64x2.splat(NEAR)), f64x2.lt(f64x2.abs(value), f64x2.splat(TINY)));
}

/** Natural logarithm of two normal numbers above 0. */
function logarithm(x: v128): v128 {
  // x is 2^k * m, m between the root of a half and that of two.
  const moved = i64x2.add(x, i64x2.splat(0x00095f6200000000));
  const exponents = i64x2.sub(i64x2.shr_u(moved, 52), i64x2.splat(1023));
  const k = f64x2.convert_low_i32x4_s(
    i8x16.shuffle(exponents, exponents, 0, 1, 2, 3, 8, 9, 10, 11, 0, 1, 2, 3, 8, 9, 10, 11),
  );
  const m = i64x2.add(v128.and(moved, i64x2.splat(0x000fffffffffffff)), i64x2.splat(0x3fe6a09e00000000));
  const f = f64x2.sub(m, f64x2.splat(1));
  const s = f64x2.div(f, f64x2.add(f64x2.splat(2), f));
  const z = f64x2.mul(s, s);
  const w = f64x2.mul(z, z);
  let even = f64x2.add(
    f64x2.splat(2.222219843214978396e-1),
    f64x2.mul(w, f64x2.splat(1.531383769920937332e-1)),
  );
  even = f64x2.add(f64x2.splat(3.999999999940941908e-1), f64x2.mul(w, even));
  let odd = f64x2.add(
    f64x2.splat(1.818357216161805012e-1),
    f64x2.mul(w, f64x2.splat(1.479819860511658591e-1)),
  );
  odd = f64x2.add(f64x2.splat(2.857142874366239149e-1), f64x2.mul(w, odd));
  odd = f64x2.add(f64x2.splat(6.66666666666673513e-1), f64x2.mul(w, odd));
  const r = f64x2.add(f64x2.mul(z, odd), f64x2.mul(w, even));
  const half = f64x2.mul(f64x2.splat(0.5), f64x2.mul(f, f));
  const low = f64x2.add(
    f64x2.mul(s, f64x2.add(half, r)),
    f64x2.mul(k, f64x2.splat(1.90821492927058770002e-10)),
  );
  return f64x2.sub(f64x2.mul(k, f64x2.splat(6.9314718036912381649e-1)), f64x2.sub(f64x2.sub(half, low), f));
}

/** Sine of two numbers `x + y` within an eighth of a turn, `y` being the tail of `x`. */
function sineOf(x: v128, y: v128): v128 {
  const z = f64x2.mul(x, x);
  const w = f64x2.mul(z, z);
  const high = f64x2.add(
    f64x2.splat(-2.50507602534068634195e-8),
    f64x2.mul(z, f64x2.splat(1.58969099521155010221e-10)),
  );
  let r = f64x2.add(
    f64x2.splat(-1.98412698298579493134e-4),
    f64x2.mul(z, f64x2.splat(2.75573137070700676789e-6)),
  );
  r = f64x2.add(f64x2.splat(8.33333333332248946124e-3), f64x2.mul(z, r));
  r = f64x2.add(r, f64x2.mul(f64x2.mul(z, w), high));
  const v = f64x2.mul(z, x);
  const bent = f64x2.mul(z, f64x2.sub(f64x2.mul(f64x2.splat(0.5), y), f64x2.mul(v, r)));
  return f64x2.sub(x, f64x2.sub(f64x2.sub(bent, y), f64x2.mul(v, f64x2.splat(-1.66666666666666324348e-1))));
}

/** Their cosine. */
function cosineOf(x: v128, y: v128): v128 {
  const z = f64x2.mul(x, x);
  const w = f64x2.mul(z, z);
  let low = f64x2.add(
    f64x2.splat(-1.38888888888741095749e-3),
    f64x2.mul(z, f64x2.splat(2.48015872894767294178e-5)),
  );
  low = f64x2.add(f64x2.splat(4.16666666666666019037e-2), f64x2.mul(z, low));
  let high = f64x2.add(
    f64x2.splat(2.0875723212981748279e-9),
    f64x2.mul(z, f64x2.splat(-1.13596475577881948265e-11)),
  );
  high = f64x2.add(f64x2.splat(-2.75573143513906633035e-7), f64x2.mul(z, high));
  const r = f64x2.add(f64x2.mul(z, low), f64x2.mul(f64x2.mul(w, w), high));
  const half = f64x2.mul(f64x2.splat(0.5), z);
  const near = f64x2.sub(f64x2.splat(1), half);
  const bent = f64x2.sub(f64x2.mul(z, r), f64x2.mul(x, y));
  return f64x2.add(near, f64x2.add(f64x2.sub(f64x2.sub(f64x2.splat(1), near), half), bent));
}
