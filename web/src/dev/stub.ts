/** Development only: answers from made-up data until a server is there. Open with `?stub`. */
const words = import.meta.glob("../../../content/locales/en/{web,terms}.toml", { query: "?raw", import: "default", eager: true });

function parse(text: string, prefix: string): Record<string, string> {
  const out: Record<string, string> = {};
  let table = "";
  let list: { key: string; n: number } | null = null;
  for (const line of text.split("\n")) {
    const head = /^\[([\w.]+)\]$/.exec(line);
    const pair = /^(\w+) = "(.*)"$/.exec(line);
    const open = /^(\w+) = \[$/.exec(line);
    const item = /^\s+"(.*)",?$/.exec(line);
    const key = (k: string) => [prefix, table, k].filter(Boolean).join(".");
    const un = (s: string) => s.replaceAll('\\"', '"');
    if (head) table = head[1]!;
    else if (pair) out[key(pair[1]!)] = un(pair[2]!);
    else if (open) list = { key: key(open[1]!), n: 0 };
    else if (item && list) out[`${list.key}.${list.n++}`] = un(item[1]!);
  }
  return out;
}

const reason = (text: string) => ({ rule: "plan.release_before_stretch", sources: ["O2", "X3"], grade: "article", text, because: [] });
const item = (exercise: string, name: string, kind: string, dose: string) => ({
  exercise, name, kind, bouts: [{ side: null, seconds: 60 }], repetitions: null, dose,
  because: [reason("Loosening comes before stretching. Two of the five articles ask for this order.")], swaps: ["runners-lunge"],
});
const step = (index: number, over: object) => ({
  index, kind: "work", start_s: index * 20, seconds: 20, exercise: "half-kneeling-tuck", name: "Half-kneeling tuck", headline: "Left knee down, tuck your tail",
  side: "left", bout: [1, 3], repetitions: null, instructions: ["Kneel on the left knee.", "Tuck your tail."], feel: "A pull at the front of the left hip.", not_feel: "A pinch in the low back.",
  breath: { in_s: 4, out_s: 6 }, silent: false, cues: [{ at_s: 0, say: "Tuck your tail", bell: true }], pain_class: "stretch", after_exercise: index + 1, after_stretches: 4, ...over,
});
const figure = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><path d="M60 260h280" stroke="currentColor" opacity=".3"/><circle cx="190" cy="60" r="24" fill="currentColor" opacity=".5"/><path d="M190 90v90l60 10v70M190 180l-50 60h-50" stroke="currentColor" stroke-width="30" stroke-linecap="round" stroke-linejoin="round" fill="none" opacity=".5"/></svg>`;

const data: Record<string, unknown> = {
  words: Object.entries(words).reduce((all, [path, text]) => ({ ...all, ...parse(text as string, path.includes("terms") ? "terms" : "") }), {}),
  state: { consent: 1, profile: {}, screening: null, answers: {}, locks: [], morning_check_due: "2026-11-19", bolster_cm: null, sessions: 3, last_measured: null, demo: false, data_path: "~/.local/share/supple/supple.db", backup_due: false, emergency_number: "112" },
  plan: {
    date: "2026-11-20", disposition: "proceed_with_exclusions", programme: "supple", pattern: "short_tight", level: 2, session_today: true, minutes: 15,
    blocks: [
      { kind: "rest", title: "Rest first", items: [item("legs-up-rest", "Legs-up rest", "rest", "6 minutes")] },
      { kind: "stretch", title: "Then stretch", items: [item("half-kneeling-tuck", "Half-kneeling tuck", "stretch", "3 × 30 s left, 2 × 30 s right"), item("split-stance-tuck", "Split-stance tuck", "stretch", "2 × 30 s each side")] },
    ],
    week: [16, 17, 18, 19, 20, 21, 22].map((d) => ({ date: `2026-11-${d}`, kinds: d % 3 ? ["rest"] : [], done_minutes: d < 19 && d % 3 ? 15 : 0 })),
    desk_breaks: [item("chair-hip-stretch", "Chair hip stretch", "stretch", "2 × 30 s each side")],
    reasons: [reason("Your left hip is clearly tighter, so it gets one more hold.")],
    exclusions: [{ tag: "kneeling", side: "left", rule: "screen.F30", text: "Kneeling on the left knee hurts, so nothing kneels on it." }],
    first: [],
  },
  script: {
    date: "2026-11-20", title: "Today", programme: null, total_s: 100, equipment: ["a mat or carpet", "a cushion"],
    steps: [step(0, { kind: "get_ready", headline: "Kneel on your left knee", breath: null, bout: null }), step(1, {}), step(2, { kind: "switch_side", headline: "Change sides: right knee down", side: "right", breath: null, bout: null }), step(3, { side: "right", headline: "Right knee down, tuck your tail" }), step(4, { kind: "rest", exercise: "constructive-rest", side: null, headline: "Rest with your feet on the floor", bout: null, seconds: 90 })],
    decisions: ["stretch", "dull", "sharp", "throbbing", "tingling", "spreading"].map((quality) => ({ class: "stretch", quality, pain_from: 0, pain_to: 10, again: false, action: quality === "sharp" ? "quiet_rest_only" : "ease", ask_follow_ups: quality === "sharp", text: "Go back a little until it is a 2 out of 10 or less.", rule: "session.W1" })),
    follow_ups: [{ item: "pain_no_weight", text: "Is it so bad that you can't put weight on the leg?", disposition: "emergency", not_sure: "see_professional_first", advice: ["Call 112 now.", "Don't walk on it."], rule: "F10" }],
    unwell: [{ item: "unwell_chest_pain", text: "Chest pain", disposition: "emergency", not_sure: "see_professional_first", advice: ["Call 112 now.", "Sit down and stay still."], rule: "F35" }, { item: "unwell_dizzy", text: "Dizzy", disposition: "see_professional_first", not_sure: "see_professional_first", advice: ["Lie down."], rule: "F23" }],
  },
  "screen/questions": [
    { id: "saddle_now", section: "now", section_title: "Now", kind: { type: "yes_no" }, not_sure: true, text: "Do you have any of these now?", help: "This is about the nerves at the end of the spine.", explain: "The saddle is the part that touches a bicycle seat.", error: "Choose an answer.", features: [{ id: "saddle_numbness", text: "numbness between your legs" }, { id: "bladder_change", text: "new trouble passing water" }], ask_if: [], rows: ["F1"], emergency: true },
    { id: "age", section: "about", section_title: "You", kind: { type: "number", min: 1, max: 120, unit: "years" }, not_sure: false, text: "How old are you?", help: "", explain: "", error: "Write your age in years, for example 45.", features: [], ask_if: [], rows: [], emergency: false },
    { id: "pain_today", section: "short", section_title: "Today", kind: { type: "number", min: 0, max: 10, unit: "points" }, not_sure: false, text: "How much pain do you have today?", help: "", explain: "", error: "Choose a number.", features: [], ask_if: [], rows: [], emergency: false },
  ],
  "screen/check": { disposition: "proceed_with_exclusions", reasons: [{ ...reason("Kneeling hurts on the left knee."), disposition: "proceed_with_exclusions", answers: ["kneeling_hard"] }], exclusions: [{ tag: "kneeling", side: "left", rule: "screen.F30", text: "Kneeling on the left knee hurts, so nothing kneels on it." }], unanswered: [], advice: [] },
  exercises: [],
};

export function stub(): void {
  const real = window.fetch;
  window.fetch = async (input, init) => {
    const path = new URL(String(input), location.origin).pathname;
    if (!path.startsWith("/api/")) return real(input, init);
    const name = path.replace(/^\/api\/(demo\/)?v1\//, "");
    if (name.startsWith("figures/")) return new Response(figure);
    if (name === "entries") return Response.json({ accepted: JSON.parse(String(init?.body)).map((e: { id: string }) => e.id), duplicates: [] });
    return name in data ? Response.json(data[name]) : Response.json({ error: { code: "missing", message: name } }, { status: 404 });
  };
}
