//! Which instructions the processor has, and the one place where code for them is entered.

use crate::kernel::{self, Scratch};
use crate::lane::{Lane, One, Wide};
use crate::plan::Plan;

/// An instruction set that the kernel is compiled for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum InstructionSet {
    /// What every processor of the architecture has.
    Baseline,
    /// x86-64 with AVX2 and fused multiply-add (level v3).
    Avx2,
    /// x86-64 with AVX-512 F, DQ, VL (level v4).
    Avx512,
}

impl InstructionSet {
    /// The best one that this processor has.
    pub fn detect() -> Self {
        #[cfg(target_arch = "x86_64")]
        {
            let v3 = is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma");
            let v4 = is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vl");
            if v3 && v4 {
                return Self::Avx512;
            }
            if v3 {
                return Self::Avx2;
            }
        }
        Self::Baseline
    }

    /// All that this processor has, the slowest first.
    pub fn available() -> Vec<Self> {
        let best = Self::detect();
        [Self::Baseline, Self::Avx2, Self::Avx512].into_iter().filter(|s| *s <= best).collect()
    }

    /// The set itself, if the processor has it.
    pub(crate) fn checked(self) -> Option<Self> {
        (self <= Self::detect()).then_some(self)
    }
}

/// Scratch for the lanes that an instruction set works with, one pose at a time.
#[derive(Clone, Debug)]
pub enum Single {
    Baseline(Box<Scratch<One<false>>>),
    #[cfg(target_arch = "x86_64")]
    Avx2(Box<Scratch<One<true>>>),
}

impl Single {
    pub fn new(plan: &Plan, set: InstructionSet) -> Self {
        match set.checked() {
            #[cfg(target_arch = "x86_64")]
            Some(InstructionSet::Avx2 | InstructionSet::Avx512) => Self::Avx2(Box::new(Scratch::new(plan))),
            _ => Self::Baseline(Box::new(Scratch::new(plan))),
        }
    }

    /// One pose.
    pub fn compute(&mut self, plan: &Plan, q: &[f64], lengths: &mut [f64], arms: &mut [f64]) {
        match self {
            Self::Baseline(s) => single(plan, s, q, lengths, arms),
            #[cfg(target_arch = "x86_64")]
            Self::Avx2(s) => {
                #[expect(unsafe_code, reason = "the only way to enter code for newer instructions")]
                // SAFETY: `new` makes this variant only when the processor has AVX2 and FMA.
                unsafe {
                    single_avx2(plan, s, q, lengths, arms);
                }
            }
        }
    }
}

/// Scratch for the lanes that an instruction set works with, several poses side by side.
#[derive(Clone, Debug)]
pub enum Group {
    Baseline(Box<Scratch<Wide<4, false>>>),
    #[cfg(target_arch = "x86_64")]
    Avx2(Box<Scratch<Wide<4, true>>>),
    #[cfg(target_arch = "x86_64")]
    Avx512(Box<Scratch<Wide<8, true>>>),
}

/// A run of poses in arrays `[row][pose]`.
pub struct Run<'a> {
    /// All coordinates of all poses, `[coordinate][pose]`.
    pub q: &'a [f64],
    /// Poses in `q`.
    pub poses: usize,
    /// The first pose of the run.
    pub first: usize,
    /// For each muscle, the run's part of its row.
    pub lengths: Vec<&'a mut [f64]>,
    /// For each entry, the run's part of its row.
    pub arms: Vec<&'a mut [f64]>,
}

impl Group {
    pub fn new(plan: &Plan, set: InstructionSet) -> Self {
        match set.checked() {
            #[cfg(target_arch = "x86_64")]
            Some(InstructionSet::Avx512) => Self::Avx512(Box::new(Scratch::new(plan))),
            #[cfg(target_arch = "x86_64")]
            Some(InstructionSet::Avx2) => Self::Avx2(Box::new(Scratch::new(plan))),
            _ => Self::Baseline(Box::new(Scratch::new(plan))),
        }
    }

    /// All poses of the run, of which there are `count`.
    pub fn compute(&mut self, plan: &Plan, run: &mut Run, count: usize) {
        match self {
            Self::Baseline(s) => group(plan, s, run, count),
            #[cfg(target_arch = "x86_64")]
            Self::Avx2(s) => {
                #[expect(unsafe_code, reason = "the only way to enter code for newer instructions")]
                // SAFETY: `new` makes this variant only when the processor has AVX2 and FMA.
                unsafe {
                    group_avx2(plan, s, run, count);
                }
            }
            #[cfg(target_arch = "x86_64")]
            Self::Avx512(s) => {
                #[expect(unsafe_code, reason = "the only way to enter code for newer instructions")]
                // SAFETY: `new` makes this variant only when the processor has AVX2, FMA and AVX-512 F, DQ, VL.
                unsafe {
                    group_avx512(plan, s, run, count);
                }
            }
        }
    }
}

#[inline(always)]
fn single<L: Lane>(plan: &Plan, s: &mut Scratch<L>, q: &[f64], lengths: &mut [f64], arms: &mut [f64]) {
    for (slot, q) in s.values.iter_mut().zip(q) {
        *slot = L::splat(*q);
    }
    kernel::run(plan, s);
    for (out, v) in lengths.iter_mut().zip(&s.lengths) {
        *out = v.get(0);
    }
    for (out, v) in arms.iter_mut().zip(&s.arms) {
        *out = v.get(0);
    }
}

#[inline(always)]
fn group<L: Lane>(plan: &Plan, s: &mut Scratch<L>, run: &mut Run, count: usize) {
    let mut done = 0;
    while done < count {
        let many = L::COUNT.min(count - done);
        for c in 0..plan.coordinates {
            let start = c * run.poses + run.first + done;
            s.values[c] = L::load(&run.q[start..start + many]);
        }
        kernel::run(plan, s);
        for (row, v) in run.lengths.iter_mut().zip(&s.lengths) {
            v.store(&mut row[done..done + many]);
        }
        for (row, v) in run.arms.iter_mut().zip(&s.arms) {
            v.store(&mut row[done..done + many]);
        }
        done += many;
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn single_avx2(plan: &Plan, s: &mut Scratch<One<true>>, q: &[f64], lengths: &mut [f64], arms: &mut [f64]) {
    single(plan, s, q, lengths, arms);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn group_avx2(plan: &Plan, s: &mut Scratch<Wide<4, true>>, run: &mut Run, count: usize) {
    group(plan, s, run, count);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma,avx512f,avx512dq,avx512vl")]
fn group_avx512(plan: &Plan, s: &mut Scratch<Wide<8, true>>, run: &mut Run, count: usize) {
    group(plan, s, run, count);
}
