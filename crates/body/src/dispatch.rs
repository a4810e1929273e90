//! Which instructions the processor has, and the one place where code for them is entered.

use crate::kernel::{self, Kernel, Last, Pair, Run, Scratch};
#[cfg(target_arch = "x86_64")]
use crate::lane::{Avx2, Avx512};
use crate::lane::{Lane, One, Wide};
use crate::plan::{MuscleProgram, PairOp, Plan, WrapMode, WrapOp};

/// An instruction set that the kernel is compiled for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum InstructionSet {
    /// What every processor of the architecture has.
    Baseline,
    /// x86-64 with AVX2 and fused multiply-add (level v3).
    Avx2,
    /// x86-64 with AVX-512 F and DQ (part of level v4).
    Avx512,
}

impl InstructionSet {
    /// The best one that this processor has.
    pub fn detect() -> Self {
        #[cfg(target_arch = "x86_64")]
        {
            let v3 = is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma");
            let v4 = is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512dq");
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
            Self::Baseline(s) => Kernel::single(plan, s, q, lengths, arms),
            #[cfg(target_arch = "x86_64")]
            Self::Avx2(s) => Kernel::single(plan, s, q, lengths, arms),
        }
    }
}

/// Scratch for the lanes that an instruction set works with, several poses side by side.
#[derive(Clone, Debug)]
pub enum Group {
    Baseline(Box<Scratch<Wide<2, false>>>),
    #[cfg(target_arch = "x86_64")]
    Avx2(Box<Scratch<Avx2>>),
    #[cfg(target_arch = "x86_64")]
    Avx512(Box<Scratch<Avx512>>),
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
            Self::Baseline(s) => Kernel::group(plan, s, run, count),
            #[cfg(target_arch = "x86_64")]
            Self::Avx2(s) => Kernel::group(plan, s, run, count),
            #[cfg(target_arch = "x86_64")]
            Self::Avx512(s) => Kernel::group(plan, s, run, count),
        }
    }
}

/// A part of the kernel that is compiled by itself, for the lane type's instructions.
macro_rules! part {
    ($name:ident($($argument:ident: $type:ty),*) $(-> $result:ty)?) => {
        fn $name($($argument: $type),*) $(-> $result)? {
            kernel::$name($($argument),*)
        }
    };
    ($name:ident($($argument:ident: $type:ty),*) $(-> $result:ty)?, $features:literal) => {
        fn $name($($argument: $type),*) $(-> $result)? {
            #[target_feature(enable = $features)]
            fn enter($($argument: $type),*) $(-> $result)? {
                kernel::$name($($argument),*)
            }
            #[expect(unsafe_code, reason = "the only way to enter code for newer instructions")]
            // SAFETY: `Single::new` and `Group::new`, the only makers of scratch for these lane types, have checked that
            // the processor has the instructions.
            unsafe {
                enter($($argument),*)
            }
        }
    };
}

/// The whole kernel for one lane type.
macro_rules! kernel {
    ($lane:ty $(, $features:literal)?) => {
        impl Kernel for $lane {
            part!(single(plan: &Plan, s: &mut Scratch<$lane>, q: &[f64], lengths: &mut [f64], arms: &mut [f64]) $(, $features)?);
            part!(group(plan: &Plan, s: &mut Scratch<$lane>, run: &mut Run, count: usize) $(, $features)?);
            part!(kinematics(plan: &Plan, s: &mut Scratch<$lane>) $(, $features)?);
            part!(muscle(mode: WrapMode, program: &MuscleProgram, s: &mut Scratch<$lane>) -> $lane $(, $features)?);
            part!(wrap(mode: WrapMode, op: &WrapOp, s: &mut Scratch<$lane>) -> $lane $(, $features)?);
            part!(pair(op: &PairOp, s: &mut Scratch<$lane>) -> $lane $(, $features)?);
            part!(reseat(pair: &mut Pair<$lane>, w: usize, op: &PairOp, s: &Scratch<$lane>, lanes: <$lane as Lane>::Mask) -> Last<<$lane as Lane>::Mask> $(, $features)?);
            part!(refine(pair: &mut Pair<$lane>, w: usize, op: &PairOp, s: &Scratch<$lane>) -> <$lane as Lane>::Mask $(, $features)?);
        }
    };
}

kernel!(One<false>);
kernel!(Wide<2, false>);
#[cfg(target_arch = "x86_64")]
kernel!(One<true>, "avx2,fma");
#[cfg(target_arch = "x86_64")]
kernel!(Avx2, "avx2,fma");
#[cfg(target_arch = "x86_64")]
kernel!(Avx512, "avx2,fma,avx512f,avx512dq");
