import { describe, expect, it } from "vitest";

import { named } from "../../src/lib/countries";
import { guessCountry } from "../../src/lib/guess";
import { match } from "../../src/lib/match";
import { read as readings } from "../../src/lib/readings";
import { cleared, mend, NEW_PROFILE, readInto, shown, TOPICS } from "../../src/lib/topics";
import { mmss, readLength, readNumber, shownLength, toCentimetres, toInches } from "../../src/lib/units";
import { setWords } from "../../src/lib/words";

describe("a profile of an older version", () => {
  it("loses what can't be saved any more, and nothing else", () => {
    const kept = { ...NEW_PROFILE, age_years: 45, height_cm: 172, sports: ["running"], minutes: 20 };
    expect(cleared(kept)).toEqual(kept);
    expect(cleared(NEW_PROFILE)).toEqual(NEW_PROFILE);
    const odd = { ...kept, age_years: 400, thigh_length_cm: -5, sports: ["swimming", "running"], equipment: ["yoga mat"] };
    expect(cleared(odd)).toEqual({ ...kept, age_years: 0, equipment: [] });
  });
});

describe("units", () => {
  it("go to inches and back without a change", () => {
    for (const cm of [0, 1, 12.7, 172, -3.4]) expect(toCentimetres(toInches(cm))).toBeCloseTo(cm, 10);
  });

  it("are shown rounded to a tenth", () => {
    expect(shownLength(172, false)).toBe("172");
    expect(shownLength(172, true)).toBe("67.7");
    expect(shownLength(null, true)).toBe("");
  });

  it.each([
    ["12", 12],
    [" 12,5 ", 12.5],
    ["12.5", 12.5],
    ["-3", -3],
    ["−3", -3],
    ["12 cm", null],
    ["", null],
    ["1e3", null],
  ])("read %j as %j", (typed, value) => expect(readNumber(typed)).toBe(value));

  it("read inches as centimetres", () => {
    expect(readLength("10", true)).toBe(25.4);
    expect(readLength("10", false)).toBe(10);
  });

  it("show a kitchen clock", () => {
    expect(mmss(65)).toBe("1:05");
    expect(mmss(59.2)).toBe("1:00");
    expect(mmss(-1)).toBe("0:00");
  });
});

describe("the router", () => {
  it.each([
    ["/today", "/today", {}],
    ["/library/:slug", "/library/camel", { slug: "camel" }],
    ["/check/:kind/:question", "/check/full/age", { kind: "full", question: "age" }],
    ["/library/:slug", "/library", null],
    ["/today", "/today/", {}],
    ["/library/:slug", "/library/a%20b", { slug: "a b" }],
    ["/library/:slug", "/library/%E0%A4%A", null],
    ["/check/:kind(full|short)", "/check/short", { kind: "short" }],
    ["/check/:kind(full|short)", "/check/nope", null],
  ])("matches %s with %s", (pattern, path, params) => expect(match(pattern, path)).toEqual(params));
});

describe("readings", () => {
  it("take only boxes with a number, in centimetres", () => {
    expect(readings(["4", "", "x"], "", "height", true)).toEqual([{ height_cm: 10.16 }]);
  });

  it("carry the knee's bend with every angle", () => {
    expect(readings(["8", "9"], "70", "angle", true)).toEqual([
      { thigh_angle_deg: 8, knee_angle_deg: 70 },
      { thigh_angle_deg: 9, knee_angle_deg: 70 },
    ]);
  });
});

describe("about you", () => {
  const field = (name: string) => TOPICS.flatMap((topic) => topic.fields).find((f) => f.name === name)!;

  it("asks for every part of the profile", () => {
    const asked = TOPICS.flatMap((topic) => topic.fields.map((f) => f.name));
    expect(asked.sort()).toEqual(Object.keys(NEW_PROFILE).sort());
  });

  it("keeps centimetres whatever was typed", () => {
    const profile = { ...NEW_PROFILE, inches: true };
    expect(readInto(field("height_cm"), "68", profile)).toBe(true);
    expect(profile.height_cm).toBe(172.72);
    expect(shown(field("height_cm"), profile)).toBe("68");
    expect(readInto(field("height_cm"), "172", profile)).toBe(false);
    expect(readInto(field("height_cm"), "", profile)).toBe(true);
    expect(profile.height_cm).toBeNull();
  });

  it("says what to do in the person's own unit", () => {
    setWords({ "you.field.height_cm.error": "In {unit}, like {example}.", "unit.cm": "cm", "unit.in": "inches" });
    expect(mend(field("height_cm"), { ...NEW_PROFILE, inches: true })).toBe("In inches, like 68.");
    expect(mend(field("height_cm"), NEW_PROFILE)).toBe("In cm, like 172.");
  });
});

describe("the country of a device", () => {
  const codes = named().map(({ code }) => code);
  it.each([
    ["America/New_York", ["en-US"], "US"],
    ["America/Toronto", ["en-US", "en"], "CA"],
    ["Europe/London", ["en-US"], "GB"],
    ["Europe/Berlin", ["en-US"], "DE"],
    ["Australia/Perth", ["en"], "AU"],
    ["Etc/UTC", ["en-US"], ""],
  ])("%s, %j: %s", (zone, languages, country) => expect(guessCountry(codes, zone, languages)).toBe(country));

  it("is the language's in America, where the browser knows no time zones of countries", () => {
    expect(guessCountry([], "America/Chicago", ["en-US"])).toBe("US");
    expect(guessCountry([], "Europe/Berlin", ["en-US"])).toBe("");
  });
});
