/** Which questions are asked, in which order; pure, so that the same rules hold on every page. */
import type { Answer, Answers, AskIf, Question } from "./api/types";

function fits(condition: AskIf, answers: Answers): boolean {
  const answer = answers[condition.question];
  if (answer === undefined) return false;
  if (typeof answer === "number") {
    const { from, below } = condition;
    if (from == null && below == null) return false;
    return (from == null || answer >= from) && (below == null || answer < below);
  }
  return condition.is?.includes(answer) ?? false;
}

/** The questions that are asked with these answers; a follow-up only when the question that it follows is asked. */
export function visible(questions: Question[], answers: Answers): Question[] {
  const asked = new Set<string>();
  return questions.filter((question) => {
    const ask = question.ask_if.length === 0 || question.ask_if.some((c) => asked.has(c.question) && fits(c, answers));
    if (ask) asked.add(question.id);
    return ask;
  });
}

export function neighbour(questions: Question[], answers: Answers, id: string, step: 1 | -1): Question | null {
  const shown = visible(questions, answers);
  const i = shown.findIndex((q) => q.id === id);
  return i < 0 ? null : (shown[i + step] ?? null);
}

export function firstUnanswered(questions: Question[], answers: Answers): Question | null {
  return visible(questions, answers).find((q) => answers[q.id] === undefined) ?? null;
}

/** Only the answers to questions that were asked: an answer to a question that fell away says nothing. */
export function asked(questions: Question[], answers: Answers): Answers {
  const shown = new Set(visible(questions, answers).map((q) => q.id));
  return Object.fromEntries(Object.entries(answers).filter(([id]) => shown.has(id)));
}

/** Is a yes among the answers just given an emergency by itself, or may another sign make it one? */
export function mayBeEmergency(all: Question[], answers: Answers, given: Question[]): boolean {
  const yes = given.filter((q) => q.emergency && answers[q.id] === "yes");
  const told = all.filter((q) => q.emergency && (answers[q.id] === "yes" || answers[q.id] === "not_sure"));
  return yes.some((q) => q.emergency_alone) || (yes.length > 0 && told.length > 1);
}

/** A readable answer, or the key of what is wrong with it. */
export function read(question: Question, typed: string | null): { answer: Answer } | { problem: string } {
  if (typed === null || typed.trim() === "") return { problem: question.kind.type === "number" ? "number" : "choose" };
  if (typed === "not_sure" && question.not_sure) return { answer: "not_sure" };
  if (question.kind.type !== "number") return { answer: typed };
  const value = Number(typed.trim().replace(",", "."));
  if (!Number.isFinite(value)) return { problem: "number" };
  if (value < question.kind.min || value > question.kind.max) return { problem: "range" };
  return { answer: value };
}
