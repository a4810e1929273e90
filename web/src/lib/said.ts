/** An answer in words. */
import type { Answer, Question } from "./api/types";
import { t } from "./words";

export function said(question: Question, answer: Answer | undefined): string {
  if (answer === undefined) return t("check.no_answer");
  if (question.kind.type === "choice") {
    const option = question.kind.options.find((o) => o.value === answer);
    if (option) return option.text;
  }
  if (typeof answer === "number") {
    return question.kind.type === "number" ? `${answer} ${question.kind.unit}`.trim() : String(answer);
  }
  return t(`answer.${answer}`);
}
