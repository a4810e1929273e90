import { readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import type { Answers, AskIf, Question, ScreenKind } from "../../src/lib/api/types";
import { asked, firstUnanswered, mayBeEmergency, neighbour, read, visible } from "../../src/lib/screener";

function question(id: string, over: Partial<Question> = {}): Question {
  const blank = { section: "", section_title: "", text: id, help: "", explain: "", error: "", features: [], rows: [] };
  return { id, kind: { type: "yes_no" }, not_sure: true, ask_if: [], emergency: false, emergency_alone: false, afresh: false, ...blank, ...over };
}

const when = (question: string, over: Partial<AskIf>) => [{ question, is: [], from: null, below: null, ...over }];

const LIST: Question[] = [
  question("group"),
  question("detail", { ask_if: when("group", { is: ["yes", "not_sure"] }) }),
  question("deeper", { ask_if: when("detail", { is: ["yes"] }) }),
  question("age", { kind: { type: "number", min: 1, max: 120, unit: "years" }, not_sure: false }),
  question("older", { ask_if: when("age", { from: 66 }) }),
  question("young", { ask_if: when("age", { below: 16 }) }),
];
const ids = (list: Question[]) => list.map((q) => q.id);

describe("which questions are asked", () => {
  it("follow-ups only when their question is answered so", () => {
    expect(ids(visible(LIST, {}))).toEqual(["group", "age"]);
    expect(ids(visible(LIST, { group: "not_sure" }))).toEqual(["group", "detail", "age"]);
  });

  it("a follow-up falls away with the question that it follows", () => {
    expect(ids(visible(LIST, { group: "no", detail: "yes" }))).toEqual(["group", "age"]);
    expect(asked(LIST, { group: "no", detail: "yes", deeper: "yes" })).toEqual({ group: "no" });
  });

  it.each([
    [15, ["group", "age", "young"]],
    [16, ["group", "age"]],
    [66, ["group", "age", "older"]],
  ])("with age %i", (age, expected) => expect(ids(visible(LIST, { age }))).toEqual(expected));

  it("back and on lead along what is asked", () => {
    const answers = { group: "yes", detail: "no" };
    expect(neighbour(LIST, answers, "detail", 1)?.id).toBe("age");
    expect(neighbour(LIST, answers, "age", -1)?.id).toBe("detail");
    expect(neighbour(LIST, answers, "group", -1)).toBeNull();
  });

  it("an open question is found before the answers are sent", () => {
    expect(firstUnanswered(LIST, { group: "yes", age: 40 })?.id).toBe("detail");
    expect(firstUnanswered(LIST, { group: "no", age: 40 })).toBeNull();
  });
});

describe("reading an answer", () => {
  const age = LIST[3]!;
  it.each([
    ["45", { answer: 45 }],
    ["45,5", { answer: 45.5 }],
    ["", { problem: "number" }],
    ["old", { problem: "number" }],
    ["not_sure", { problem: "number" }],
    ["0", { problem: "range" }],
    [null, { problem: "number" }],
  ])("a number: %j", (typed, expected) => expect(read(age, typed)).toEqual(expected));

  it("a choice is never taken as no when nothing was chosen", () => {
    expect(read(LIST[0]!, null)).toEqual({ problem: "choose" });
    expect(read(LIST[0]!, "no")).toEqual({ answer: "no" });
  });
});

describe("when nobody can be asked, a yes may be an emergency", () => {
  const list = [
    question("alone", { emergency: true, emergency_alone: true }),
    question("weak", { emergency: true }),
    question("thinners", { emergency: true }),
    question("other"),
  ];
  it.each([
    ["alone", { alone: "yes" }, true],
    ["alone", { alone: "not_sure" }, false],
    ["thinners", { thinners: "yes", alone: "no", weak: "no" }, false],
    ["thinners", { thinners: "yes", weak: "not_sure" }, true],
    ["other", { thinners: "yes", weak: "yes", other: "yes" }, false],
  ])("%s with %o", (given, answers: Record<string, string>, expected) => {
    expect(mayBeEmergency(list, answers, list.filter((q) => q.id === given))).toBe(expected);
  });
});

/** What care asks: written by `crates/care/tests/shared_with_web.rs`. */
interface Fixture {
  lists: { kind: ScreenKind; questions: Question[] }[];
  cases: { kind: ScreenKind; answers: Answers; asked: string[]; open: string[] }[];
}
const fixture = JSON.parse(readFileSync(join(import.meta.dirname, "../fixtures/screener.json"), "utf8")) as Fixture;

describe("the same questions as care's", () => {
  const of = (kind: ScreenKind) => fixture.lists.find((list) => list.kind === kind)!.questions;

  it.each(fixture.cases.map((c, n) => [n, c] as const))("case %i", (_, { kind, answers, asked: path, open }) => {
    expect(ids(visible(of(kind), answers))).toEqual(path);
    const kept = asked(of(kind), answers);
    expect(ids(visible(of(kind), kept).filter((q) => kept[q.id] === undefined))).toEqual(open);
    expect(firstUnanswered(of(kind), answers)?.id).toBe(open[0]);
  });
});
