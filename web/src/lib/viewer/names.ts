/** What a muscle strand of the model is called. Pure. */
import { t } from "../words";

/** Muscles that the model has several strands of, which all carry one name. */
const FAMILY = /^(psoas|addmag|glmax|glmed|glmin|QL|EO|IO|ES|MF)/;

export type Half = "right" | "left";

/** `psoas_L1L2_disc_r` is the right side's strand `L1L2_disc` of the psoas. */
export function parts(name: string): { muscle: string; strand: string | null; half: Half | null } {
  const side = /_(r|l)$/.exec(name)?.[1];
  const bare = side ? name.slice(0, -2) : name;
  const strand = /^psoas_(.+)$/.exec(bare)?.[1] ?? null;
  return { muscle: FAMILY.exec(bare)?.[1] ?? bare, strand, half: side === "r" ? "right" : side === "l" ? "left" : null };
}

export function label(name: string): string {
  const { muscle, strand, half } = parts(name);
  const known = strand ? t("viewer.strand", { what: t(`explore.fascicle.${strand}`) }) : t(`viewer.muscles.${muscle}`);
  return half ? t("viewer.of_side", { what: known, side: t(`viewer.half.${half}`) }) : known;
}
